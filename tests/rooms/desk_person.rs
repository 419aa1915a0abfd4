//! At the desk, on the page of one person: a local's steps, and notes with a purpose and an end.

use crate::{
    desk::{asked, lines, listing, local, looks, newcomer, staff},
    support::town::Town,
};
use axum::http::StatusCode;
use buurten::logbook::Act;
use chrono::Days;
use uuid::Uuid;

async fn state(town: &Town) -> String {
    sqlx::query_scalar("select state from locals").fetch_one(&*town.db).await.expect("a state")
}

#[tokio::test]
async fn a_local_goes_step_by_step_and_each_can_be_taken_back() {
    let town = Town::empty().await;
    let (mut desk, piet) = (staff(&town, "marieke", None).await, local(&town, "Piet", "5612").await);
    let at = |verb: &str| format!("/desk/people/{piet}/{verb}");
    let page = looks(&mut desk, piet).await;
    assert!(page.says("06 1234 5678") && page.attributes("a[href^='tel:']", "href") == ["tel:0612345678"]);
    let (seen, until) = (town.today().to_string(), (town.today() + Days::new(700)).to_string());
    let dates = [("seen_on", seen.as_str()), ("valid_until", until.as_str())];
    // Out of order: a sentence, and nothing happens.
    for (verb, fields) in [("activate", &[][..]), ("certificate", &dates[..])] {
        let page = desk.posts(&at(verb), fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{verb}");
        assert!(page.says("Another step comes first."), "{}", page.main());
        assert_eq!(state(&town).await, "applied");
    }
    let page = desk.sends(&at("talked-to"), &[]).await;
    assert!(page.says("This step is done.") && state(&town).await == "talked-to", "{}", page.main());
    assert_eq!(page.attributes(".flash form", "action"), [at("undo-step")]);
    desk.sends(&at("talked-to"), &[]).await;
    desk.sends(&at("undo-step"), &[]).await;
    assert_eq!(state(&town).await, "applied");
    desk.sends(&at("talked-to"), &[]).await;
    let (tomorrow, yesterday) = ((town.today() + Days::new(1)).to_string(), (town.today() - Days::new(1)).to_string());
    for (seen_on, valid_until, field) in [
        ("", until.as_str(), "seen_on"),
        ("soon", until.as_str(), "seen_on"),
        (tomorrow.as_str(), until.as_str(), "seen_on"),
        (seen.as_str(), "", "valid_until"),
        (seen.as_str(), yesterday.as_str(), "valid_until"),
    ] {
        let page = desk.posts(&at("certificate"), &[("seen_on", seen_on), ("valid_until", valid_until)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{seen_on} {valid_until}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")], "{seen_on} {valid_until}");
        assert_eq!(page.attributes("#valid_until", "value"), [valid_until], "what was typed stays");
    }
    desk.sends(&at("certificate"), &dates).await;
    assert_eq!(state(&town).await, "certificate-seen");
    assert_eq!(desk.posts(&at("activate"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(desk.opens(&format!("/desk/people/{piet}")).await.says("They sign it on their own page."));
    sqlx::query("update locals set code_signed_at = buurten_now()").execute(&*town.db).await.expect("their own act");
    assert!(desk.opens("/desk").await.says("A local did every step and can begin one to one."));
    desk.sends(&at("activate"), &[]).await;
    assert_eq!(state(&town).await, "active");
    assert!(desk.opens("/desk").await.says("Nothing waits."));
    let acts: Vec<Act> = lines(&town, piet).await.into_iter().rev().map(|(act, _)| act).collect();
    use Act::*;
    assert_eq!(acts, [Looked, TalkedTo, StepUndone, TalkedTo, CertificateSeen, Activated], "each once, in order");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_certificate_that_ends_within_eight_weeks_needs_a_new_one_before_it_has_ended() {
    let town = Town::empty().await;
    let (mut desk, piet) = (staff(&town, "marieke", None).await, local(&town, "Piet", "5612").await);
    for (days, shown, late) in [(56, false, false), (55, true, false), (0, true, false), (-1, true, true)] {
        sqlx::query(
            "update locals set talked_at = buurten_now(), certificate_seen_on = '2025-01-01', code_signed_at = buurten_now(),
                 active_since = buurten_now(), certificate_valid_until = (buurten_now() at time zone 'Europe/Amsterdam')::date + $1",
        )
        .bind(days)
        .execute(&*town.db)
        .await
        .expect("dates");
        let page = desk.opens("/desk").await;
        assert_eq!(page.says("A local needs a new certificate of conduct."), shown, "{days}: {}", page.main());
        assert_eq!(page.all(".tag--warning").len(), usize::from(late), "{days}");
    }
    looks(&mut desk, piet).await;
    let until = (town.today() + Days::new(700)).to_string();
    let dates = [("seen_on", town.today().to_string()), ("valid_until", until)];
    let dates: Vec<(&str, &str)> = dates.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.sends(&format!("/desk/people/{piet}/certificate"), &dates).await;
    assert!(page.says("The new dates are kept.") && state(&town).await == "active", "{}", page.main());
    assert!(desk.opens("/desk").await.says("Nothing waits."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_local_stops_for_a_reason_that_they_read_and_begins_again() {
    let town = Town::empty().await;
    let (mut desk, piet) = (staff(&town, "marieke", None).await, local(&town, "Piet", "5612").await);
    let at = |verb: &str| format!("/desk/people/{piet}/{verb}");
    looks(&mut desk, piet).await;
    for why in ["", "  ", "a\u{202e}b"] {
        let page = desk.posts(&at("stop"), &[("why", why)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{why:?}");
        assert_eq!(page.attributes(".error-summary a", "href"), ["#why"]);
    }
    let page = desk.sends(&at("stop"), &[("why", "Je verhuist")]).await;
    assert!(page.says("They have stopped.") && page.attributes(".flash form", "action") == [at("resume")]);
    assert!(desk.opens("/desk").await.says("Nothing waits."));
    desk.sends(&at("stop"), &[("why", "Nog eens")]).await;
    let page = desk.sends(&at("resume"), &[]).await;
    assert!(page.says("They can begin again where they were."), "{}", page.main());
    desk.sends(&at("resume"), &[]).await;
    let after: Vec<_> = lines(&town, piet).await.into_iter().filter(|(act, _)| *act != Act::Looked).collect();
    assert_eq!(after, [(Act::Resumed, None), (Act::Stopped, Some("Je verhuist".to_owned()))], "nothing twice");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_note_has_a_purpose_and_ends_by_itself() {
    let town = Town::empty().await;
    town.at("2026-12-01 10:00+01").await;
    let (mut desk, choir) = (staff(&town, "marieke", None).await, listing(&town, "Choir").await);
    let ana = newcomer(&town, "Ana", "5612").await;
    asked(&town, ana, choir, 1).await;
    looks(&mut desk, ana).await;
    let (notes, long) = (format!("/desk/people/{ana}/notes"), "x".repeat(1_001));
    for (purpose, text, keep, field) in [
        ("", "Call her", "", "purpose"),
        ("gossip", "Call her", "", "purpose"),
        ("call-back", "", "", "text"),
        ("call-back", long.as_str(), "", "text"),
        ("call-back", "a\u{0}b", "", "text"),
        ("call-back", "Call her", "for-ever", "keep"),
    ] {
        let page = desk.posts(&notes, &[("purpose", purpose), ("text", text), ("keep", keep)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{purpose} {keep}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")], "{purpose} {keep}");
        if field != "text" {
            assert_eq!(page.all("textarea"), [text], "what was typed stays");
        }
    }
    assert_eq!(town.count("select count(*) from notes").await, 0);
    let page =
        desk.sends(&notes, &[("purpose", "call-back"), ("text", "About the choir\r\nAfter six"), ("keep", "")]).await;
    assert!(page.says("The note is kept.") && page.says("About the choir After six marieke"), "{}", page.main());
    let front = desk.opens("/desk").await;
    assert!(front.all(".desk-line p")[0].contains("You promised to call somebody back."), "{}", front.main());
    assert!(!front.main().contains("choir\nAfter six") && !front.main().contains("Ana"));
    let mut colleague = staff(&town, "bea", None).await;
    assert!(!colleague.opens("/desk").await.says("You promised"), "the promise is hers");
    let note: Uuid = sqlx::query_scalar("select id from notes").fetch_one(&*town.db).await.expect("a note");
    let page = desk.sends(&format!("/desk/notes/{note}/end"), &[]).await;
    assert!(page.says("The note is gone.") && page.says("There are no notes."), "{}", page.main());
    desk.sends(&format!("/desk/notes/{note}/end"), &[]).await;
    assert!(!desk.opens("/desk").await.says("You promised"));
    let page = desk.sends(&format!("/desk/notes/{note}/back"), &[]).await;
    assert!(page.says("The note is back.") && page.says("About the choir"), "{}", page.main());
    let acts: Vec<Act> = lines(&town, ana).await.into_iter().rev().map(|(act, _)| act).collect();
    assert_eq!(acts, [Act::Looked, Act::Noted, Act::NoteEnded, Act::Noted]);
    // What was taken away goes within the hour; what was kept, on the day after its last.
    desk.sends(&notes, &[("purpose", "safety"), ("text", "Ask how it goes"), ("keep", "year")]).await;
    let other: Uuid =
        sqlx::query_scalar("select id from notes where purpose = 'safety'").fetch_one(&*town.db).await.expect("a note");
    desk.sends(&format!("/desk/notes/{other}/end"), &[]).await;
    assert_eq!(buurten::desk::forget_old_notes(&town.db).await.expect("forgotten"), 0);
    town.wait("61 minutes").await;
    assert_eq!(buurten::desk::forget_old_notes(&town.db).await.expect("forgotten"), 1);
    town.wait("7 days").await;
    assert_eq!(buurten::desk::forget_old_notes(&town.db).await.expect("forgotten"), 0, "its last day");
    town.wait("1 day").await;
    assert_eq!(buurten::desk::forget_old_notes(&town.db).await.expect("forgotten"), 1);
    assert_eq!(town.count("select count(*) from notes").await, 0);
    town.nothing_is_left().await;
}
