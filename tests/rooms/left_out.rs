//! What "For you" leaves out: counted, shown, opened by one tap, and taken back.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;

/// Free on Monday evenings, by bike from the middle of town, twenty minutes at most, free of charge, who likes singing.
async fn newcomer(town: &Town) -> Reader {
    let mut her = town.reader();
    for (question, fields) in [
        ("questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")][..]),
        ("questions/interests", &[("interests", "choir")]),
        ("questions", &[("wishes", "work")]),
        ("questions/time", &[("free", "mon-evening")]),
        ("questions/place", &[("postcode", "5611"), ("travel", "bike"), ("minutes", "20")]),
        ("more-about-you/budget", &[("most", "free")]),
        ("more-about-you/before", &[("skills", "singing")]),
    ] {
        let page = her.posts(&format!("/en/{question}"), fields).await;
        assert!(page.status.is_redirection(), "{}", page.main());
    }
    her
}

/// A choir on Monday evenings in the middle of town.
async fn choir(town: &Town, id: &str, others: &[(&str, &str)]) {
    let first = (town.today() - chrono::Days::new(28)).to_string();
    let mut fields = vec![
        ("id", id),
        ("domains", "social"),
        ("interests", "choir"),
        ("english_ok", "yes"),
        ("languages", "en"),
        ("rrule", "FREQ=WEEKLY;BYDAY=MO"),
        ("first_date", &first),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("postcode", "5611"),
        ("cost_eur", "0"),
    ];
    fields.retain(|(name, _)| others.iter().all(|(n, _)| n != name));
    fields.extend(others);
    town.with_listing(&fields).await;
}

async fn town() -> Town {
    let town = Town::empty().await;
    choir(&town, "fits", &[]).await;
    choir(&town, "tuesday", &[("rrule", "FREQ=WEEKLY;BYDAY=TU")]).await;
    choir(&town, "tuesday-too", &[("rrule", "FREQ=WEEKLY;BYDAY=TU")]).await;
    choir(&town, "thursday", &[("rrule", "FREQ=WEEKLY;BYDAY=TH")]).await;
    choir(&town, "morning", &[("starts", "09:00"), ("ends", "11:00"), ("postcode", "5629"), ("cost_eur", "3")]).await;
    choir(&town, "dear", &[("cost_eur", "7.50")]).await;
    choir(&town, "football", &[("interests", "football")]).await;
    choir(&town, "dutch", &[("languages", "nl"), ("dutch_needed", "B1"), ("english_ok", "no")]).await;
    choir(&town, "over", &[("status", "closed")]).await;
    choir(&town, "draft", &[("status", "draft")]).await;
    town
}

fn titles(page: &Page) -> Vec<String> {
    page.all(".card__link")
}

/// What a button of the page with this in its change would send.
fn taps(page: &Page) -> Vec<String> {
    page.attributes("form[action$='/for-you/change'] button", "value")
}

