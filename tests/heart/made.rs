//! The cast: the sample city, and people and listings made at random from it.

use buurten::{
    exchange::read_sheet,
    listings::Listing,
    matching::{catalogue::Catalogue, opportunity::Opportunity, person::Person},
};
use chrono::NaiveDate;
use std::{fs, path::Path, sync::LazyLock};

/// The day for which the sample city is written.
pub fn today() -> NaiveDate {
    "2026-11-23".parse().expect("a date")
}

pub fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

fn rows(path: &str) -> Vec<Listing> {
    read_sheet(file(path).as_bytes()).expect("a header row").into_iter().map(|r| r.expect("a row")).collect()
}

pub static LISTINGS: LazyLock<Vec<Opportunity>> =
    LazyLock::new(|| rows("data/cities/eindhoven/listings.csv").iter().map(Listing::opportunity).collect());

pub static NEWCOMERS: LazyLock<Vec<Person>> =
    LazyLock::new(|| serde_json::from_str(&file("data/cities/eindhoven/newcomers.json")).expect("persons"));

pub fn catalogue(listings: &[Opportunity]) -> Catalogue {
    Catalogue::new(listings.to_vec(), today())
}

use proptest::prelude::*;

/// Anybody: the answers of different newcomers of the sample city, field by field, some of them blank.
pub fn anybody() -> impl Strategy<Value = Person> {
    let n = NEWCOMERS.len();
    (proptest::collection::vec(0..n, 12), any::<u16>()).prop_map(|(from, blanks)| {
        let of = |k: usize| NEWCOMERS[from[k % 12]].clone();
        let said = |k: u16| blanks & (1 << k) == 0 || blanks & (1 << ((k + 5) % 16)) == 0;
        let mut her = of(0);
        her.interests = of(1).interests.filter(|_| said(1));
        her.skills = of(2).skills.filter(|_| said(2));
        her.wishes = of(3).wishes.filter(|_| said(3));
        her.free = of(4).free.filter(|_| said(4));
        her.postcode = of(5).postcode.filter(|_| said(5));
        her.travel = of(6).travel.filter(|_| said(6));
        her.travel_minutes = of(6).travel_minutes.filter(|_| said(7));
        her.cost_max_eur = of(7).cost_max_eur.filter(|_| said(8));
        her.children = of(8).children.filter(|_| said(9));
        her.child_comes_along = of(8).child_comes_along.filter(|_| said(10));
        her.belongs_to = of(9).belongs_to.filter(|_| said(11));
        her.comfort = of(9).comfort.filter(|_| said(12));
        her.rung = of(10).rung.filter(|_| said(13));
        her.stays_until = of(11).stays_until.filter(|_| said(14));
        her.wants_to_learn = of(10).wants_to_learn.filter(|_| said(15));
        her
    })
}

/// Any listing: the columns of different listings of the sample city, some of them blank.
pub fn anything() -> impl Strategy<Value = Opportunity> {
    let n = LISTINGS.len();
    (proptest::collection::vec(0..n, 10), any::<u16>()).prop_map(|(from, blanks)| {
        let of = |k: usize| LISTINGS[from[k]].clone();
        let said = |k: u16| blanks & (1 << k) == 0 || blanks & (1 << ((k + 5) % 16)) == 0;
        let mut it = of(0);
        it.dutch_needed = of(1).dutch_needed.filter(|_| said(0));
        it.english_ok = of(2).english_ok.filter(|_| said(1));
        it.languages = of(3).languages;
        it.schedule = of(4).schedule;
        it.postcode = of(5).postcode.filter(|_| said(2));
        it.cost = of(6).cost.filter(|_| said(3));
        it.cost_per = of(6).cost_per;
        it.children = of(7).children.filter(|_| said(4));
        it.capacity = of(8).capacity.filter(|_| said(5));
        it.take_along = of(9).take_along.filter(|_| said(6));
        it.local_share = of(9).local_share.filter(|_| said(7));
        it.min_months = of(8).min_months;
        it
    })
}
