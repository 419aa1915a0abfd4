//! What places cost: a night works it out of all lists at once, for every instance, and says so on the cards.

use crate::support::{postgres, town::Town};
use buurten::{
    kit::words::Role,
    listings::{self, Shelf},
    matching::{go::Go, person::Person, rank::Asked},
    platform::clock::Clock,
    seed,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many people who like choirs and speak English, seen today.
async fn people(town: &Town, count: u32) {
    for n in 0..count {
        let dutch = ["A0", "A1", "A2", "B1"][n as usize % 4];
        sqlx::query(
            "with a as (insert into accounts (id, email, language) values (gen_random_uuid(), $1, 'en') returning id)
             insert into newcomers (id, account_id, answers) select gen_random_uuid(), id, $2 from a",
        )
        .bind(format!("n{n}@example.org"))
        .bind(serde_json::json!({"languages": {"en": "C1", "nl": dutch}, "interests": ["choir"], "postcode": "5612", "travel": "bike"}))
        .execute(&*town.db)
        .await
        .expect("somebody");
    }
}

async fn club(town: &Town, id: &str, interests: &str, places: &str) -> Uuid {
    let fields = [
        ("id", id),
        ("interests", interests),
        ("languages", "en;nl"),
        ("dutch_needed", "none"),
        ("english_ok", "yes"),
        ("postcode", "5612"),
        ("newcomer_places", places),
        // What makes the café better than the rest.
        ("take_along", if id == "cafe" { "yes" } else { "no" }),
    ];
    town.with_listing(&fields).await
}

/// Eleven with places for all.
async fn roomy(town: &Town) {
    for n in 0..11 {
        club(town, &format!("roomy-{n}"), "choir;running", "40").await;
    }
}

async fn rows(town: &Town) -> BTreeMap<String, (f64, i32, f64)> {
    let rows: Vec<(String, f64, i32, f64)> = sqlx::query_as(
        "select l.key, s.price, s.shown, s.target from listing_scarcity s join listings l on l.id = s.listing_id",
    )
    .fetch_all(&*town.db)
    .await
    .expect("prices");
    rows.into_iter().map(|(key, price, shown, target)| (key, (price, shown, target))).collect()
}

async fn night(town: &Town) -> bool {
    listings::price_places(&town.db, &town.lent.shelf).await.expect("a night")
}

/// What another instance calls scarce for somebody who likes choirs.
async fn scarce(town: &Town) -> Vec<String> {
    let stock = Shelf::filled(&town.db, &town.lent.clock).await.expect("another instance").now();
    let answers = serde_json::json!({"languages": {"en": "C1", "nl": "A1"}, "interests": ["choir"]});
    let her = Person::of_answers(Uuid::nil(), Role::Newcomer, answers).expect("a person");
    let matches = stock.catalogue.rank(&her, &Asked::default()).matches;
    matches.iter().filter(|m| m.scarce).map(|m| stock.items[m.place].listing.key.clone()).collect()
}

#[tokio::test]
async fn an_over_wanted_cafe_has_a_price_and_what_has_room_has_none() {
    let town = Town::empty().await;
    town.at("2026-11-24 10:00+01").await;
    let cafe = club(&town, "cafe", "choir;talking-circle", "4").await;
    club(&town, "walk", "choir;day-trips;gardening", "").await;
    roomy(&town).await;
    people(&town, 12).await;
    assert!(night(&town).await, "the first night is at once");
    let found = rows(&town).await;
    // An independent check: U of every pair, as the heart has it, and the condition of the least price.
    let stock = town.lent.shelf.now();
    let mut gains: Vec<i64> = Vec::new();
    let all: Vec<serde_json::Value> =
        sqlx::query_scalar("select answers from newcomers").fetch_all(&*town.db).await.expect("answers");
    for answers in all {
        let her = Person::of_answers(Uuid::nil(), Role::Newcomer, answers).expect("a person");
        let matches = stock.catalogue.rank(&her, &Asked::default()).matches;
        assert!(matches.len() == 13 && matches.iter().all(|m| m.go != Go::Later));
        let is_cafe = |place: usize| stock.items[place].listing.key == "cafe";
        let best =
            |cafe: bool| matches.iter().filter(|m| is_cafe(m.place) == cafe).map(|m| m.score).fold(0.0, f64::max);
        // The others have places for all: without the café she takes the best of them.
        gains.push(((best(true) - best(false)) * 1e6).round() as i64);
    }
    gains.sort_unstable();
    gains.reverse();
    assert!(gains[4] > 0, "five want it: {gains:?}");
    assert_eq!((found["cafe"].0 * 1e6).round() as i64, gains[4], "what a fifth place would add");
    assert_eq!(found.values().filter(|(price, ..)| *price > 0.0).count(), 1, "{found:?}");
    // All read of four places: three times as often as there are any. Of the roomy ones nobody is told too much; and
    // of the walk nobody counts the places.
    assert!((found["cafe"].1, found["cafe"].2) == (12, 4.0) && !found.contains_key("walk"), "{found:?}");
    assert!(found.iter().filter(|(key, _)| *key != "cafe").all(|(_, (_, _, target))| *target == 40.0), "{found:?}");
    // The other instances hear of it; her card says it.
    town.lent.shelf.reorder(&town.db).await.expect("it heard");
    assert_eq!(scarce(&town).await, ["cafe"]);
    let mut her = town.reader();
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    her.posts("/en/questions/interests", &[("interests", "choir")]).await;
    let page = her.opens("/en/for-you").await;
    assert_eq!(page.main().matches("Few places left").count(), 1, "{}", page.main());
    assert!(her.opens(&format!("/en/listings/{cafe}")).await.says("Few places left."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn it_is_done_once_a_night_by_one_instance_alone() {
    let town = Town::empty().await;
    town.at("2026-11-24 10:00+01").await;
    club(&town, "cafe", "choir", "1").await;
    roomy(&town).await;
    people(&town, 3).await;
    let (a, b) = tokio::join!(
        listings::price_places(&town.db, &town.lent.shelf),
        listings::price_places(&town.db, &town.lent.shelf)
    );
    assert_eq!([a.expect("one"), b.expect("other")].iter().filter(|did| **did).count(), 1);
    assert!(!night(&town).await, "today is done");
    town.at("2026-11-25 02:59+01").await;
    assert!(!night(&town).await, "it is not three yet");
    assert_eq!(scarce(&town).await, ["cafe"]);
    town.at("2026-11-25 03:01+01").await;
    assert!(night(&town).await && !night(&town).await);
    // Where nobody does it any more, what was found out is forgotten.
    town.at("2026-11-29 12:00+01").await;
    assert!(scarce(&town).await.is_empty());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_night_that_finds_nothing_scarce_was_a_night_too() {
    let town = Town::empty().await;
    town.at("2026-11-24 10:00+01").await;
    club(&town, "walk", "choir", "").await;
    people(&town, 2).await;
    assert!(night(&town).await && rows(&town).await.is_empty(), "nobody counts the places");
    assert!(!night(&town).await, "today is done");
    town.at("2026-11-25 03:01+01").await;
    assert!(night(&town).await && !night(&town).await);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_takes_a_break_was_long_away_or_has_no_account_makes_nothing_scarce() {
    let town = Town::empty().await;
    town.at("2026-11-24 10:00+01").await;
    club(&town, "cafe", "choir", "1").await;
    people(&town, 3).await;
    for sql in [
        "update newcomers set paused_at = buurten_now() where account_id = (select id from accounts where email = 'n0@example.org')",
        "update accounts set seen_at = buurten_now() - interval '9 weeks' where email = 'n1@example.org'",
        "insert into newcomers (id, visit_hash, answers) select gen_random_uuid(), '\\x01', answers from newcomers limit 1",
    ] {
        sqlx::query(sql).execute(&*town.db).await.expect(sql);
    }
    night(&town).await;
    assert_eq!(rows(&town).await["cafe"], (0.0, 1, 1.0), "the one who is left has her place");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_synthetic_city_is_priced_from_shares_that_add_up() {
    let (newcomers, listings) = (150, 400);
    let database = postgres::fresh_database().await;
    let db = database.connect().await;
    let clock = Clock::new();
    let today = clock.now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
    let made = seed::Synthetic::new(seed::Size { newcomers, locals: 1, listings }, 7, today);
    seed::synthetic(&db, "eindhoven", &made, today, &mut |_, _, _| {}).await.expect("a city");
    let shelf = Shelf::filled(&db, &clock).await.expect("a shelf");
    let since = std::time::Instant::now();
    assert!(listings::price_places(&db, &shelf).await.expect("a night"));
    println!("{newcomers} newcomers and {listings} listings took {:?}", since.elapsed());
    let (shown, priced, wrong): (i64, i64, i64) = sqlx::query_as(
        "select sum(s.shown), count(*) filter (where s.price > 0),
                count(*) filter (where coalesce(l.newcomer_places, 0) = 0 or s.target < l.newcomer_places)
         from listing_scarcity s join listings l on l.id = s.listing_id",
    )
    .fetch_one(&*db)
    .await
    .expect("sums");
    assert!(shown > 0 && shown <= i64::from(newcomers) * 10, "{shown}");
    assert!(priced > 0 && wrong == 0, "{priced} have a price, {wrong} are not scarce");
}
