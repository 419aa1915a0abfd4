//! Two who said yes to each other write to each other, wherever the yes came from: going along, or something they begin
//! together. The same review, the same silence, no letter with a word of it.

use crate::{
    desk::{looks, staff},
    safety_anywhere::co_hosts,
    safety_quiet::{pair, question},
    support::{reader::Reader, town::Town},
    together::{ANA, ENTRY},
};
use axum::http::StatusCode;
use buurten::ties;
use uuid::Uuid;

/// Two who went somewhere together; the address of their tie, and both of them.
async fn went() -> (Town, String, Reader, Reader) {
    let town = Town::empty().await;
    town.at("2026-11-02 12:00+01").await;
    let two = pair(&town, 0).await;
    question(&town, &two, "yes").await;
    town.at("2026-11-15 12:00+01").await;
    let (newcomer, them): (Uuid, Uuid) = sqlx::query_as(
        "update going_along g set state = 'went' from locals l where l.id = g.local_id returning g.newcomer_id, l.account_id",
    )
    .fetch_one(&*town.db)
    .await
    .expect("they went");
    let mut tx = town.db.begin().await.expect("a transaction");
    ties::went_together(&mut tx, newcomer, them, two.id).await.expect("they met");
    tx.commit().await.expect("they met");
    let tie: Uuid = sqlx::query_scalar("select id from ties").fetch_one(&*town.db).await.expect("a tie");
    (town, format!("/en/between/{tie}"), two.hers, two.theirs)
}

#[tokio::test]
async fn two_who_went_along_write_to_each_other_and_a_letter_says_only_that_there_is_something() {
    let (town, tie, mut her, mut them) = went().await;
    let path = format!("{tie}/messages");
    for (reader, own, other) in [(&mut her, "/en/me", "Piet"), (&mut them, "/en/local/me", "Ana")] {
        let page = reader.opens(own).await;
        assert!(page.says(&format!("You and {other}")), "{}", page.main());
        assert!(page.attributes("[aria-labelledby=ties] a", "href").contains(&path), "{}", page.main());
        assert!(reader.opens(&tie).await.attributes("main a", "href").contains(&path));
    }
    assert!(her.sends(&path, &[("text", "Canaryword at the door?")]).await.says("Sent."));
    let letter = town.letter_for("piet0@example.org").await;
    assert!(letter.text.contains("There is a message for you."), "{letter:?}");
    assert!(!letter.text.contains("Ana") && !letter.text.contains("Canaryword"), "{letter:?}");
    assert_eq!(letter.path(), path);
    let page = town.reader().opens(&path).await;
    assert!(page.address.contains("sign-in") && page.address.contains("between."), "{}", page.address);
    let page = them.opens("/en/local/me").await;
    assert!(page.attributes("main a", "href").contains(&format!("{path}#newest")), "{}", page.main());
    assert!(them.opens(&path).await.says("Canaryword at the door?"));
    assert!(them.sends(&format!("{path}/read"), &[]).await.status == StatusCode::OK);
    assert!(!them.opens("/en/local/me").await.says("Ana wrote to you"));
    // What holds a number is read first, and goes on its way with a letter as any.
    town.wait("2 minutes").await;
    them.sends(&path, &[("text", "Call me: 06 12 34 56 78")]).await;
    assert!(!her.opens(&path).await.says("06 12 34 56 78") && town.letters_for("ana0@example.org").await.is_empty());
    let mut desk = staff(&town, "marieke", None).await;
    let link = desk.opens("/desk").await.attributes("a[href^='/desk/messages/']", "href").remove(0);
    let writer: Uuid = sqlx::query_scalar("select from_account from messages where held_at is not null")
        .fetch_one(&*town.db)
        .await
        .expect("a writer");
    looks(&mut desk, writer).await;
    assert!(desk.sends(&link, &[("say", "let-through")]).await.says("It went on its way."));
    assert_eq!(town.letter_for("ana0@example.org").await.path(), path);
    assert!(her.opens(&path).await.says("06 12 34 56 78"));
    // Strangers find nothing.
    let mut eve = town.signed_in("eve@example.org").await;
    let random = format!("/en/between/{}/messages", Uuid::new_v4());
    assert_eq!(eve.opens(&path).await.main(), eve.opens(&random).await.main());
    for act in ["messages", "messages/read", "block", "report"] {
        assert_eq!(eve.posts(&format!("{tie}/{act}"), &[]).await.status, StatusCode::NOT_FOUND, "{act}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_blocks_from_a_tie_is_quiet_and_nothing_more_is_heard() {
    let (town, tie, mut her, mut them) = went().await;
    let path = format!("{tie}/messages");
    assert!(them.sends(&format!("{tie}/block"), &[]).await.says("Done."));
    for gone in [path.clone(), tie.clone()] {
        assert_eq!(them.opens(&gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
    assert!(!them.opens("/en/local/me").await.says("You and Ana"));
    assert!(her.opens("/en/me").await.says("You and Piet"));
    assert!(her.sends(&path, &[("text", "Are you there?")]).await.says("Are you there?"));
    assert_eq!(town.count("select count(*) from messages where unheard").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn two_who_begin_something_have_a_tie_and_write_to_each_other() {
    let (town, mut her, mut them) = co_hosts().await;
    assert_eq!(town.count("select count(*) from ties where together_id is not null and state = 'introduced'").await, 1);
    assert_eq!(town.count("select count(*) from follow_ups").await, 12, "both are asked after it for a year");
    let page = them.opens(&format!("/en/together/{ENTRY}")).await;
    let path = page.attributes("main a[href$='/messages']", "href").remove(0);
    assert!(page.says("Write to Ana"), "{}", page.main());
    // She wants no letter about messages; it waits on her own page.
    let choices =
        [("language", "last"), ("day", "none"), ("hour", "17"), ("wants", "follow-up"), ("wants", "made-possible")];
    her.sends("/en/me/letters", &choices).await;
    them.sends(&path, &[("text", "Shall I bring the boards?")]).await;
    assert!(town.letters_for(ANA).await.is_empty());
    assert!(her.opens("/en/me").await.says("Bo wrote to you"));
    her.sends("/en/me/letters", &[("language", "last"), ("day", "none"), ("hour", "17"), ("wants", "message")]).await;
    town.wait("25 hours").await;
    them.sends(&path, &[("text", "Or do you?")]).await;
    let stops: String =
        sqlx::query_scalar("select unsubscribe_link from letters where cause = 'message' and sent_at is null")
            .fetch_one(&*town.db)
            .await
            .expect("a way out");
    town.letter_for(ANA).await;
    let stops = format!("/{}", stops.splitn(4, '/').nth(3).expect("a path"));
    assert!(town.reader().opens(&stops).await.says("Stop the email when there is a message?"));
    assert!(town.reader().sends(&stops, &[]).await.says("They wait on your own page."));
    town.wait("25 hours").await;
    them.sends(&path, &[("text", "See you there.")]).await;
    assert!(her.opens(&path).await.says("See you there."));
    town.nothing_is_left().await;
}
