//! The sample city's listings, and what an index of them answers.

use buurten::{
    exchange::read_sheet,
    listings::{Index, Listing, Question, Texts},
};
use chrono::{Datelike, Days, NaiveDate};
use std::{cmp::Reverse, fs, path::Path, sync::LazyLock};

pub fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

pub static LISTINGS: LazyLock<Vec<Listing>> = LazyLock::new(|| {
    let sheet = file("data/cities/eindhoven/listings.csv");
    read_sheet(sheet.as_bytes()).expect("a header row").into_iter().map(|r| r.expect("a row")).collect()
});

/// What a listing says, as the shelf has it.
pub fn texts(listing: &Listing) -> Texts {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let dates = listing.schedule.as_ref().map(|s| s.dates_between(today, today + Days::new(91)));
    let weekdays = dates.unwrap_or_default().iter().fold(0, |days, d| days | 1 << d.weekday().num_days_from_monday());
    Texts::of(listing, weekdays)
}

pub static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(LISTINGS.iter().map(texts)));

/// What an index finds among what is open, best first: the best tier alone, as the pages show it. Each with the place at
/// which it stands however what is equal falls, from 1.
pub fn found(index: &Index, listings: &[Listing], question: &str) -> Vec<(usize, String)> {
    let found = index.find(&Question::new(question));
    let best = found.best(|place| listings[place].is_open());
    let hits = found.hits().filter(|(place, score)| listings[*place].is_open() && score.tier() == best);
    let mut hits: Vec<_> = hits.map(|(place, score)| (Reverse(score.rank()), place)).collect();
    hits.sort_unstable();
    let last = |rank| hits.partition_point(|(r, _)| *r <= rank);
    hits.iter().map(|(rank, place)| (last(*rank), listings[*place].key.clone())).collect()
}
