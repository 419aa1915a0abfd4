//! All listings: to look around with filters, and to keep something.

use crate::support::{reader::Page, town::Town};
use axum::http::StatusCode;

async fn town_with_five() -> Town {
    let town = Town::empty().await;
    let weekly = |day: &str| format!("FREQ=WEEKLY;BYDAY={day}");
    let first = (town.today() - chrono::Days::new(14)).to_string();
    for (id, title, domain, day, postcode, languages, english) in [
        ("choir", "Choir for everybody", "culture", "TU", "5611", "nl", "yes"),
        ("padel", "Padel in the park", "sport", "SA", "5612", "en", "yes"),
        ("cafe", "Café of the neighbourhood", "social;education", "SA", "5641", "nl", "no"),
        ("garden", "Vegetable garden", "health", "WE", "5612", "nl", "no"),
    ] {
        town.with_listing(&[
            ("id", id),
            ("title_en", title),
            ("domains", domain),
            ("rrule", &weekly(day)),
            ("first_date", &first),
            ("starts", "19:30"),
            ("ends", "21:00"),
            ("postcode", postcode),
            ("languages", languages),
            ("english_ok", english),
            ("organisation", "Neighbours"),
        ])
        .await;
    }
    town.with_listing(&[("id", "coach"), ("title_en", "Job coach"), ("domains", "work"), ("languages", "en;nl")]).await;
    town.with_listing(&[("id", "draft"), ("status", "draft")]).await;
    town.with_listing(&[("id", "paused"), ("status", "paused")]).await;
    town.with_listing(&[("id", "closed"), ("status", "closed")]).await;
    town
}

fn titles(page: &Page) -> Vec<String> {
    let mut titles = page.all(".card__link");
    titles.sort();
    titles
}

