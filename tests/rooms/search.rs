//! Words find: on all listings, on "For you" and at the desk.

use crate::{
    for_you::newcomer,
    support::{reader::Page, town::Town},
};
use chrono::Days;

/// So far down a list people look.
const FIRST: usize = 5;

fn titles(page: &Page) -> Vec<String> {
    page.all(".card__link")
}

#[tokio::test]
async fn all_queries_of_the_table_hit_on_the_page() {
    let town = Town::sample().await;
    let mut her = town.reader();
    let sheet = include_str!("../../data/cities/eindhoven/listings.csv");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(sheet.as_bytes()).records().map(|r| r.expect("a row")).collect();
    // Key, title in English, title in Dutch.
    let title = |key: &str, dutch: bool| {
        let row = rows.iter().find(|r| &r[0] == key).expect("a listing");
        let (own, other) = if dutch { (&row[3], &row[2]) } else { (&row[2], &row[3]) };
        if own.is_empty() { other.to_owned() } else { own.to_owned() }
    };
    let table = include_str!("../search/queries.csv");
    for row in csv::Reader::from_reader(table.as_bytes()).records() {
        let row = row.expect("a row");
        let query = serde_html_form::to_string([("q", &row[0])]).expect("a query");
        let page = her.opens(&format!("/{}/listings?{query}", &row[1])).await;
        let first: Vec<String> = titles(&page).into_iter().take(FIRST).collect();
        for key in row[3].split(';') {
            assert!(first.contains(&title(key, &row[1] == "nl")), "{:?}: {key} is not in {first:?}", &row[0]);
        }
    }
    town.nothing_is_left().await;
}

/// A listing every Tuesday from so many days ago, open to everybody in English.
async fn listing(town: &Town, id: &str, others: &[(&str, &str)]) {
    let first = (town.today() - Days::new(28)).to_string();
    let mut fields = vec![
        ("id", id),
        ("domains", "social"),
        ("interests", "choir"),
        ("languages", "en"),
        ("english_ok", "yes"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", first.as_str()),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("postcode", "5612"),
    ];
    fields.retain(|(name, _)| others.iter().all(|(n, _)| n != name));
    fields.extend(others);
    town.with_listing(&fields).await;
}

#[tokio::test]
async fn what_was_mistyped_is_asked_back_and_what_comes_closest_is_said() {
    let town = Town::empty().await;
    listing(&town, "choir", &[("title_en", "Choir by the water"), ("title_nl", "Waterkoor")]).await;
    listing(&town, "walk", &[("title_en", "Evening walk"), ("title_nl", "Avondwandeling"), ("interests", "walking")])
        .await;
    listing(&town, "secret", &[("title_en", "Xylophone"), ("status", "draft")]).await;
    let mut her = town.reader();

    let page = her.opens("/en/listings?q=chior&day=tue").await;
    assert_eq!(titles(&page), ["Choir by the water"]);
    assert!(page.main().contains("Did you mean choir?"), "{}", page.main());
    let link = "/en/listings?q=choir&day=tue";
    assert!(page.attributes("#results a", "href").iter().any(|href| href == link));
    let page = her.opens(link).await;
    assert!(titles(&page) == ["Choir by the water"] && !page.main().contains("Did you mean"));

    let page = her.opens("/nl/listings?q=koor+astronaut").await;
    assert_eq!(titles(&page), ["Waterkoor"]);
    assert!(page.main().contains("Niets heeft al deze woorden"), "{}", page.main());

    let page = her.opens("/en/listings?q=astronaut").await;
    assert!(titles(&page).is_empty() && page.main().contains("See everything"), "{}", page.main());
    // A draft is no reason for anything.
    for query in ["xylophone", "xylofone", "xylophone+choir"] {
        let page = her.opens(&format!("/en/listings?q={query}")).await;
        assert!(!page.main().contains("Xylophone") && !page.main().contains("mean xylo"), "{}", page.main());
    }
    // Nothing but words that say nothing, or a single letter: no filter.
    assert_eq!(titles(&her.opens("/en/listings?q=w").await).len(), 2);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn her_words_come_before_her_order_and_what_does_not_fit_now_is_shown() {
    let town = Town::empty().await;
    // She likes choirs, and this one only mentions bicycles.
    listing(&town, "choir", &[("title_en", "Choir"), ("summary_en", "Come by bike.")]).await;
    listing(&town, "rides", &[("title_en", "Slow rides"), ("interests", "leisure-cycling"), ("postcode", "5641")])
        .await;
    listing(
        &town,
        "club",
        &[
            ("title_en", "Road cyclists"),
            ("interests", "leisure-cycling"),
            ("dutch_needed", "B2"),
            ("languages", "nl"),
            ("english_ok", "no"),
        ],
    )
    .await;
    let mut her = newcomer(&town).await;
    let page = her.opens("/en/for-you?q=bike").await;
    assert_eq!(titles(&page), ["Slow rides", "Choir"]);
    assert!(page.main().contains("2 places fit") && page.main().contains("Not for now"), "{}", page.main());
    assert!(page.all("#results li > a").contains(&"Road cyclists".to_owned()), "{}", page.main());
    // Each card keeps its reason.
    assert_eq!(page.all(".why").len(), 2, "{}", page.main());
    // What has nothing to do with her words is no "not for now".
    let page = her.opens("/en/for-you?q=choir").await;
    assert!(titles(&page) == ["Choir"] && !page.main().contains("Not for now"), "{}", page.main());
    // Without words nothing of this is there.
    let page = her.opens("/en/for-you").await;
    assert!(titles(&page).len() == 2 && !page.main().contains("Not for now"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_list_of_words_has_pages_with_the_right_counts() {
    let town = Town::empty().await;
    for n in 0..45 {
        listing(&town, &format!("c{n:02}"), &[("title_en", &format!("Choir number {n:02}"))]).await;
    }
    listing(&town, "walk", &[("title_en", "Evening walk"), ("interests", "walking")]).await;
    let mut her = newcomer(&town).await;
    for list in ["listings", "for-you"] {
        let mut all = Vec::new();
        for (number, cards) in [(1, 20), (2, 20), (3, 5)] {
            let page = her.opens(&format!("/en/{list}?q=koor&page={number}")).await;
            assert_eq!(titles(&page).len(), cards, "{list} {number}: {}", page.main());
            assert!(page.main().contains("45 places"), "{}", page.main());
            all.extend(titles(&page));
        }
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 45, "{list}");
        let beyond = her.opens(&format!("/en/{list}?q=koor&page=9")).await;
        assert!(titles(&beyond).is_empty());
    }
    town.nothing_is_left().await;
}
