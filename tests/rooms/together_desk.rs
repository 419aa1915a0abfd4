//! What is begun together at the desk: a no that shows only when its days are over, and a talk first.

use crate::{
    desk::staff,
    together::{ANA, ENTRY, begins, chess_town, hour_passes},
};
use axum::http::StatusCode;

#[tokio::test]
async fn a_no_of_the_desk_shows_when_its_days_are_over_and_can_be_undone() {
    let (town, mut her) = chess_town(&["Bo"]).await;
    begins(&mut her).await;
    let letter = town.letter_for("bo@example.org").await;
    let mut them = town.reader();
    them.sends(&letter.path(), &[("say", "yes")]).await;
    town.letter_for(ANA).await;
    town.letter_for("bo@example.org").await;
    let page_of = format!("/en/together/{ENTRY}");
    let before = her.opens(&page_of).await.main();
    let mut desk = staff(&town, "marieke", None).await;
    let path = format!("/desk/together/{ENTRY}");
    assert_eq!(
        desk.posts(&format!("{path}/not-now"), &[("reason", "")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let reason = [("reason", "The park is closed.")];
    assert!(desk.sends(&format!("{path}/not-now"), &reason).await.says("You said \"not now\"."));
    assert!(!desk.opens("/desk").await.says("Chess in the park"));
    desk.sends(&format!("{path}/undo"), &[]).await;
    assert!(desk.opens("/desk").await.says("Chess in the park"));
    desk.sends(&format!("{path}/not-now"), &reason).await;
    for _ in 0..13 {
        hour_passes(&town, "1 day").await;
        assert_eq!(her.opens(&page_of).await.main(), before, "nothing changes before its days are over");
    }
    hour_passes(&town, "1 day").await;
    let page = her.opens(&page_of).await;
    assert!(page.says("It does not work out this time. That's not about you."), "{}", page.main());
    for address in [ANA, "bo@example.org"] {
        let letter = town.letter_for(address).await;
        assert!(
            letter.text.contains("This does not go on this time") && !letter.text.contains("park is closed"),
            "{letter:?}"
        );
    }
    assert!(!her.opens("/en/me/data.json").await.html.contains("park is closed"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_desk_would_like_to_talk_first_and_she_reads_whom_to_call() {
    let (town, mut her) = chess_town(&["Bo"]).await;
    begins(&mut her).await;
    let question = town.letter_for("bo@example.org").await;
    town.reader().sends(&question.path(), &[("say", "yes")]).await;
    town.letter_for(ANA).await;
    town.letter_for("bo@example.org").await;
    let mut desk = staff(&town, "marieke", None).await;
    for _ in 0..2 {
        desk.sends(&format!("/desk/together/{ENTRY}/talk-first"), &[]).await;
    }
    let letter = town.letter_for(ANA).await;
    assert!(letter.text.contains("likes to talk with you first") && letter.text.contains("Call "), "{letter:?}");
    assert!(her.opens(&letter.path()).await.says("would like to talk about it first."));
    town.nothing_is_left().await;
}
