//! The synthetic city: the same for the same seed, at its anchors, and neither too easy nor too hard to fit into.

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "support/postgres.rs"]
mod postgres;
#[path = "support/scratch.rs"]
mod scratch;

use buurten::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        month::Month,
        words::{Domain, Kind, Status},
    },
    matching::{catalogue::Catalogue, person::Person, rank::Asked},
    platform::db::Db,
    seed::{Size, Synthetic, synthetic},
};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

fn today() -> NaiveDate {
    "2026-11-24".parse().expect("a day")
}

fn city(newcomers: u32, locals: u32, listings: u32, seed: u64) -> Synthetic {
    Synthetic::new(Size { newcomers, locals, listings }, seed, today())
}

/// All that is in a city, as text.
fn bytes(city: &Synthetic) -> String {
    let people = city.newcomers.iter().chain(&city.locals).map(|s| {
        let answers = serde_json::to_string(&s.person).expect("a person");
        format!("{} {} {} {:?} {answers}\n", s.id, s.account.id, s.account.email, s.account.language)
    });
    let listings = city.listings.iter().map(|l| format!("{l:?}\n"));
    people.chain(listings).collect()
}

#[test]
fn the_same_seed_makes_the_same_city_and_another_seed_another() {
    let one = city(40, 20, 60, 7);
    assert_eq!(bytes(&one), bytes(&city(40, 20, 60, 7)));
    assert_ne!(bytes(&one), bytes(&city(40, 20, 60, 8)));
    let ids: BTreeSet<_> = one.newcomers.iter().chain(&one.locals).flat_map(|s| [s.id, s.account.id]).collect();
    assert_eq!(ids.len(), 120);
    // More listings change neither the people nor the listings that were there.
    let larger = city(40, 20, 90, 7);
    assert!(bytes(&larger).starts_with(&bytes(&one)));
}

/// The share of these that hold something.
fn share<T>(all: &[T], holds: impl Fn(&T) -> bool) -> f64 {
    all.iter().filter(|it| holds(it)).count() as f64 / all.len() as f64
}

fn near(what: &str, found: f64, anchor: f64, tolerance: f64) {
    assert!((found - anchor).abs() <= tolerance, "{what}: {found:.3}, expected {anchor} ± {tolerance}");
}

#[test]
fn people_are_at_their_anchors() {
    let made = city(4_000, 1_000, 0, 3);
    let people: Vec<&Person> = made.newcomers.iter().map(|s| &s.person).collect();
    let level = |tag: LanguageTag, level| share(&people, |p| p.level(&tag) == level);
    let dutch = [(Level::A0, 0.30), (Level::A1, 0.34), (Level::A2, 0.20), (Level::B1, 0.11), (Level::B2, 0.05)];
    let english = [(Level::A2, 0.04), (Level::B1, 0.11), (Level::B2, 0.25), (Level::C1, 0.35), (Level::C2, 0.25)];
    dutch.iter().for_each(|(l, anchor)| near("Dutch", level(LanguageTag::dutch(), *l), *anchor, 0.02));
    english.iter().for_each(|(l, anchor)| near("English", level(LanguageTag::english(), *l), *anchor, 0.02));
    let youngest = |p: &&Person| p.children.as_ref().and_then(|c| c.iter().max().map(|born| today().year() - born));
    for (ages, anchor) in [(0..4, 0.38), (4..12, 0.22), (12..18, 0.13)] {
        near("children", share(&people, |p| youngest(p).is_some_and(|age| ages.contains(&age))), anchor, 0.02);
    }
    near("no children", share(&people, |p| youngest(p).is_none()), 0.27, 0.02);
    for (euros, anchor) in [(0.0, 0.25), (5.0, 0.30), (10.0, 0.25), (25.0, 0.20)] {
        near("budget", share(&people, |p| p.cost_max_eur == Some(Some(euros))), anchor, 0.02);
    }
    let wants = |p: &&Person| p.wants_to_learn.as_ref().is_some_and(|w| w.contains(&LanguageTag::dutch()));
    near("wants to practise Dutch", share(&people, wants), 0.9, 0.02);
    let said: Vec<&Person> = people.iter().copied().filter(|p| p.stays_until.is_some()).collect();
    let whole = |p: &Person| p.stays_until.flatten().zip(p.arrived).map(|(until, since)| until.months_after(since));
    near("two years", share(&said, |p| whole(p).is_some_and(|m| m <= 30)), 0.32, 0.02);
    near("six years", share(&said, |p| whole(p).is_some_and(|m| m > 30)), 0.45, 0.02);
    near("for good", share(&said, |p| whole(p).is_none()), 0.23, 0.02);
    let here = |p: &&Person| p.arrived <= Some(Month::of(today())) && p.stays_until.flatten() != p.arrived;
    assert!(people.iter().all(here), "everybody has arrived and nobody has left");
    let capacity = |n| share(&made.locals, |s| s.person.capacity == Some(n));
    near("capacity", capacity(1) + capacity(2), 1.0, 0.0);
    assert!(made.locals.iter().all(|s| s.person.rung.is_none() && s.person.offers.is_some()));
}