#[tokio::test]
async fn filters_narrow_the_list_and_stay_on_the_page() {
    let town = town_with_five().await;
    let mut her = town.reader();
    let (cafe, choir, coach, garden, padel) =
        ("Café of the neighbourhood", "Choir for everybody", "Job coach", "Vegetable garden", "Padel in the park");
    for (query, found) in [
        ("", vec![cafe, choir, coach, padel, garden]),
        ("q=", vec![cafe, choir, coach, padel, garden]),
        ("domain=sport", vec![padel]),
        ("domain=sport&domain=education", vec![cafe, padel]),
        ("day=sat", vec![cafe, coach, padel]),
        ("day=tue&day=wed", vec![choir, coach, garden]),
        ("language=en", vec![choir, coach, padel]),
        ("language=nl", vec![cafe, choir, coach, garden]),
        ("part=centrum", vec![choir]),
        ("q=CAFE", vec![cafe]),
        ("q=cafe+neighbourhood", vec![cafe]),
        ("q=neighbours", vec![cafe, choir, padel, garden]),
        ("q=caf%C3%A9&day=sat&domain=social", vec![cafe]),
        ("q=nothing+like+this", vec![]),
        ("q=100%25+%27+or+1%3D1", vec![]),
    ] {
        let page = her.opens(&format!("/en/listings?{query}")).await;
        assert_eq!(titles(&page), found, "{query}");
        let said = if found.is_empty() { "Nothing found".to_owned() } else { format!("{} place", found.len()) };
        assert!(page.all("#results-title")[0].starts_with(&said), "{query}: {:?}", page.all("#results-title"));
    }
    let page = her.opens("/en/listings?q=caf%C3%A9&day=sat&domain=social&language=nl").await;
    assert_eq!(page.attributes("#q", "value"), ["café"]);
    assert_eq!(page.attributes(".filter [checked]", "value"), ["social", "sat", "nl", ""]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_filter_that_is_none_of_ours_is_said_to_be_unreadable() {
    let town = town_with_five().await;
    let mut her = town.reader();
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    let long = format!("q={}", "a".repeat(101));
    for query in [
        "domain=magic",
        "day=someday",
        "language=tlh",
        "part=atlantis",
        "go=maybe",
        "page=0",
        "page=-1",
        "page=x",
        "page=99999",
        "q=a%00b",
        "q=a%E2%80%AEb",
        &long,
        "q=a&q=b",
    ] {
        for list in ["listings", "for-you"] {
            let page = her.opens(&format!("/en/{list}?{query}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{list}?{query}");
            assert!(!page.main().is_empty(), "{list}?{query} has no page");
        }
    }
    // What another site hung on the link is nobody's slip.
    assert_eq!(titles(&her.opens("/en/listings?domain=sport&utm_source=letter").await), ["Padel in the park"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_is_soonest_comes_first_and_what_is_by_appointment_last() {
    let town = town_with_five().await;
    let page = town.reader().opens("/en/listings").await;
    let shown = page.all(".card__link");
    assert_eq!(shown.last().map(String::as_str), Some("Job coach"));
    town.wait("3 days").await;
    let later = town.reader().opens("/en/listings").await.all(".card__link");
    assert!(later != shown && later.len() == shown.len(), "the order follows the days: {later:?}");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_long_list_has_pages_that_keep_the_filters() {
    let town = Town::empty().await;
    let rows: String = (0..45).map(|n| format!("l{n:02},club,Choir {n:02},active,culture\n")).collect();
    town.with_listings(&format!("id,kind,title_en,status,domains\n{rows}")).await;
    let mut her = town.reader();
    let mut seen = Vec::new();
    for (number, cards) in [(1, 20), (2, 20), (3, 5), (4, 0)] {
        let page = her.opens(&format!("/en/listings?domain=culture&page={number}")).await;
        assert_eq!(page.all(".card").len(), cards, "page {number}");
        seen.extend(page.all(".card__link"));
        assert!(
            page.attributes(".pagination a", "href").iter().all(|a| a.contains("domain=culture&")),
            "{}",
            page.html
        );
    }
    seen.dedup();
    assert_eq!(seen.len(), 45, "each listing stands on one page");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_bookmark_is_kept_without_an_account_and_let_go_again() {
    let town = town_with_five().await;
    let choir = town.listing("choir").await;
    let mut her = town.reader();
    let (keep, let_go) = (format!("/en/listings/{choir}/keep"), format!("/en/listings/{choir}/let-go"));
    assert_eq!(her.posts(&let_go, &[]).await.status, StatusCode::SEE_OTHER, "nothing to let go is no mistake");
    assert_eq!(town.count("select count(*) from newcomers").await, 0);
    for _ in 0..2 {
        let leads = her.posts(&keep, &[("back", "listings"), ("place", "domain=culture")]).await.leads_to();
        assert_eq!(leads, Some(format!("/en/listings?domain=culture#l-{choir}")));
        let page = her.opens("/en/listings?domain=culture").await;
        assert_eq!(page.all(".card .save[aria-pressed=true]"), ["Saved: Choir for everybody"]);
    }
    assert_eq!(town.count("select count(*) from bookmarks").await, 1);
    assert!(town.reader().opens("/en/listings").await.all(".save[aria-pressed=true]").is_empty(), "hers alone");
    for _ in 0..2 {
        let page = her.sends(&let_go, &[("back", "listings")]).await;
        assert!(page.all(".save[aria-pressed=true]").is_empty());
    }
    assert_eq!(town.count("select count(*) from bookmarks").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_change_in_the_database_is_on_the_page_without_a_restart() {
    let town = town_with_five().await;
    let mut her = town.reader();
    sqlx::query("update listings set title_en = 'Choir on Mondays' where key = 'choir'")
        .execute(&*town.db)
        .await
        .expect("another title");
    town.look().await;
    assert!(her.opens("/en/listings?q=mondays").await.says("Choir on Mondays"));
    // A row that cannot be read takes nothing else from her page.
    sqlx::query("update listings set rrule = 'FREQ=NEVER' where key = 'choir'")
        .execute(&*town.db)
        .await
        .expect("a slip");
    town.look().await;
    assert_eq!(her.opens("/en/listings").await.all(".card").len(), 4);
    town.nothing_is_left().await;
}
