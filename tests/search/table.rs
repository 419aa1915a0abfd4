//! What people type, and what they must find on the sample city: among the first five, whatever is soonest today.

use crate::made::{INDEX, LISTINGS, file, found};
use std::collections::BTreeMap;

/// So far down a list people look.
const FIRST: usize = 5;

#[test]
fn all_queries_hit_within_the_first_five() {
    let table = file("tests/search/queries.csv");
    let mut trouble = Vec::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = 0;
    for row in csv::Reader::from_reader(table.as_bytes()).records() {
        let row = row.expect("a row");
        rows += 1;
        *kinds.entry(row[1].to_owned()).or_default() += 1;
        row[2].split(';').for_each(|kind| *kinds.entry(kind.to_owned()).or_default() += 1);
        let list = found(&INDEX, &LISTINGS, &row[0]);
        let first: Vec<&str> = list.iter().take(FIRST).map(|(_, key)| key.as_str()).collect();
        for key in row[3].split(';') {
            assert!(LISTINGS.iter().any(|l| l.key == key), "{key} is no listing");
            let at = list.iter().find(|(_, k)| k == key).map(|(at, _)| *at);
            if at.is_none_or(|at| at > FIRST) {
                trouble.push(format!("{:?}: {key} at {at:?} of {}: {first:?}", &row[0], list.len()));
            }
        }
        // Nor may what must not be first share the first place.
        let best = list.first().map(|(at, _)| *at);
        for (_, key) in list.iter().filter(|(at, key)| Some(*at) == best && row[4].split(';').any(|k| k == key)) {
            trouble.push(format!("{:?}: {key} is first", &row[0]));
        }
    }
    assert!(trouble.is_empty(), "\n{}", trouble.join("\n"));
    assert!(rows >= 60);
    for (kind, least) in [
        ("nl", 20),
        ("en", 20),
        ("typo", 10),
        ("compound", 10),
        ("synonym", 10),
        ("several", 5),
        ("name", 3),
        ("accent", 2),
    ] {
        assert!(kinds.get(kind).is_some_and(|n| *n >= least), "{kind}: {kinds:?}");
    }
}
