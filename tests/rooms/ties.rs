//! Ties: asked after for a year, answered by link or on one's own page. Neither reads what the other said, silence ends
//! the asking kindly, and after the year or an end the search opens again.

use crate::{
    desk::{looks, staff},
    introductions::{ANA, PIET, Two, in_english, two},
    support::town::{GotLetter, Town},
};
use axum::http::StatusCode;
use buurten::ties;
use uuid::Uuid;

pub async fn asks(town: &Town) -> usize {
    // The connection of the round before holds the right to ask alone until the database sees that it is gone.
    town.does(&["select pg_advisory_xact_lock(hashtextextended('ask after ties', 0))"], &[]).await;
    ties::ask_what_is_due(&town.db, &town.lent.city.now(), &town.lent.address).await.expect("asked")
}

/// The path of a link of a letter without the answer it chose, to the English page.
pub fn page_of(letter: &GotLetter) -> String {
    in_english(letter).split('?').next().expect("a path").to_owned()
}

pub async fn state(town: &Town) -> String {
    sqlx::query_scalar("select state from ties").fetch_one(&*town.db).await.expect("a tie")
}

/// Both said yes, and two weeks are over: their letters.
async fn asked() -> (Two, GotLetter, GotLetter) {
    let mut two = two().await;
    two.both_yes().await;
    two.town.wait("13 days 23 hours").await;
    assert_eq!(asks(&two.town).await, 0, "not before its day");
    two.town.wait("2 hours").await;
    assert_eq!(asks(&two.town).await, 2);
    assert_eq!(asks(&two.town).await, 0, "nobody gets two");
    let letters = (two.town.letter_for(ANA).await, two.town.letter_for(PIET).await);
    (two, letters.0, letters.1)
}

#[tokio::test]
async fn whoever_answers_a_letter_is_not_forgotten_as_silent() {
    let silent = "update accounts set notices = 1, seen_at = buurten_now() - interval '11 months'";
    let mut two = two().await;
    two.town.does(&[silent], &[]).await;
    let link = in_english(&two.one_yes().await);
    let town = &two.town;
    let here = "select email from accounts where notices = 0 and email like '%@example.org' order by email";
    let here = async || sqlx::query_scalar::<_, String>(here).fetch_all(&*town.db).await.expect("who is here");
    assert_eq!(here().await, [ANA], "she said yes by the letter's link");
    let mut them = town.reader();
    let dates = them.opens(&link).await.attributes("input[name=dates]", "value");
    assert_eq!(here().await, [ANA], "opening it is nothing");
    them.sends(&link, &[("say", "yes"), ("dates", &dates[1])]).await;
    assert_eq!(here().await, [ANA, PIET]);
    town.wait("14 days").await;
    town.does(&[silent], &[]).await;
    assert_eq!(asks(town).await, 2);
    let letters = (town.letters_for(ANA).await, town.letters_for(PIET).await);
    them.sends(&page_of(letters.1.last().expect("a question")), &[("say", "once")]).await;
    assert_eq!(here().await, [PIET], "and a year later by a follow-up");
}

