//! To meet somebody no more: instant, silent, undone on one's own page. What the other sees stands in `safety_quiet.rs`.

use crate::{
    introductions::{ANA, PIET, Two, in_english, two},
    support::{reader::Reader, town::Town},
};
use axum::http::StatusCode;
use uuid::Uuid;

/// Both said yes; the page of the two, and both of them.
pub async fn met() -> (Two, String, Reader, Reader) {
    let mut two = two().await;
    let meet = format!("/en/meet/{}", two.both_yes().await);
    let (her, them) = (two.town.signed_in(ANA).await, two.town.signed_in(PIET).await);
    (two, meet, her, them)
}

async fn run(town: &Town, sql: &str) {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    sqlx::raw_sql(sql).execute(&*town.db).await.unwrap_or_else(|e| panic!("{e}"));
}

#[tokio::test]
async fn whoever_blocks_reads_what_happens_presses_one_button_and_nobody_is_told() {
    let (two, meet, mut her, mut them) = met().await;
    let town = &two.town;
    let page = them.opens(&meet).await;
    assert!(page.says("I don't want to meet this person any more"), "{}", page.main());
    let page = them.opens(&format!("{meet}/block")).await;
    assert!(page.says("You don't want to meet Ana any more?"), "{}", page.main());
    assert!(page.says("Nobody tells Ana. To them you are just quiet.") && page.says("You can undo this"));
    assert_eq!(town.count("select count(*) from blocks").await, 0, "a GET changes nothing");
    let page = them.sends(&format!("{meet}/block"), &[]).await;
    assert!(page.says("nobody is told") && page.says("Ana You were introduced to each other"), "{}", page.main());
    assert!(!page.html.contains(&two.ana.to_string()) && !page.html.contains(ANA), "a first name, no account");
    assert_eq!(town.count("select count(*) from ties where end_reason = 'blocked' and ended_by = 'local'").await, 1);
    // For whoever blocked it is gone; for the other nothing has changed.
    for path in [meet.clone(), format!("{meet}/messages"), format!("{meet}/calendar.ics")] {
        assert_eq!(them.opens(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!them.opens("/en/local/me").await.says("You and Ana"));
    assert!(her.opens(&meet).await.says("You and Piet") && her.opens("/en/me").await.says("You and Piet"));
    assert!(her.opens("/en/me/safety").await.says("There is nobody you don't want to meet."));
    // Whatever she does, he gets no letter of it.
    let dates = her.opens(&meet).await.attributes("input[name=date]", "value");
    assert!(her.sends(&format!("{meet}/date"), &[("date", &dates[0])]).await.says("The other gets an email"));
    her.sends(&format!("{meet}/messages"), &[("text", "Are you there?")]).await;
    town.nothing_is_left().await;
    // The same again changes nothing.
    them.sends(&format!("{meet}/block"), &[]).await;
    assert_eq!(town.count("select count(*) from blocks").await, 1);
    // Nobody else takes it back, and she cannot even name it.
    let id: Uuid = sqlx::query_scalar("select id from blocks").fetch_one(&*town.db).await.expect("a block");
    let unblock = format!("/en/me/safety/{id}/unblock");
    assert_eq!(her.posts(&unblock, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(them.sends(&unblock, &[]).await.says("You may be brought together again one day."));
    assert_eq!(them.posts(&unblock, &[]).await.status, StatusCode::NOT_FOUND);
    // What ended stays ended: he can read, and not write; what she wrote meanwhile he never hears.
    let page = them.opens(&format!("{meet}/messages")).await;
    assert!(page.says("You can't write here any more.") && !page.says("Are you there?"), "{}", page.main());
    assert!(her.opens(&format!("{meet}/messages")).await.says("Are you there?"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn strangers_find_nobody_to_block_or_to_report() {
    let (two, meet, mut her, _) = met().await;
    let mut eve = two.town.signed_in("eve@example.org").await;
    let random = format!("/en/meet/{}", Uuid::new_v4());
    for act in ["block", "report"] {
        let (theirs, none) = (eve.opens(&format!("{meet}/{act}")).await, eve.opens(&format!("{random}/{act}")).await);
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        assert_eq!(theirs.main(), none.main());
        assert_eq!(eve.posts(&format!("{meet}/{act}"), &[]).await.status, StatusCode::NOT_FOUND);
        assert!(two.town.reader().opens(&format!("{meet}/{act}")).await.address.contains("sign-in"));
    }
    // Before both said yes she knows nobody whom she could name.
    run(
        &two.town,
        "delete from ties; delete from introductions;
         insert into introductions (id, newcomer_id, local_id, newcomer_token_hash) select gen_random_uuid(), n.id, l.id, '\\x01' from newcomers n, locals l",
    )
    .await;
    let open = format!("/en/meet/{}", two.id().await);
    assert_eq!(her.opens(&open).await.status, StatusCode::OK);
    assert_eq!(her.opens(&format!("{open}/block")).await.status, StatusCode::NOT_FOUND);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_meeting_can_be_called_off_first_by_the_usual_letter() {
    let (two, meet, mut her, mut them) = met().await;
    let page = her.opens(&format!("{meet}/block")).await;
    assert!(page.says("Say that I can't come: Monday 14 December, 10:00"), "{}", page.main());
    her.sends(&format!("{meet}/block"), &[("call_off", "yes")]).await;
    let letter = two.town.letter_for(PIET).await;
    assert!(letter.text.contains("Ana can't come that day.") && !letter.text.contains("Monday 14"), "{letter:?}");
    assert!(them.opens(&meet).await.says("There is no day yet"));
    assert_eq!(two.town.count("select count(*) from blocks").await, 1);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_number_that_the_other_has_not_seen_is_never_shown() {
    let (two, meet, mut her, mut them) = met().await;
    them.sends(&format!("{meet}/phone"), &[("phone", "06 22222222")]).await;
    them.sends(&format!("{meet}/block"), &[]).await;
    her.sends(&format!("{meet}/phone"), &[("phone", "06 11111111")]).await;
    let page = her.opens(&meet).await;
    assert!(page.says("Piet gave none yet.") && !page.html.contains("22222222"), "{}", page.main());
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_is_proposed_to_whom_they_blocked_anywhere() {
    let (mut two, meet, mut her, _) = met().await;
    her.sends(&format!("{meet}/block"), &[]).await;
    let listing = two.town.with_listing(&[("id", "choir")]).await;
    run(&two.town, "delete from ties; delete from introductions; insert into regulars (local_id, listing_id, vouched_at) select l.id, g.id, buurten_now() from locals l, listings g").await;
    // The desk's list of locals does not have him, nor can he be named there.
    let page = two.desk.opens(&format!("/desk/people/{}/locals", two.ana)).await;
    assert!(page.says("Nobody fits yet") && !page.html.contains("Piet"), "{}", page.main());
    assert!(two.desk.opens(&two.path()).await.says("These two cannot be introduced now."));
    // Asking to be taken along finds nobody, as where nobody is free.
    let page = her.sends(&format!("/en/listings/{listing}/along"), &[]).await;
    assert!(
        page.says("The next step") || page.says("Ask the group") || page.main().contains("Nobody"),
        "{}",
        page.main()
    );
    assert_eq!(two.town.count("select count(*) from going_along").await, 0);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_question_to_somebody_she_blocked_is_asked_of_the_next() {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let listing = town.with_listing(&[("id", "choir")]).await;
    let mut her = town.signed_in(ANA).await;
    for (name, number) in [("bo", 1), ("cas", 2)] {
        let id = Uuid::from_u128(number);
        run(
            &town,
            &format!(
                "insert into accounts (id, email, first_name, language) values ('{id}', '{name}@example.org', initcap('{name}'), 'en');
                 insert into locals (id, account_id, joined_at, talked_at) values ('{id}', '{id}', buurten_now(), buurten_now());
                 insert into regulars (local_id, listing_id, vouched_at) values ('{id}', '{listing}', buurten_now())"
            ),
        )
        .await;
    }
    her.sends(&format!("/en/listings/{listing}/along"), &[("first_name", "Ana")]).await;
    town.letter_for("bo@example.org").await;
    let going: Uuid = sqlx::query_scalar("select id from going_along").fetch_one(&*town.db).await.expect("hers");
    // She does not know whom we asked; he knows her first name.
    assert_eq!(her.opens(&format!("/en/going/{going}/block")).await.status, StatusCode::NOT_FOUND);
    let mut bo = town.signed_in("bo@example.org").await;
    assert_eq!(bo.opens("/en/local/me").await.attributes("a[href$='/block']", "href").len(), 1);
    let before = her.opens("/en/me").await.main();
    bo.sends(&format!("/en/going/{going}/block"), &[]).await;
    assert_eq!(her.opens("/en/me").await.main(), before, "she waits as before");
    assert!(!bo.opens("/en/local/me").await.says("Ana"));
    let question = in_english(&town.letter_for("cas@example.org").await);
    // Cas says yes; then she does not want to meet him after all.
    town.reader().sends(question.split('?').next().expect("a path"), &[("say", "yes")]).await;
    for who in [ANA, "cas@example.org"] {
        town.letter_for(who).await;
    }
    let page = her.opens("/en/me").await;
    let link = page.attributes("a[href$='/block']", "href").remove(0);
    let mut cas = town.signed_in("cas@example.org").await;
    let before = cas.opens("/en/local/me").await;
    assert!(before.says("Whom you take along Ana"), "{}", before.main());
    let page = her.sends(&link, &[]).await;
    assert!(page.says("Cas Going along to choir"), "{}", page.main());
    assert_eq!(cas.opens("/en/local/me").await.html, before.html, "for him nothing has changed");
    let page = her.opens("/en/me").await;
    assert!(!page.html.contains("Cas") && page.says("You cancelled this"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_the_blocked_takes_out_of_the_city_does_not_say_so_and_nothing_of_it_goes_before_its_time() {
    let (two, meet, mut her, mut them) = met().await;
    her.sends(&format!("{meet}/messages"), &[("text", "Until Monday!")]).await;
    two.town.letter_for(PIET).await;
    them.sends(&format!("{meet}/block"), &[]).await;
    let file = her.opens("/en/me/data.json").await.html;
    assert!(file.contains("\"introduced\"") && file.contains("Until Monday!"), "{file}");
    assert!(!file.contains("blocked") && !file.contains("\"ended\""), "{file}");
    two.town.wait("7 months").await;
    buurten::messages::forget_old(&two.town.db).await.expect("forgotten");
    assert_eq!(two.town.count("select count(*) from messages").await, 1, "she would see that it is gone");
    two.town.wait("12 months").await;
    buurten::messages::forget_old(&two.town.db).await.expect("forgotten");
    assert_eq!(two.town.count("select count(*) from messages").await, 0);
}
