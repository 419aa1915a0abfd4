//! The front page and the pages of words.

use crate::support::{reader::Reader, town::Town};
use axum::http::{Request, StatusCode};

const PAGES: [&str; 9] =
    ["/", "/talk", "/privacy", "/who-pays", "/how-we-rank", "/accessibility", "/today", "/listings", "/sign-in"];

#[tokio::test]
async fn the_front_page_has_real_things_of_this_week() {
    let town = Town::empty().await;
    town.at("2026-10-12 09:00+02").await;
    let weekly =
        [("rrule", "FREQ=WEEKLY;BYDAY=TU"), ("starts", "20:00"), ("ends", "22:00"), ("confirmed_on", "2026-10-01")];
    for (id, others) in [
        ("choir", &[("first_date", "2026-09-01")][..]),
        ("draft", &[("first_date", "2026-09-01"), ("status", "draft")]),
        ("full", &[("first_date", "2026-09-01"), ("newcomer_places", "0")]),
        ("later", &[("first_date", "2026-11-03")]),
        ("unconfirmed", &[("first_date", "2026-09-01"), ("confirmed_on", "2026-01-01")]),
    ] {
        let mut fields = vec![("id", id)];
        fields.extend(weekly.iter().filter(|(n, _)| others.iter().all(|(o, _)| o != n)));
        fields.extend(others);
        town.with_listing(&fields).await;
    }
    let page = town.reader().opens("/en/").await;
    assert_eq!(page.all(".card__link"), ["choir"], "{}", page.main());
    assert!(page.says("Tuesday 13 October, 20:00–22:00"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn today_has_where_dutch_is_spoken_and_where_it_is_late_tomorrow_too() {
    let town = Town::empty().await;
    town.at("2026-10-13 09:00+02").await;
    for (id, day, languages, others) in [
        ("conversation", "TU", "nl", ("dutch_needed", "A1")),
        ("walk", "WE", "nl;en", ("dutch_needed", "none")),
        ("english", "TU", "en", ("trial", "yes")),
        ("women", "TU", "nl", ("audience", "women")),
        ("role", "TU", "nl", ("kind", "volunteer-role")),
    ] {
        let rule = format!("FREQ=WEEKLY;BYDAY={day}");
        let mut fields =
            vec![("id", id), ("rrule", rule.as_str()), ("first_date", "2026-09-01"), ("languages", languages)];
        fields.extend([("starts", "10:00"), ("ends", "11:00"), ("confirmed_on", "2026-10-01"), others]);
        town.with_listing(&fields).await;
    }
    let page = town.reader().opens("/en/today").await;
    assert_eq!(page.all(".week__item a"), ["conversation", "walk"], "{}", page.main());
    assert!(page.says("Today, Tuesday 13 October") && page.says("a few words are enough"), "{}", page.main());
    town.at("2026-10-13 11:01+02").await;
    let page = town.reader().opens("/en/today").await;
    assert!(page.says("Nothing more today. Look at the next day."), "{}", page.main());
    assert_eq!(page.all(".week__item a"), ["walk"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_day_with_much_shows_its_first_and_counts_the_rest_and_what_is_daily_is_there_tomorrow_too() {
    let town = Town::empty().await;
    town.at("2026-10-13 09:00+02").await;
    let gather = async |id: &str, rule: &str, starts: &str, ends: &str| {
        let fields = [("id", id), ("rrule", rule), ("first_date", "2026-09-01"), ("languages", "nl")];
        let times = [("starts", starts), ("ends", ends), ("confirmed_on", "2026-10-01")];
        town.with_listing(&[fields.as_slice(), times.as_slice()].concat()).await;
    };
    gather("daily", "FREQ=DAILY", "10:30", "11:00").await;
    gather("wednesday", "FREQ=WEEKLY;BYDAY=WE", "10:30", "11:30").await;
    for n in 0..61 {
        gather(&format!("t-{n:02}"), "FREQ=WEEKLY;BYDAY=TU", if n == 60 { "23:30" } else { "10:00" }, "23:45").await;
    }
    let page = town.reader().opens("/en/today").await;
    let all = page.all(".week__item a");
    assert_eq!((all.len(), all[0].as_str(), all[59].as_str()), (62, "t-00", "t-59"), "{all:?}");
    assert_eq!(all[60..], ["daily", "wednesday"]);
    assert!(page.says("2 more places on this day"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_human_is_within_reach_on_every_page_and_in_both_languages() {
    let town = Town::empty().await;
    let mut reader = town.reader();
    for page in PAGES {
        for lang in ["en", "nl"] {
            let shown = reader.opens(&format!("/{lang}{page}")).await;
            assert_eq!(shown.status, StatusCode::OK, "/{lang}{page}");
            assert_eq!(shown.attributes("html", "lang"), [lang]);
            let reach = shown.attributes(".reach a", "href");
            assert_eq!(reach, [format!("/{lang}/talk"), format!("/{lang}/talk#not-well")], "/{lang}{page}");
            assert!(shown.all(".reach b")[0].chars().any(char::is_alphabetic), "whom to call");
            assert_eq!(shown.all(".sample-line").len(), 1, "a sample says that it is one: /{lang}{page}");
            let other = shown.attributes("[data-keep-query]", "href").concat();
            assert_eq!(other, format!("/{}{page}", if lang == "en" { "nl" } else { "en" }));
        }
    }
    let lost = reader.opens("/en/no-such-page").await;
    assert_eq!((lost.status, lost.attributes(".reach a", "href").len()), (StatusCode::NOT_FOUND, 2));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whom_to_call_comes_from_the_city_of_the_database() {
    let town = Town::empty().await;
    let mut reader = town.reader();
    sqlx::query("update city set facts = jsonb_set(facts, '{contact,name}', '\"Wilhelmina\"')")
        .execute(&*town.db)
        .await
        .expect("another person");
    let city = buurten::city::load(&town.db, "x").await.expect("an answer").expect("a city");
    town.lent.city.swap(city);
    for path in ["/en/", "/en/talk", "/nl/privacy", "/en/nowhere"] {
        assert!(reader.opens(path).await.html.contains("Wilhelmina"), "{path}");
    }
    town.nothing_is_left().await;
}

async fn greeted(reader: &mut Reader, accepts: &str) -> String {
    let request =
        Request::get("/").header("accept-language", accepts).body(axum::body::Body::empty()).expect("a request");
    reader.send(request).await.leads_to().expect("a language")
}

#[tokio::test]
async fn the_bare_address_leads_to_the_language_of_her_browser() {
    let town = Town::empty().await;
    let mut reader = town.reader();
    for (accepts, leads) in [
        ("nl-NL,nl;q=0.9,en;q=0.8", "/nl/"),
        ("en-GB", "/en/"),
        ("pl, si;q=0.5", "/en/"),
        ("", "/en/"),
        ("pl, nl;q=0.1", "/nl/"),
    ] {
        assert_eq!(greeted(&mut reader, accepts).await, leads, "{accepts}");
    }
    assert_eq!(reader.opens("/de/").await.status, StatusCode::NOT_FOUND);
    assert_eq!(reader.opens("/de/listings").await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn how_we_rank_says_the_weights_that_are_in_the_code() {
    let town = Town::empty().await;
    let page = town.reader().opens("/en/how-we-rank").await;
    let weights = buurten::matching::weights::Weights::start();
    assert!(page.says(&weights.version), "{}", page.main());
    for weight in weights.essentials {
        let per_cent = format!("{}", (weight * 100.0).round());
        assert!(page.main().split(|c: char| !c.is_ascii_digit()).any(|n| n == per_cent), "{per_cent}: {}", page.main());
    }
    // A person is weighed as a group is, and from the other side too.
    for said in [
        "They have lived here for long, or speak Dutch every day. 20 %",
        "A little more, up to 15 %, for children of about the same age.",
        "They want to learn a language that you speak.",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_real_city_has_no_sample_pages_and_no_sample_line() {
    let town = Town::real("http://127.0.0.1:3000", buurten::letters::Transport::Shown).await;
    let mut reader = town.reader();
    assert_eq!(reader.opens("/dev/letters").await.status, StatusCode::NOT_FOUND);
    assert_eq!(reader.opens("/dev/sign-in/x").await.status, StatusCode::NOT_FOUND);
    assert!(reader.opens("/en/").await.all(".sample-line").is_empty());
    town.nothing_is_left().await;
}