#[tokio::test]
async fn the_letter_opens_a_chosen_answer_one_button_sends_it_and_the_other_never_reads_it() {
    let (two, hers, theirs) = asked().await;
    let town = &two.town;
    assert_eq!(hers.subject, "Een korte vraag");
    assert!(hers.text.contains("Jij en Piet hoorden via ons van elkaar. Zien jullie elkaar nog?"), "{hers:?}");
    assert!(hers.path().ends_with("?say=once") && hers.text.contains("?say=no-longer"), "{hers:?}");
    assert!(theirs.text.contains("Jij en Ana") && !theirs.text.contains("example.org/"), "{theirs:?}");
    // A scanner opens every link: nothing changes.
    let (link, mut her) = (page_of(&hers), town.reader());
    for say in ["not-yet", "once", "again", "regularly", "no-longer", "nonsense"] {
        let page = her.opens(&format!("{link}?say={say}")).await;
        assert!(page.says("You and Piet: do you still meet?"), "{}", page.main());
        let chosen = page.attributes("input[name=say][checked]", "value");
        assert_eq!(chosen, [if say == "nonsense" { "once" } else { say }]);
    }
    assert_eq!(town.count("select count(*) from follow_ups where answered_at is not null").await, 0);
    assert_eq!(state(town).await, "introduced");
    // One button; the same again is the same; it can be changed, and what it came to is not taken back.
    for (say, after) in [("once", "met"), ("once", "met"), ("regularly", "regular"), ("not-yet", "regular")] {
        let page = her.sends(&link, &[("say", say)]).await;
        assert!(page.says("Thank you! The other does not read it.") && page.says("You can still change it."));
        assert_eq!(state(town).await, after, "{say}");
    }
    assert_eq!(town.count("select count(*) from follow_ups where answer = 'not-yet'").await, 1);
    // Their page is the same as if she had said nothing.
    let (link, mut them) = (page_of(&theirs), town.reader());
    let page = them.opens(&link).await;
    assert_eq!(page.attributes("input[name=say][checked]", "value"), ["once"], "{}", page.main());
    assert!(!page.says("You said"), "{}", page.main());
    let page = them.sends(&link, &[("say", "")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose one of the answers."));
    // After 28 days the link says so and takes nothing.
    town.wait("28 days").await;
    let page = them.opens(&link).await;
    assert!(page.says("This question is over. You don't have to do anything."), "{}", page.main());
    them.sends(&link, &[("say", "again")]).await;
    assert_eq!(town.count("select count(*) from ties where local_says is not null").await, 0);
    assert_eq!(town.reader().opens("/en/ties/nobody-knows-this-one").await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_answers_is_asked_again_and_silence_ends_the_asking_kindly() {
    let (mut two, hers, theirs) = asked().await;
    two.town.reader().sends(&page_of(&hers), &[("say", "once")]).await;
    drop(theirs);
    two.town.wait("28 days").await;
    assert_eq!(asks(&two.town).await, 1, "Piet did not answer");
    let hers = two.town.letter_for(ANA).await;
    assert!(hers.path().ends_with("?say=again"), "what she may well say next: {hers:?}");
    two.town.wait("1 hour").await;
    let mut them = two.town.signed_in(PIET).await;
    let page = them.opens("/en/local/me").await;
    assert!(page.says("You and Ana: it is quiet That is fine, and it happens to everybody."), "{}", page.main());
    for way in ["Another time", "Another thing to do", "Take a walk with"] {
        assert!(page.says(way), "{way}: {}", page.main());
    }
    // The desk reads of it once the other has nothing better to tell.
    two.desk = staff(&two.town, "joke", None).await;
    assert!(!two.desk.opens("/desk").await.says("a tie is silent"), "she met him");
    two.town.wait("29 days").await;
    two.desk = staff(&two.town, "els", None).await;
    looks(&mut two.desk, two.ana).await;
    let page = two.desk.opens("/desk").await;
    assert!(page.says("Somebody in the city: a tie is silent."), "{}", page.main());
    let page = two.desk.opens(&format!("/desk/people/{}", two.ana)).await;
    assert!(page.says("They met once") && page.says("The newcomer says: met once."), "{}", page.main());
    assert!(page.says("It is silent: our question had no answer.") && !page.html.contains("Piet"), "{}", page.main());
    let see_to = page.attributes("form[action$='/seen-to']", "action").remove(0);
    let page = two.desk.sends(&see_to, &[]).await;
    assert!(page.says("Off your list.") && !page.says("It is silent"), "{}", page.main());
    assert!(!two.desk.opens("/desk").await.says("a tie is silent"));
    let back = page.attributes("form[action$='/not-seen-to']", "action").remove(0);
    two.desk.sends(&back, &[]).await;
    assert!(two.desk.opens("/desk").await.says("a tie is silent"), "undone");
    let mut them = two.town.signed_in(PIET).await;
    // Whoever speaks again, on their own page, is asked again.
    let link = them.opens("/en/local/me").await.attributes("[aria-labelledby=ties] a[href*='/between/']", "href");
    let between = link.first().expect("their own page leads there").clone();
    them.sends(&between, &[("say", "again")]).await;
    assert!(!them.opens("/en/local/me").await.says("it is quiet"));
    two.town.wait("21 days").await;
    assert_eq!(asks(&two.town).await, 1, "at three months he alone");
    two.town.letter_for(PIET).await;
    assert_eq!(two.town.signed_in("eve@example.org").await.opens(&between).await.status, StatusCode::NOT_FOUND);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_jump_of_the_clock_asks_the_last_question_alone_and_after_the_year_there_are_thanks() {
    let mut two = two().await;
    two.both_yes().await;
    two.town.wait("500 days").await;
    assert_eq!(asks(&two.town).await, 2);
    assert_eq!(asks(&two.town).await, 0);
    assert_eq!(
        two.town.count("select count(*) from follow_ups where step = 'twelve-months' and asked_at is not null").await,
        2
    );
    assert_eq!(two.town.count("select count(*) from follow_ups where skipped_at is not null").await, 8, "passed over");
    let (hers, theirs) = (two.town.letter_for(ANA).await, two.town.letter_for(PIET).await);
    two.town.reader().sends(&page_of(&hers), &[("say", "regularly")]).await;
    assert_eq!(asks(&two.town).await, 0);
    assert_eq!(state(&two.town).await, "regular", "his question still has its days");
    drop(theirs);
    two.town.wait("28 days 1 hour").await;
    assert_eq!(asks(&two.town).await, 2, "thanks for both, also for who left the last question");
    assert_eq!(state(&two.town).await, "ended");
    let letter = two.town.letter_for(PIET).await;
    assert!(letter.text.contains("Een jaar geleden hoorden jij en Ana van elkaar."), "{letter:?}");
    let letter = two.town.letter_for(ANA).await;
    assert!(letter.text.contains("Een jaar geleden hoorden jij en Piet van elkaar."), "{letter:?}");
    let (link, mut her) = (page_of(&letter), two.town.reader());
    let page = her.opens(&link).await;
    assert!(page.says("Thank you! Thank you for giving it a try, you and Piet."), "{}", page.main());
    assert_eq!(two.town.count("select count(*) from wishes_to_meet").await, 0, "a GET changes nothing");
    for _ in 0..2 {
        let page = her.sends(&format!("{link}/look"), &[]).await;
        assert!(page.says("Good. We look for somebody who fits."), "{}", page.main());
    }
    assert_eq!(
        two.town.count("select count(*) from wishes_to_meet where kind = 'one-to-one' and ended_at is null").await,
        1
    );
    let page = two.town.signed_in(PIET).await.opens("/en/local/me").await;
    assert!(page.says("you and Ana. Shall we look for somebody else?"), "{}", page.main());
    two.town.wait("400 days").await;
    assert_eq!(asks(&two.town).await, 0, "nothing after the end");
    assert_eq!(ties::forget_old(&two.town.db).await.expect("forgotten"), 1);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn an_end_frees_the_local_reaches_the_desk_and_shows_nowhere_to_the_other() {
    let (mut two, hers, theirs) = asked().await;
    let (link, mut her) = (page_of(&hers), two.town.reader());
    let page = her.sends(&link, &[("say", "no-longer")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose what came in between."));
    assert_eq!(page.attributes("input[name=say][checked]", "value"), ["no-longer"]);
    let mut them = two.town.signed_in(PIET).await;
    let meet = format!("/en/meet/{}", two.id().await);
    let open = |page: &crate::support::reader::Page| page.main();
    let before = [
        open(&them.opens(&page_of(&theirs)).await),
        open(&them.opens(&meet).await),
        open(&them.opens("/en/local/me").await),
    ];
    assert_eq!(two.town.count("select people_of(id) from locals").await, 1);
    let page = her.sends(&link, &[("say", "no-longer"), ("reason", "no-click")]).await;
    assert!(page.says("Thank you! Thank you for giving it a try, you and Piet."), "{}", page.main());
    assert_eq!(two.town.count("select people_of(id) from locals").await, 0, "there is room for somebody else");
    assert!(her.sends(&link, &[("say", "once")]).await.says("Thank you!"), "what has ended has ended");
    let after = [
        open(&them.opens(&page_of(&theirs)).await),
        open(&them.opens(&meet).await),
        open(&them.opens("/en/local/me").await),
    ];
    assert_eq!(before, after, "he sees nothing of it");
    let page = them.sends(&page_of(&theirs), &[("say", "again")]).await;
    assert!(page.says("You said that you met again.") && state(&two.town).await == "ended", "{}", page.main());
    let data = them.opens("/en/me/data.json").await.html;
    assert!(!data.contains("\"ended\"") && data.contains("\"state\": \"again\""), "{data}");
    // The desk alone reads why.
    two.desk = staff(&two.town, "joke", None).await;
    let page = two.desk.opens("/desk").await;
    assert!(page.says("Somebody in the city and somebody from here meet no more."), "{}", page.main());
    looks(&mut two.desk, two.ana).await;
    let page = two.desk.opens(&format!("/desk/people/{}", two.ana)).await;
    assert!(page.says("The newcomer ended it. It did not click"), "{}", page.main());
    // For him it goes on as with somebody quiet, until his own time is over: then thanks, and shall we look again?
    two.town.wait("400 days").await;
    assert_eq!(asks(&two.town).await, 1, "he alone, who said that they met again");
    two.town.letter_for(PIET).await;
    two.town.wait("29 days").await;
    assert_eq!(asks(&two.town).await, 1);
    let letter = two.town.letter_for(PIET).await;
    assert!(letter.text.contains("Shall we look for somebody else too?"), "{letter:?}");
    assert!(two.town.reader().opens(&page_of(&letter)).await.says("There is room for somebody else now."));
    two.town.wait("400 days").await;
    assert_eq!(asks(&two.town).await, 0, "no letter after the end");
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn the_desk_ends_a_tie_for_a_reason_and_both_read_that_it_is_over_and_not_why() {
    let (mut two, hers, _) = asked().await;
    two.desk = staff(&two.town, "joke", None).await;
    looks(&mut two.desk, two.piet).await;
    let person = format!("/desk/people/{}", two.piet);
    let page = two.desk.opens(&person).await;
    assert!(page.says("Introduced, not met yet") && page.says("We ask again on"), "{}", page.main());
    let end = page.attributes("form[action$='/end']", "action").into_iter().find(|a| a.contains("/ties/"));
    let end = end.expect("a form");
    let page = two.desk.sends(&end, &[]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose what came in between."));
    let page = two.desk.sends(&end, &[("reason", "moved-away")]).await;
    assert!(page.says("Ended. Both read that it is over, and not why."), "{}", page.main());
    assert!(page.says("The desk ended it. One of us moved away"), "{}", page.main());
    let meet = format!("/en/meet/{}", two.id().await);
    for who in [ANA, PIET] {
        // The day that was still to come does not take place.
        let letter = two.town.letter_for(who).await;
        assert!(letter.text.contains("Het gaat deze keer niet door."), "{letter:?}");
        let mut reader = two.town.signed_in(who).await;
        let page = reader.opens(&meet).await;
        assert!(page.says("We don't ask any more. Thank you for giving it a try."), "{}", page.main());
        assert!(page.says("There is no day yet") && !page.says("moved away"), "{}", page.main());
        let talk = format!("{meet}/messages");
        assert!(reader.opens(&talk).await.says("You can't write here any more."));
        reader.posts(&talk, &[("text", "Are you there?")]).await;
        // Whatever either does on the page, the other gets no letter of it.
        let day = reader.opens(&meet).await.attributes("input[name=date]", "value").remove(0);
        reader.sends(&format!("{meet}/date"), &[("date", &day)]).await;
        reader.sends(&format!("{meet}/date"), &[("date", "none")]).await;
    }
    assert_eq!(two.town.count("select count(*) from messages").await, 0);
    assert!(two.town.reader().opens(&page_of(&hers)).await.says("Thank you for giving it a try, you and Piet."));
    let mut other = staff(&two.town, "els", None).await;
    assert_eq!(other.posts(&end, &[("reason", "no-time")]).await.leads_to(), Some(format!("/desk/people/{}", two.ana)));
    assert_eq!(
        two.desk.posts(&format!("/desk/ties/{}/end", Uuid::new_v4()), &[("reason", "no-time")]).await.status,
        StatusCode::NOT_FOUND
    );
    two.town.wait("400 days").await;
    assert_eq!(asks(&two.town).await, 0);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_need_wait_for_a_letter_and_a_block_shows_nothing() {
    let mut two = two().await;
    let meet = format!("/en/meet/{}", two.both_yes().await);
    let (mut her, mut them) = (two.town.signed_in(ANA).await, two.town.signed_in(PIET).await);
    let page = her.opens(&meet).await;
    assert!(page.says("Do you still meet? Tell us how it is going"), "{}", page.main());
    let action = page.attributes("form[action*='/between/']", "action").remove(0);
    assert!(her.sends(&action, &[("say", "once")]).await.says("Thank you!"));
    assert_eq!(state(&two.town).await, "met");
    assert_eq!(them.opens(&meet).await.attributes("input[name=say][checked]", "value"), ["once"], "his own, not hers");
    // Each of the two blocks as the room of safety does: what is between them ends first.
    let mut tx = two.town.db.begin().await.expect("a transaction");
    assert_eq!(ties::end_between(&mut tx, two.piet, two.ana).await.expect("ended"), 1);
    sqlx::query("insert into blocks (blocker_account, blocked_account) values ($1, $2)")
        .bind(two.piet)
        .bind(two.ana)
        .execute(&mut *tx)
        .await
        .expect("blocked");
    tx.commit().await.expect("blocked");
    assert!(her.opens(&action).await.says("You and Piet: do you still meet?"), "she sees nothing of it");
    assert_eq!(them.opens(&action).await.status, StatusCode::NOT_FOUND, "he sees no more of it");
    let sql = "select newcomer_id, local_id from ties";
    let (newcomer, _): (Uuid, Uuid) = sqlx::query_as(sql).fetch_one(&*two.town.db).await.expect("the two");
    let mut tx = two.town.db.begin().await.expect("a transaction");
    ties::went_together(&mut tx, newcomer, two.piet, Uuid::new_v4()).await.expect("nothing begins");
    tx.commit().await.expect("nothing");
    assert_eq!(two.town.count("select count(*) from ties").await, 1);
    two.town.wait("20 days").await;
    assert_eq!(asks(&two.town).await, 1, "she is asked as of somebody quiet, he no more");
    let hers = two.town.letter_for(ANA).await;
    let page = two.town.reader().sends(&page_of(&hers), &[("say", "no-longer"), ("reason", "no-answer")]).await;
    assert!(page.says("Thank you! Thank you for giving it a try, you and Piet."), "{}", page.main());
    two.town.wait("30 days").await;
    assert_eq!(asks(&two.town).await, 0, "she said that it is over, as of somebody quiet");
    assert_eq!(
        two.town.count("select count(*) from ties where end_reason = 'blocked' and ended_by = 'local'").await,
        1
    );
    two.town.nothing_is_left().await;
}
