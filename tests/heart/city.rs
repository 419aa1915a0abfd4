//! What is stated about the sample city.

use crate::made::{LISTINGS, NEWCOMERS, catalogue};
use buurten::matching::{go::Go, rank::Asked, unknown::UNKNOWN};
use std::collections::BTreeSet;

/// How far a stated quartile may lie from the measured one before it has to be stated anew.
const NEAR: f64 = 0.02;

#[test]
fn the_stated_quartiles_are_those_of_the_sample_city() {
    let measured = catalogue(&LISTINGS).lower_quartiles(&NEWCOMERS);
    let pairs = UNKNOWN.essentials.iter().chain(&UNKNOWN.nice).zip(measured.essentials.iter().chain(&measured.nice));
    let far = pairs.filter(|(a, b)| (*a - *b).abs() > NEAR).count();
    let rest = [
        (UNKNOWN.comfort, measured.comfort),
        (UNKNOWN.practice, measured.practice),
        (UNKNOWN.hours, measured.hours),
        (UNKNOWN.group, measured.group),
    ];
    assert!(far == 0 && rest.iter().all(|(a, b)| (a - b).abs() <= NEAR), "state these: {measured:#.2?}");
}

#[test]
fn the_first_ten_are_not_all_one_organisation_and_the_rest_keeps_its_order() {
    let all = catalogue(&LISTINGS);
    let its: Vec<_> = all.opportunities().collect();
    for her in NEWCOMERS.iter() {
        let ranking = all.rank(her, &Asked::default());
        let ready = ranking.matches.iter().filter(|m| m.go != Go::Later).count();
        let first: Vec<_> = ranking.matches.iter().take(ready.min(10)).map(|m| its[m.place]).collect();
        let organisations: BTreeSet<_> = ranking.matches[..ready].iter().map(|m| &its[m.place].organisation).collect();
        for it in &first {
            let same = first.iter().filter(|o| it.organisation.is_some() && o.organisation == it.organisation).count();
            assert!(same <= 2 || organisations.len() < 10, "{}: {same} of {:?}", her.id, it.organisation);
        }
        // What comes after the first ten keeps the order of U.
        let tail: Vec<f64> = ranking.matches[ready.min(10)..ready].iter().map(|m| m.score).collect();
        assert!(tail.windows(2).all(|w| w[0] >= w[1]), "{}", her.id);
    }
}

#[test]
fn everybody_in_the_sample_city_has_somewhere_to_go() {
    let all = catalogue(&LISTINGS);
    for her in NEWCOMERS.iter() {
        let ranking = all.rank(her, &Asked::default());
        assert!(ranking.feasible >= 1, "{} has nowhere to go: {:?}", her.id, ranking.counts());
    }
}
