//! Somebody tells us that something is wrong: a named person looks within two days and answers; until then whoever it is
//! about meets nobody new, and nobody tells them.

use crate::{
    desk::{lines, looks, staff},
    desk_locals::singer,
    introductions::{ANA, PIET},
    safety::met,
};
use axum::http::StatusCode;
use buurten::logbook::Act;
use uuid::Uuid;

/// The city's named person.
const MARIEKE: &str = "marieke@example.org";

#[tokio::test]
async fn from_the_report_to_the_answer_and_until_then_they_meet_nobody_new() {
    let (mut two, meet, mut her, mut them) = met().await;
    let report = format!("{meet}/report");
    let page = her.opens(&report).await;
    assert!(page.says("What is wrong with Piet?") && page.says("reads it within two days and answers you"));
    assert!(page.says("Piet isn't told that you said something.") && page.says("Call 112."), "{}", page.main());
    // A slip loses nothing that was typed.
    let page = her.sends(&report, &[("words", "He shouted.")]).await;
    assert!(
        page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose what it is about."),
        "{}",
        page.main()
    );
    assert!(page.html.contains("He shouted."));
    let page = her.sends(&report, &[("cause", "something-else")]).await;
    assert!(page.says("Please say in a few words what it is."), "{}", page.main());
    let page = her.sends(&report, &[("cause", "unkind"), ("words", "He shouted.\nTwice.")]).await;
    assert!(
        page.says("You get an answer within two days.") && page.says("Piet: Unkind words or behaviour"),
        "{}",
        page.main()
    );
    assert!(page.says("Twice.") && page.says("reads it before"), "{}", page.main());
    // The named person gets a letter that says so, and nothing of it.
    let letter = two.town.letter_for(MARIEKE).await;
    assert_eq!((letter.subject.as_str(), letter.path()), ("Er wacht iets bij de balie", "/desk".to_owned()));
    assert!(!letter.text.contains("Piet") && !letter.text.contains("shouted"), "{letter:?}");
    // Told once is told; the page says until when.
    assert!(her.opens(&report).await.says("You told us before."));
    her.sends(&report, &[("cause", "unsafe")]).await;
    assert_eq!(two.town.count("select count(*) from reports").await, 1);
    // They see nothing of it, and meet nobody new.
    assert!(them.opens(&meet).await.says("You and Ana") && !them.opens("/en/me/looks").await.says("answered"));
    singer(&two.town, "Joke").await;
    let page = two.desk.opens(&format!("/desk/people/{}/locals", two.ana)).await;
    assert!(
        page.says("Could fit, another step comes first") && page.all("[aria-labelledby=ready] li").is_empty(),
        "{}",
        page.main()
    );
    assert!(two.desk.opens(&two.path()).await.says("These two cannot be introduced now."));
    // First of all at the desk, without a name.
    let page = two.desk.opens("/desk").await;
    let line = page.all(".desk-line p").remove(0).replace('\n', " ");
    assert!(line.starts_with("Somebody told us that something is wrong. Answer before"), "{line}");
    assert!(page.all(".tag--warning").is_empty() && !page.html.contains("Piet"));
    two.town.wait("2 days").await;
    two.desk = staff(&two.town, "joke", None).await;
    assert_eq!(two.desk.opens("/desk").await.all(".tag--warning"), ["2 days"], "overdue is marked");
    let link = page.attributes("a[href^='/desk/reports/']", "href").remove(0);
    // First why, then the report; that somebody looked stands in the logbook.
    let page = two.desk.opens(&link).await;
    assert!(page.says("Why do you look?") && !page.html.contains("shouted"), "{}", page.main());
    let next = page.attributes("input[name=next]", "value").remove(0);
    let page =
        two.desk.sends(&format!("/desk/people/{}/look", two.piet), &[("reason", "safety"), ("next", &next)]).await;
    assert!(page.says("Something is wrong with Piet") && page.says("He shouted. Twice."), "{}", page.main());
    assert_eq!(lines(&two.town, two.piet).await[0].0, Act::Looked);
    let page = two.desk.opens(&format!("/desk/people/{}", two.piet)).await;
    assert_eq!(page.attributes("a[href^='/desk/reports/']", "href"), std::slice::from_ref(&link));
    let page = two.desk.sends(&link, &[("outcome", "talked-to"), ("words", "")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Please answer in a few words."));
    let page =
        two.desk.sends(&link, &[("outcome", "talked-to"), ("words", "We talked. It will not happen again.")]).await;
    assert!(page.says("Answered. Who told us gets an email.") && page.says("I talked to them"), "{}", page.main());
    two.desk.sends(&link, &[("outcome", "stopped"), ("words", "No.")]).await;
    assert_eq!(two.town.count("select count(*) from reports where outcome = 'talked-to'").await, 1, "answered once");
    // The letter says nothing; her own page does.
    let letter = two.town.letter_for(ANA).await;
    assert_eq!(letter.subject, "News for you");
    assert!(letter.text.contains("There is an answer for you."), "{letter:?}");
    for said in ["talked", "Piet", "shouted"] {
        assert!(!letter.text.contains(said), "{letter:?}");
    }
    let page = her.opens(&letter.path()).await;
    assert!(page.says("We talked. It will not happen again."), "{}", page.main());
    assert_eq!(lines(&two.town, two.ana).await[0].0, Act::ReportAnswered);
    // Then he can meet people again, and it can be told again.
    assert!(!two.desk.opens("/desk").await.says("something is wrong"));
    assert!(her.opens(&report).await.attributes("input[name=cause]", "value").len() == 5);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_report_can_block_in_the_same_form() {
    let (two, meet, mut her, mut them) = met().await;
    let page = them.sends(&format!("{meet}/report"), &[("cause", "asked-for-money"), ("block", "yes")]).await;
    assert!(
        page.says("Ana You were introduced to each other") && page.says("They asked me for money"),
        "{}",
        page.main()
    );
    two.town.letter_for(MARIEKE).await;
    assert_eq!(them.opens(&meet).await.status, StatusCode::NOT_FOUND);
    assert!(her.opens(&meet).await.says("You and Piet"));
    // Who blocked first can still tell us.
    assert_eq!(page.attributes("a[href$='/report']", "href"), [format!("{meet}/report")]);
    assert!(them.opens(&format!("{meet}/report")).await.says("You told us before."));
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_is_stopped_meets_nobody_new_until_the_desk_lets_them() {
    let (mut two, meet, mut her, mut them) = met().await;
    them.sends(&format!("{meet}/report"), &[("cause", "unsafe")]).await;
    two.town.letter_for(MARIEKE).await;
    looks(&mut two.desk, two.ana).await;
    let id: Uuid = sqlx::query_scalar("select id from reports").fetch_one(&*two.town.db).await.expect("a report");
    let page = two.desk.sends(&format!("/desk/reports/{id}"), &[("outcome", "stopped"), ("words", "Thank you.")]).await;
    assert!(page.says("They stop: they meet nobody new through us"), "{}", page.main());
    two.town.letter_for(PIET).await;
    // She reads that it is so, and why; and goes on to groups.
    assert!(her.opens("/en/me").await.says("Through us you meet nobody new for now."));
    let page = her.opens("/en/me/looks").await;
    assert!(
        page.says("that you meet nobody new through us") && page.says("We looked at something that somebody told us"),
        "{}",
        page.main()
    );
    singer(&two.town, "Joke").await;
    let page = two.desk.opens(&format!("/desk/people/{}/locals", two.ana)).await;
    assert!(page.says("Nobody fits yet"), "{}", page.main());
    let page = two.desk.opens(&format!("/desk/people/{}", two.ana)).await;
    assert!(page.says("After a report this person meets nobody new."), "{}", page.main());
    let page = two.desk.sends(&format!("/desk/people/{}/resume", two.ana), &[]).await;
    assert!(!page.says("After a report this person meets nobody new."), "{}", page.main());
    assert!(!her.opens("/en/me").await.says("Through us you meet nobody new"));
    assert_eq!(lines(&two.town, two.ana).await[0].0, Act::LetMeetAgain);
    // A local stops as the desk stops locals.
    her.sends(&format!("{meet}/report"), &[("cause", "unsafe")]).await;
    two.town.letter_for(MARIEKE).await;
    looks(&mut two.desk, two.piet).await;
    let id: Uuid = sqlx::query_scalar("select id from reports where looked_at is null")
        .fetch_one(&*two.town.db)
        .await
        .expect("a report");
    two.desk.sends(&format!("/desk/reports/{id}"), &[("outcome", "stopped"), ("words", "Thank you.")]).await;
    two.town.letter_for(ANA).await;
    assert_eq!(two.town.count("select count(*) from locals where stopped_at is not null").await, 1);
    assert_eq!(lines(&two.town, two.piet).await[0].0, Act::Stopped);
    two.town.nothing_is_left().await;
}