#[test]
fn listings_are_at_their_anchors() {
    let listings = city(0, 0, 4_000, 3).listings;
    let of = |kind| listings.iter().filter(|l| l.kind == kind).collect::<Vec<_>>();
    let (clubs, initiatives) = (of(Kind::Club), of(Kind::Initiative));
    near("English works", share(&clubs, |l| l.english_ok == Some(true)), 0.45, 0.03);
    assert!(clubs.iter().all(|l| l.dutch_needed.is_some_and(|d| d <= Level::B2)));
    let mean = |all: &[&buurten::listings::Listing]| {
        let shares: Vec<f64> = all.iter().filter_map(|l| l.local_share.map(|s| f64::from(s) / 100.0)).collect();
        shares.iter().sum::<f64>() / shares.len() as f64
    };
    near("local share of clubs", mean(&clubs), 9.0 / 10.5, 0.02);
    near("local share of initiatives", mean(&initiatives), 1.5 / 7.5, 0.02);
    // Zipf with exponent 1.35: the n-th is n^1.35 times rarer than the first.
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for club in clubs.iter().filter(|l| l.interests.len() == 1) {
        *first.entry(club.interests.iter().next().expect("one").as_str()).or_default() += 1;
    }
    let mut counts: Vec<u32> = first.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let all: f64 = (1..=counts.len()).map(|n| (n as f64).powf(-1.35)).sum();
    for n in 1..=5 {
        let found = f64::from(counts[n - 1]) / f64::from(counts.iter().sum::<u32>());
        near("an interest of clubs", found, (n as f64).powf(-1.35) / all, 0.035);
    }
    let domains: BTreeSet<Domain> = listings.iter().flat_map(|l| l.domains.iter().copied()).collect();
    assert_eq!(domains.len(), Domain::ALL.len());
    assert!(listings.iter().all(|l| l.title_nl.is_some() && (l.status == Status::Closed) == l.closed_on.is_some()));
}

/// At 300 listings, over all pairs and people.
#[test]
fn ten_to_fifteen_per_cent_fit_and_the_median_has_fifteen_to_forty_options() {
    for seed in 1..=4 {
        let made = city(200, 0, 300, seed);
        let catalogue = Catalogue::new(made.listings.iter().map(|l| l.opportunity()).collect(), today());
        let asked = Asked { limit: Some(0), ..Asked::default() };
        let rankings = made.newcomers.iter().map(|s| catalogue.rank(&s.person, &asked));
        let mut gates: BTreeMap<&str, usize> = BTreeMap::new();
        let mut options = Vec::new();
        for ranking in rankings {
            ranking.excluded.iter().for_each(|e| *gates.entry(e.why.as_str()).or_default() += 1);
            options.push(ranking.feasible);
        }
        options.sort_unstable();
        let feasible = options.iter().sum::<usize>() as f64 / (300 * options.len()) as f64;
        let (median, nobody) = (options[options.len() / 2], options.iter().filter(|n| **n == 0).count());
        let seen = format!("seed {seed}: {feasible:.3} of pairs, median {median}, {nobody} without any; {gates:?}");
        println!("{seen}");
        assert!((0.10..=0.15).contains(&feasible), "{seen}");
        assert!((15..=40).contains(&median), "{seen}");
        assert!(nobody * 50 <= options.len(), "{seen}");
    }
}

#[tokio::test]
async fn it_is_stored_once_in_an_empty_database_alone_as_a_sample() {
    let database = postgres::fresh_database().await;
    let db: Db = Db::connect(database.options.clone()).await.expect("a pool");
    let made = city(30, 12, 620, 5);
    let mut seen = Vec::new();
    let mut progress = |what: &str, done: usize, of: usize| seen.push(format!("{done} of {of} {what}"));
    synthetic(&db, "eindhoven", &made, today(), &mut progress).await.expect("stored");
    assert_eq!(seen, ["500 of 620 listings", "620 of 620 listings", "30 of 30 newcomers", "12 of 12 locals"]);
    let counts: (String, i64, i64, i64, i64) = sqlx::query_as(
        "select kind, (select count(*) from listings), (select count(*) from newcomers), (select count(*) from locals),
                (select count(*) from accounts) from city",
    )
    .fetch_one(&*db)
    .await
    .expect("counts");
    assert_eq!(counts, ("sample".to_owned(), 620, 30, 12, 42));
    let shelf = buurten::listings::Shelf::filled(&db, &Default::default()).await.expect("a shelf");
    let stock = shelf.now();
    assert_eq!(stock.items.iter().count(), 620);
    for listing in &made.listings {
        let read = stock.of_key(&listing.key).expect("stored");
        assert_eq!(format!("{:?}", read.listing), format!("{listing:?}"));
    }
    let again = synthetic(&db, "eindhoven", &made, today(), &mut |_, _, _| {}).await;
    assert!(again.is_err_and(|e| e.to_string().contains("empty")));
}
