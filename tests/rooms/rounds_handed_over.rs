//! Handing a round over while the world goes on: blocks, breaks, races; and taking it back in time.

use crate::{
    desk::staff,
    rounds::{cast, hands_over, makes, version},
};
use axum::http::StatusCode;
use uuid::Uuid;

async fn block(c: &crate::rounds::Cast, who: Uuid, whom: Uuid) {
    let sql = "insert into blocks (blocker_account, blocked_account) values ($1, $2)";
    sqlx::query(sql).bind(who).bind(whom).execute(&*c.town.db).await.expect("a block");
}

#[tokio::test]
async fn who_became_impossible_is_named_and_stays_and_the_others_go() {
    let mut c = cast().await;
    let round = c.makes().await;
    c.desk.sends(&format!("{round}/names"), &[]).await;
    c.word(&round, "pin", (c.bo, c.piet)).await;
    block(&c, c.piet, c.bo).await;
    let page = c.hands_over(&round, &[(c.ana, c.joke), (c.bo, c.piet)]).await;
    assert!(page.says("1 introduction is on its way."), "{}", page.main());
    assert!(page.says("These could not be introduced"), "{}", page.main());
    assert!(page.says("Bo and Piet: These two cannot be introduced now."), "a block is never named: {}", page.main());
    // The pin is gone with the pair, and Piet's place is Cem's; Bo still waits.
    assert!(page.says("1 of 2 newcomers would meet somebody."), "{}", page.main());
    let hers = c.desk.opens(&format!("{round}/for/{}?why={}", c.bo, c.piet)).await;
    assert!(hers.says("It did not come to a yes in the last half year."), "as if it had lapsed: {}", hers.main());
    assert!(hers.attributes("button[value=pin]", "value").is_empty(), "{}", hers.main());
    // Nor can anybody pin them, in an old page or by hand.
    let page = c.word(&round, "pin", (c.bo, c.piet)).await;
    assert!(page.says("These two cannot be put together now. Nothing was changed."), "{}", page.main());
    assert!(page.says("This has changed") && !page.says("colleague"), "nobody was faster: {}", page.main());
    let page = c.desk.opens(&round).await;
    assert!(page.says("1 of 2 newcomers would meet somebody."), "{}", page.main());
    let rests = "update newcomers set paused_at = buurten_now() where account_id = $1";
    sqlx::query(rests).bind(c.cem).execute(&*c.town.db).await.expect("he rests");
    let page = c.word(&round, "ban", (c.cem, c.piet)).await;
    assert!(page.says("One of these two is not in this round any more."), "{}", page.main());
    c.town.letter_for("ana@example.org").await;
    assert_eq!(c.town.count("select count(*) from introductions").await, 1);
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn blocked_and_reported_and_resting_people_are_nowhere() {
    let mut c = cast().await;
    block(&c, c.bo, c.piet).await;
    block(&c, c.piet, c.cem).await;
    let round = c.makes().await;
    let page = c.desk.opens(&round).await;
    assert!(page.says("1 of 3 newcomers would meet somebody."), "{}", page.main());
    for two in [(c.bo, c.piet), (c.cem, c.piet)] {
        let page = c.hands_over(&round, &[two]).await;
        assert!(page.says("Nobody could be introduced."), "{}", page.main());
    }
    for sql in [
        "insert into reports (id, about_account, cause) select gen_random_uuid(), id, 'unkind' from accounts where email = 'ana@example.org'",
        "update newcomers set paused_at = buurten_now() where account_id = (select id from accounts where email = 'bo@example.org')",
        "update newcomers set stopped_at = buurten_now() where account_id = (select id from accounts where email = 'cem@example.org')",
    ] {
        sqlx::query(sql).execute(&*c.town.db).await.expect("nobody to meet");
    }
    assert!(c.desk.opens(&round).await.says("0 of 0 newcomers would meet somebody."));
    let page = c.hands_over(&round, &[(c.ana, c.joke), (c.bo, c.piet)]).await;
    assert!(page.says("Nobody could be introduced."), "{}", page.main());
    assert_eq!(c.town.count("select count(*) from introductions").await, 0);
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn two_who_hand_over_at_once_never_ask_one_newcomer_twice_nor_fill_a_place_twice() {
    for _ in 0..8 {
        let mut c = cast().await;
        let mut noor = staff(&c.town, "noor", None).await;
        let (one, two) = (c.makes().await, makes(&mut noor).await);
        // The same newcomer with two locals, and the same local with two newcomers, in either order.
        let mine = [(c.ana, c.joke), (c.bo, c.piet)];
        let hers = [(c.cem, c.piet), (c.ana, c.piet)];
        let (a, b) = tokio::join!(hands_over(&mut c.desk, &one, "0", &mine), hands_over(&mut noor, &two, "0", &hers));
        assert_eq!((a.status, b.status), (StatusCode::OK, StatusCode::OK), "{} {}", a.main(), b.main());
        let twice = "select count(*) from (select newcomer_id from introductions where ended_at is null group by 1 having count(*) > 1) t";
        assert_eq!(c.town.count(twice).await, 0);
        let over = "select count(*) from locals l where people_of(l.id) > l.capacity";
        assert_eq!(c.town.count(over).await, 0);
        let all = "select count(*) from introductions where ended_at is null";
        assert!((1..=2).contains(&c.town.count(all).await));
        assert_eq!(c.town.count("select count(*) from round_steps").await, 4, "each is told what became of each");
        for who in ["ana", "bo", "cem"] {
            c.town.letters_for(&format!("{who}@example.org")).await;
        }
    }
}

#[tokio::test]
async fn one_round_handed_over_twice_is_handed_over_once() {
    let mut c = cast().await;
    let round = c.makes().await;
    let mut noor = staff(&c.town, "noor", None).await;
    let pair = format!("{}.{}", c.ana, c.joke);
    let fields = [("pair", pair.as_str()), ("place", "The library"), ("version", "0")];
    let (path, same) = (format!("{round}/letters"), format!("{round}/letters"));
    let (a, b) = tokio::join!(c.desk.posts(&path, &fields), noor.posts(&same, &fields));
    let mut both = [a.status, b.status];
    both.sort();
    assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(c.town.count("select count(*) from introductions").await, 1);
    c.town.letter_for("ana@example.org").await;
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn it_is_taken_back_whole_until_the_first_letter_has_left() {
    let mut c = cast().await;
    let round = c.makes().await;
    c.desk.sends(&format!("{round}/names"), &[]).await;
    let both = [(c.ana, c.joke), (c.bo, c.piet)];
    let short = async |c: &mut crate::rounds::Cast| {
        c.desk.opens("/desk").await.all("section[aria-labelledby=short] p").first().cloned().unwrap_or_default()
    };
    assert_eq!(short(&mut c).await, "1 place for a few people.");
    let page = c.hands_over(&round, &both).await;
    assert!(page.says("The letters of 2 introductions leave at 12:1"), "{}", page.main());
    assert!(page.says("Until then you can undo this."), "{}", page.main());
    assert_eq!(short(&mut c).await, "0 places for a few people.", "as it is now");
    let at = version(&c.town, &round).await;
    let page = c.desk.sends(&format!("{round}/undo"), &[("version", &at)]).await;
    assert!(page.says("2 introductions are taken back. Nobody heard of them."), "{}", page.main());
    assert!(page.says("Ana and Joke") && page.says("2 of 3 newcomers would meet somebody."), "{}", page.main());
    assert!(
        c.town.letters_for("ana@example.org").await.is_empty() && c.town.letters_for("bo@example.org").await.is_empty()
    );
    assert_eq!(short(&mut c).await, "1 place for a few people.", "as before");
    let again = c.desk.posts(&format!("{round}/undo"), &[("version", &at)]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "once");

    c.hands_over(&round, &both).await;
    c.town.letter_for("bo@example.org").await; // this one has left
    let at = version(&c.town, &round).await;
    let page = c.desk.sends(&format!("{round}/undo"), &[("version", &at)]).await;
    assert!(page.says("Somebody heard of it already."), "{}", page.main());
    assert_eq!(c.town.count("select count(*) from introductions where ended_at is null").await, 2, "none or all");
    c.desk.sends(&format!("{round}/put-away"), &[]).await;
    assert_eq!(short(&mut c).await, "", "of a round that is put away");
    c.town.letter_for("ana@example.org").await;
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_word_about_others_takes_nobody_s_way_back() {
    let mut c = cast().await;
    let round = c.makes().await;
    c.desk.sends(&format!("{round}/names"), &[]).await;
    c.hands_over(&round, &[(c.ana, c.joke)]).await;
    let page = c.word(&round, "ban", (c.cem, c.piet)).await;
    assert!(page.says("You said: ") && page.says("The letter of 1 introduction leaves at 12:1"), "{}", page.main());
    // Put away, nothing can be said of it: not on its page, not of her, not of the letters.
    c.desk.sends(&format!("{round}/put-away"), &[]).await;
    for end in [String::new(), "/letters".to_owned(), format!("/for/{}", c.bo)] {
        let page = c.desk.opens(&format!("{round}{end}")).await;
        assert!(page.says("This round is put away."), "{end}: {}", page.main());
        let actions = page.attributes("main form", "action");
        assert_eq!(actions, [format!("{round}/bring-back")], "{end}");
    }
    c.desk.sends(&format!("{round}/bring-back"), &[]).await;
    let at = version(&c.town, &round).await;
    let page = c.desk.sends(&format!("{round}/undo"), &[("version", &at)]).await;
    assert!(page.says("1 introduction is taken back. Nobody heard of it."), "{}", page.main());
    assert!(c.town.letters_for("ana@example.org").await.is_empty());
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn what_was_handed_over_never_reads_as_failed() {
    let mut c = cast().await;
    let round = c.makes().await;
    // Whatever comes after it goes wrong.
    for sql in [
        "create function breaks() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$",
        "create trigger breaks before update on rounds for each row when (old.version = new.version) execute function breaks()",
    ] {
        sqlx::query(sql).execute(&*c.town.db).await.expect("a broken database");
    }
    let page = c.hands_over(&round, &[(c.ana, c.joke)]).await;
    assert!(page.says("1 introduction is on its way."), "{} {}", page.status, page.main());
    let front = c.desk.opens("/desk").await;
    assert!(front.all("section[aria-labelledby=short] p").is_empty(), "nothing is said that may not be so any more");
    let at = version(&c.town, &round).await;
    let page = c.desk.sends(&format!("{round}/undo"), &[("version", &at)]).await;
    assert!(page.says("1 introduction is taken back."), "{} {}", page.status, page.main());
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn the_letters_leave_ten_minutes_later_and_then_there_is_no_undo() {
    let mut c = cast().await;
    let round = c.makes().await;
    let mut her = c.town.signed_in("bo@example.org").await;
    c.desk.sends(&format!("{round}/names"), &[]).await;
    c.hands_over(&round, &[(c.ana, c.joke), (c.bo, c.piet)]).await;
    let due = "select count(*) from letters where sent_at is null and due_at <= buurten_now()";
    c.town.wait("9 minutes").await;
    assert_eq!(c.town.count(due).await, 0);
    assert_eq!(c.desk.opens(&round).await.all("form[action$='/undo']").len(), 1);
    // Whoever answered on their own page meanwhile is not asked once more by a letter.
    let hers: Uuid = sqlx::query_scalar(
        "select i.id from introductions i join newcomers n on n.id = i.newcomer_id where n.account_id = $1",
    )
    .bind(c.bo)
    .fetch_one(&*c.town.db)
    .await
    .expect("hers");
    let page = her.opens(&format!("/en/meet/{hers}")).await;
    let dates = page.attributes("input[name=dates]", "value");
    her.sends(&format!("/en/meet/{hers}/answer"), &[("say", "yes"), ("dates", &dates[0])]).await;
    assert!(c.town.letters_for("bo@example.org").await.is_empty());
    c.town.letter_for("piet@example.org").await;
    let at = version(&c.town, &round).await;
    let page = c.desk.sends(&format!("{round}/undo"), &[("version", &at)]).await;
    assert!(page.says("Somebody heard of it already."), "{}", page.main());
    assert_eq!(c.town.count("select count(*) from letters where sent_at is null").await, 1, "Ana's is still to leave");
    c.town.wait("1 minute").await;
    assert_eq!(c.town.count(due).await, 1);
    let page = c.desk.opens(&round).await;
    assert!(page.says("The letters have left.") && page.all("form[action$='/undo']").is_empty(), "{}", page.main());
    c.town.letter_for("ana@example.org").await;
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn who_leaves_takes_their_steps_with_them_and_the_round_goes_on() {
    let mut c = cast().await;
    let round = c.makes().await;
    c.word(&round, "pin", (c.ana, c.piet)).await;
    c.word(&round, "ban", (c.bo, c.piet)).await;
    sqlx::query("delete from accounts where id = $1").bind(c.bo).execute(&*c.town.db).await.expect("she leaves");
    let page = c.desk.opens(&round).await;
    assert!(page.says("1 of 2 newcomers would meet somebody."), "{}", page.main());
    let page = c.word(&round, "release", (c.ana, c.piet)).await;
    assert!(page.says("2 of 2 newcomers would meet somebody."), "{}", page.main());
    c.town.nothing_is_left().await;
}