#[tokio::test]
async fn each_gate_is_counted_and_says_what_would_open_more() {
    let town = town().await;
    let mut her = newcomer(&town).await;
    let page = her.opens("/en/for-you").await;
    assert_eq!(titles(&page), ["fits"]);
    for said in [
        "Of 8 open places, 1 fits you.",
        "4 are at times when you are not free. 3 of them would fit otherwise: 3 only in the evening.",
        "If Tuesday evening suits you too, 2 more fit.",
        "If it may cost € 7.50 each time, 1 more fits.",
        "If you like this too, 1 more fits: ",
        "With a bit more Dutch, 1 more fits.",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    assert_eq!(taps(&page), ["free:tue-evening", "cost:750", "interest:sports"]);
    let dutch = her.opens("/nl/for-you").await;
    assert!(dutch.says("Als dinsdagavond je ook uitkomt, passen er 2 meer."), "{}", dutch.main());
    for level in ["A1", "A2", "B1", "CEFR"] {
        assert!(!page.says(level) && !dutch.says(level), "{level}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn one_tap_opens_exactly_so_many_and_one_more_takes_it_back() {
    let town = town().await;
    let mut her = newcomer(&town).await;
    for (change, more) in
        [("free:tue-evening", 2), ("cost:750", 1), ("interest:sports", 1), ("minutes:45", 0), ("travel:bus", 0)]
    {
        let before = town.count("select count(*) from newcomers").await;
        let page = her.sends("/en/for-you/change", &[("change", change), ("place", "day=mon&day=tue")]).await;
        assert_eq!(page.address, "/en/for-you?day=mon&day=tue", "the filters stay");
        assert!(page.says("Your answer is changed."), "{change}: {}", page.main());
        assert_eq!(titles(&page).len(), 1 + more, "{change}: {:?}", titles(&page));
        let undo = taps(&page).remove(0);
        assert!(!her.opens("/en/for-you").await.says("Your answer is changed."), "it is said once");
        // Twice is once, and nothing to take back.
        let again = her.sends("/en/for-you/change", &[("change", change)]).await;
        assert!(!again.says("Your answer is changed."), "{change}");
        let page = her.sends("/en/for-you/change", &[("change", &undo)]).await;
        assert_eq!(titles(&page), ["fits"], "{change}, then {undo}");
        assert_eq!(town.count("select count(*) from newcomers").await, before);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_was_left_out_is_shown_the_nearest_first_each_with_its_reason() {
    let town = town().await;
    let mut her = newcomer(&town).await;
    let page = her.opens("/en/for-you/left-out?why=time").await;
    let found = titles(&page);
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(found[3], "morning", "what fails more than the time comes last: {found:?}");
    assert_eq!(page.all(".why"), vec!["It is when you are not free."; 4]);
    assert_eq!(taps(&page), ["free:tue-evening", "free:thu-evening"]);
    let page = her.opens("/en/for-you/left-out?why=cost").await;
    assert_eq!(titles(&page), ["dear"]);
    // What is closed, or left out nothing, is no page of its own.
    for why in ["", "closed", "blocked", "child"] {
        let page = her.opens(&format!("/en/for-you/left-out?why={why}")).await;
        assert_eq!(page.address, "/en/for-you", "{why}");
    }
    for wrong in ["why=nonsense", "why=time&page=0", "why=time&page=x"] {
        let page = her.opens(&format!("/en/for-you/left-out?{wrong}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    assert_eq!(town.reader().opens("/en/for-you/left-out?why=time").await.address, "/en/questions");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn only_a_choice_of_ours_is_taken() {
    let town = town().await;
    let mut her = newcomer(&town).await;
    for wrong in
        ["", "free:mon", "minutes:500", "language:nl:B2", "until:2030-01", "belongs:women", "x", "free:mon-evening~x"]
    {
        let page = her.posts("/en/for-you/change", &[("change", wrong)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let elsewhere = [("change", "minutes:30"), ("listing", &uuid::Uuid::new_v4().to_string())];
    assert_eq!(her.posts("/en/for-you/change", &elsewhere).await.status, StatusCode::NOT_FOUND);
    let page =
        her.posts("/en/for-you/change", &[("change", "minutes:30"), ("place", "https://evil.example.org/")]).await;
    assert_eq!(page.leads_to().as_deref(), Some("/en/for-you"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn her_last_months_are_said_kindly() {
    let town = town().await;
    let mut her = newcomer(&town).await;
    let now = buurten::kit::month::Month::of(town.today());
    let (from, until) = (now.plus(-20), now.plus(5));
    let fields = [
        ("arrived_month", from.month().to_string()),
        ("arrived_year", from.year().to_string()),
        ("until", "month".to_owned()),
        ("until_month", until.month().to_string()),
        ("until_year", until.year().to_string()),
    ];
    assert!(!her.opens("/en/for-you").await.says("You have about"));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    her.posts("/en/more-about-you/stay", &fields).await;
    let page = her.opens("/en/for-you").await;
    assert!(page.says("You have about five months here: what meets often stands higher."), "{}", page.main());
    town.nothing_is_left().await;
}
