//! "For you": what fits her, in an order that she can change and change back.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use uuid::Uuid;

/// Somebody who told us enough: English well, a few words of Dutch, by bike from the Woensel side.
pub async fn newcomer(town: &Town) -> Reader {
    let mut her = town.reader();
    for (question, fields) in [
        ("languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")][..]),
        ("interests", &[("interests", "choir"), ("interests", "leisure-cycling")]),
        ("place", &[("postcode", "5612"), ("travel", "bike"), ("minutes", "45")]),
    ] {
        let page = her.posts(&format!("/en/questions/{question}"), fields).await;
        assert!(page.status.is_redirection(), "{}", page.main());
    }
    her
}

fn titles(page: &Page) -> Vec<String> {
    page.all(".card__link")
}

/// A club on Tuesday evenings nearby, where English is fine.
async fn club(town: &Town, id: &str, others: &[(&str, &str)]) -> Uuid {
    let first = (town.today() - chrono::Days::new(28)).to_string();
    let mut fields = vec![
        ("id", id),
        ("domains", "social"),
        ("interests", "choir"),
        ("languages", "en"),
        ("english_ok", "yes"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", &first),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("postcode", "5612"),
        ("capacity", "10"),
    ];
    fields.retain(|(name, _)| others.iter().all(|(n, _)| n != name));
    fields.extend(others);
    town.with_listing(&fields).await
}

#[tokio::test]
async fn without_languages_it_leads_to_the_questions() {
    let town = Town::empty().await;
    let mut her = town.reader();
    assert_eq!(her.opens("/en/for-you").await.address, "/en/questions");
    her.posts("/en/questions", &[("wishes", "work")]).await;
    assert_eq!(her.opens("/en/for-you").await.address, "/en/questions");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn each_card_says_why_and_how_far_and_what_was_left_out_is_counted() {
    let town = Town::empty().await;
    club(&town, "choir", &[]).await;
    club(&town, "closed", &[("status", "closed")]).await;
    club(&town, "draft", &[("status", "draft")]).await;
    club(&town, "full", &[("newcomer_places", "0")]).await;
    club(&town, "dutch", &[("languages", "nl"), ("dutch_needed", "B2"), ("english_ok", "no")]).await;
    club(&town, "old", &[("confirmed_on", "2020-01-01")]).await;
    let mut her = newcomer(&town).await;
    let page = her.opens("/en/for-you").await;
    assert_eq!(titles(&page), ["choir"]);
    for said in [
        "1 place fits",
        "Of 4 open places, 1 fits you.",
        "1 is full.",
        "1 asks for more language",
        "1 was not confirmed",
        "You can just go",
        "20:00–22:00",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    assert_eq!(page.all(".why").len(), 1);
    assert!(page.all(".card__facts li").iter().any(|f| f.contains("minute")), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn not_for_me_changes_the_order_for_each_of_the_four_reasons_and_can_be_taken_back() {
    let town = Town::empty().await;
    for (reason, alike, other) in [
        (
            "too-far",
            [("postcode", "5611"), ("trial", "yes"), ("cost_eur", "0")],
            [("cost_eur", "9"), ("starts", "20:00"), ("trial", "no")],
        ),
        (
            "wrong-time",
            [("trial", "yes"), ("cost_eur", "0"), ("starts", "20:00")],
            [("starts", "10:00"), ("ends", "12:00"), ("trial", "no")],
        ),
        (
            "not-my-thing",
            [("local_share", "60"), ("cost_eur", "0"), ("interests", "leisure-cycling")],
            [("interests", "choir"), ("local_share", "30"), ("trial", "no")],
        ),
        (
            "too-much-dutch",
            [("languages", "en;nl"), ("dutch_needed", "A1"), ("trial", "yes")],
            [("dutch_needed", "none"), ("trial", "no"), ("starts", "20:00")],
        ),
    ] {
        sqlx::query("delete from listings").execute(&*town.db).await.expect("no listings");
        let passed = club(&town, "passed", &alike).await;
        club(&town, "alike", &alike).await;
        club(&town, "other", &other).await;
        let mut her = newcomer(&town).await;
        let before = titles(&her.opens("/en/for-you").await);
        let place = |all: &[String], title: &str| all.iter().position(|t| t == title);
        assert_eq!(before.len(), 3, "{reason}: {before:?}");
        assert!(place(&before, "alike") < place(&before, "other"), "{reason}: {before:?}");
        let act = format!("/en/listings/{passed}/pass-over");
        let page = her.sends(&act, &[("reason", reason)]).await;
        assert!(page.says("passed is gone from your list. You see less that is like it."), "{}", page.main());
        assert_eq!(titles(&page), ["other", "alike"], "{reason}");
        // Twice is once.
        assert_eq!(titles(&her.sends(&act, &[("reason", reason)]).await), ["other", "alike"], "{reason}");
        assert!(!her.opens("/en/for-you").await.says("Gone: passed"), "it is said once");
        let back = her.sends(&format!("/en/listings/{passed}/take-back"), &[]).await;
        assert_eq!(titles(&back), before, "{reason}");
        her.sends(&format!("/en/listings/{passed}/take-back"), &[]).await;
        assert_eq!(titles(&her.opens("/en/for-you").await), before, "{reason}: taken back twice");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_no_without_one_of_the_four_reasons_is_refused() {
    let town = Town::empty().await;
    let choir = club(&town, "choir", &[]).await;
    let draft = club(&town, "draft", &[("status", "draft")]).await;
    let mut her = newcomer(&town).await;
    for fields in [&[][..], &[("reason", "")], &[("reason", "boring")], &[("reason", "too-far"), ("x", "1")]] {
        let page = her.posts(&format!("/en/listings/{choir}/pass-over"), fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    }
    for verb in ["pass-over", "take-back", "keep", "let-go"] {
        let fields: &[(&str, &str)] = if verb == "pass-over" { &[("reason", "too-far")] } else { &[] };
        let hidden = her.posts(&format!("/en/listings/{draft}/{verb}"), fields).await;
        let random = her.posts(&format!("/en/listings/{}/{verb}", Uuid::new_v4()), fields).await;
        assert_eq!((hidden.status, hidden.html), (StatusCode::NOT_FOUND, random.html), "{verb}");
    }
    assert_eq!(town.count("select (select count(*) from passed_over) + (select count(*) from bookmarks)").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn one_tap_changes_with_whom_and_with_it_the_order() {
    let town = Town::empty().await;
    club(&town, "from-here", &[("local_share", "90"), ("rung", "bridging")]).await;
    club(&town, "new-too", &[("local_share", "5"), ("rung", "safe")]).await;
    let mut her = newcomer(&town).await;
    let mut first = Vec::new();
    for (rung, said) in [
        ("bridging", "Mostly people from here"),
        ("safe", "People who are new too"),
        ("bridging", "Mostly people from here"),
    ] {
        let page = her.sends("/en/for-you/rung", &[("rung", rung), ("place", "day=tue")]).await;
        assert_eq!(page.address, "/en/for-you?day=tue", "the filters stay");
        assert_eq!(page.all(".rung__button[aria-pressed=true]"), [said]);
        first.push(titles(&page).remove(0));
    }
    assert_eq!(first, ["from-here", "new-too", "from-here"]);
    for wrong in ["", "best", "giving;drop"] {
        assert_eq!(her.posts("/en/for-you/rung", &[("rung", wrong)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn only_what_she_can_go_to_now() {
    let town = Town::empty().await;
    club(&town, "now", &[]).await;
    club(&town, "later", &[("languages", "nl"), ("dutch_needed", "A2"), ("english_ok", "no")]).await;
    let mut her = newcomer(&town).await;
    assert_eq!(titles(&her.opens("/en/for-you").await), ["now", "later"]);
    let page = her.opens("/en/for-you?go=now").await;
    assert_eq!(titles(&page), ["now"]);
    assert_eq!(page.attributes("input[name=go][checked]", "value"), ["now"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_change_of_place_never_leads_off_the_site() {
    let town = Town::empty().await;
    let choir = club(&town, "choir", &[]).await;
    let mut her = newcomer(&town).await;
    for place in
        ["https://evil.example.org/", "q=x#https://evil.example.org", "\r\nlocation: https://evil.example.org", "x=1"]
    {
        let page = her.posts(&format!("/en/listings/{choir}/keep"), &[("back", "for-you"), ("place", place)]).await;
        let leads = page.leads_to().expect("a way back");
        assert!(leads.starts_with("/en/for-you") && page.headers.get_all("location").iter().count() == 1, "{leads}");
    }
    let page = her.posts(&format!("/en/listings/{choir}/keep"), &[("back", "//evil.example.org")]).await;
    assert_eq!(page.leads_to(), Some(format!("/en/listings/{choir}")));
    town.nothing_is_left().await;
}
