//! Trios: the search finds what trying all of them finds, and what it finds keeps the rules.

use crate::made::{LISTINGS, NEWCOMERS, anybody, catalogue};
use buurten::{
    kit::{level::Level, words::Domain},
    matching::{
        catalogue::Catalogue,
        go::Go,
        person::Person,
        rank::Asked,
        trios::{AMONG_THE_FIRST, trios},
    },
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static CITY: LazyLock<Catalogue> = LazyLock::new(|| catalogue(&LISTINGS));

fn dutch(p: &Person) -> i32 {
    p.languages.get(&"nl".parse().expect("Dutch")).map_or(0, |l| i32::from(l.number()))
}

/// U and weekdays by the listing's id.
type Goes = BTreeMap<String, (f64, u8)>;

/// Where each can go, of their first thirty.
fn goes(p: &Person) -> Goes {
    let asked = Asked { limit: Some(AMONG_THE_FIRST), ..Asked::default() };
    let found = CITY.rank(p, &asked).matches.into_iter().filter(|m| m.go != Go::Later);
    found.map(|m| (m.id, (m.score, m.weekdays))).collect()
}

fn strongest(p: &Person) -> BTreeSet<String> {
    let others: Vec<_> = p.languages.iter().filter(|(t, l)| !t.is_dutch() && **l > Level::A0).collect();
    let most = others.iter().map(|(_, l)| **l).max();
    others.into_iter().filter(|(_, l)| Some(**l) == most).map(|(t, _)| t.primary().to_owned()).collect()
}

fn looks(p: &Person) -> bool {
    let wants = p.wants_to_learn.as_ref().is_none_or(|w| w.iter().any(|t| t.is_dutch()));
    wants && dutch(p) < 5 && p.free.is_some_and(|f| !f.is_empty()) && !p.languages.is_empty()
}

fn all_of<T: Ord + Clone>(three: [BTreeSet<T>; 3]) -> BTreeSet<T> {
    three[0].iter().filter(|x| three[1].contains(x) && three[2].contains(x)).cloned().collect()
}

/// Every three, every listing: the best; then the best of who is left.
fn brute(people: &[Person], most: usize) -> Vec<(Vec<String>, String, f64)> {
    let mut left: Vec<(&Person, Goes)> = people.iter().filter(|p| looks(p)).map(|p| (p, goes(p))).collect();
    left.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let mut found = Vec::new();
    while found.len() < most {
        let mut best: Option<(f64, Vec<String>, String, f64)> = None;
        for a in 0..left.len() {
            for b in a + 1..left.len() {
                for c in b + 1..left.len() {
                    let three = [&left[a], &left[b], &left[c]];
                    let levels = three.map(|t| dutch(t.0));
                    let free = three.map(|t| t.0.free.expect("said").iter().collect::<BTreeSet<_>>());
                    let likes = three.map(|t| t.0.interests.clone().unwrap_or_default());
                    let wishes = three.map(|t| t.0.wishes.clone().unwrap_or_default());
                    let spread = levels.iter().max().expect("three") - levels.iter().min().expect("three");
                    if spread > 1 || all_of(free).is_empty() || (all_of(likes).is_empty() && all_of(wishes).is_empty())
                    {
                        continue;
                    }
                    let shared = all_of(three.map(|t| strongest(t.0))).is_empty();
                    for (id, (u, days)) in &three[0].1 {
                        let (Some(y), Some(z)) = (three[1].1.get(id), three[2].1.get(id)) else { continue };
                        if days & y.1 & z.1 == 0 {
                            continue;
                        }
                        let lowest = u.min(y.0).min(z.0);
                        let worth = if shared { lowest } else { 0.75 * lowest };
                        let ids: Vec<String> = three.iter().map(|t| t.0.id.clone()).collect();
                        let better =
                            best.as_ref().is_none_or(|(w, i, l, _)| worth > *w || (worth == *w && (&ids, id) < (i, l)));
                        if better {
                            best = Some((worth, ids, id.clone(), lowest));
                        }
                    }
                }
            }
        }
        let Some((_, ids, listing, lowest)) = best else { break };
        left.retain(|(p, _)| !ids.contains(&p.id));
        found.push((ids, listing, lowest));
    }
    found
}

fn named(people: &[Person], most: usize) -> Vec<(Vec<String>, String, f64)> {
    let ids: Vec<&str> = CITY.opportunities().map(|o| o.id.as_str()).collect();
    let of = |t: buurten::matching::trios::Trio| {
        (t.members.map(|m| people[m].id.clone()).to_vec(), ids[t.listing].to_owned(), t.lowest)
    };
    trios(people, &CITY, most).into_iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_search_finds_what_trying_all_finds(mut people in proptest::collection::vec(anybody(), 3..12)) {
        people.iter_mut().enumerate().for_each(|(n, p)| p.id = format!("n-{n:02}"));
        let found = named(&people, 4);
        prop_assert_eq!(&found, &brute(&people, 4));
        people.reverse();
        prop_assert_eq!(found, named(&people, 4), "the order of the people does not matter");
    }
}

#[test]
fn trios_of_the_sample_city_keep_the_rules_and_nobody_stands_in_two() {
    let found = trios(&NEWCOMERS, &CITY, usize::MAX);
    assert!(found.len() >= 5, "only {} trios", found.len());
    let mut seen = BTreeSet::new();
    for trio in &found {
        let three = trio.members.map(|m| &NEWCOMERS[m]);
        assert!(trio.members.iter().all(|m| seen.insert(*m)), "somebody stands in two");
        assert!(three.iter().all(|p| looks(p)) && trio.dutch.1.number() - trio.dutch.0.number() <= 1);
        assert!(
            !trio.common.is_empty() && three.iter().all(|p| trio.common.iter().all(|d| p.free.expect("said").has(d)))
        );
        assert!(!trio.interests.is_empty() || !trio.wishes.is_empty());
        let in_common: BTreeSet<Domain> = all_of(three.map(|p| p.wishes.clone().unwrap_or_default()));
        assert_eq!(trio.wishes, in_common);
        assert_eq!(trio.dutch_is_shared, all_of(three.map(strongest)).is_empty());
    }
    // Three of the same strongest language are chosen only where nobody else is left for it.
    assert!(found.iter().filter(|t| t.dutch_is_shared).count() * 2 > found.len());
}
