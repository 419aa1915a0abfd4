//! Trios: the search finds what trying all of them finds, and what it finds keeps the rules.

use crate::made::{LISTINGS, NEWCOMERS, anybody, catalogue};
use buurten::{
    kit::{
        level::Level,
        words::{Domain, Kind, Role},
    },
    matching::{
        catalogue::Catalogue,
        go::Go,
        leaning::{Leaning, Reason},
        opportunity::Opportunity,
        person::Person,
        rank::Asked,
        trios::{AMONG_THE_FIRST, Known, Trio, trios},
    },
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static CITY: LazyLock<Catalogue> = LazyLock::new(|| catalogue(&LISTINGS));

/// The same with few places at most of its listings.
static TIGHT: LazyLock<Catalogue> = LazyLock::new(|| {
    let few = |(n, it): (usize, &Opportunity)| Opportunity {
        newcomer_places: [None, Some(2), Some(3), Some(4), Some(6)][n % 5],
        ..it.clone()
    };
    catalogue(&LISTINGS.iter().enumerate().map(few).collect::<Vec<_>>())
});

fn dutch(p: &Person) -> Option<u8> {
    p.languages.get(&"nl".parse().expect("Dutch")).map(|l| l.number())
}

/// U and weekdays by the listing's id.
type Goes = BTreeMap<String, (f64, u8)>;

/// Where each can go, of their first thirty.
fn goes(city: &Catalogue, p: &Person, leanings: &[Leaning]) -> Goes {
    let asked = Asked { limit: Some(AMONG_THE_FIRST), leanings: leanings.to_vec() };
    let found = city.rank(p, &asked).matches.into_iter().filter(|m| m.go != Go::Later);
    found.map(|m| (m.id, (m.score, m.weekdays))).collect()
}

fn strongest(p: &Person) -> BTreeSet<String> {
    let others: Vec<_> = p.languages.iter().filter(|(t, l)| !t.is_dutch() && **l > Level::A0).collect();
    let most = others.iter().map(|(_, l)| **l).max();
    others.into_iter().filter(|(_, l)| Some(**l) == most).map(|(t, _)| t.primary().to_owned()).collect()
}

fn looks(p: &Person) -> bool {
    let wants = p.wants_to_learn.as_ref().is_none_or(|w| w.iter().any(|t| t.is_dutch()));
    wants && dutch(p).is_some_and(|l| l < 5) && p.free.is_some_and(|f| !f.is_empty())
}

fn all_of<T: Ord + Clone>(three: [BTreeSet<T>; 3]) -> BTreeSet<T> {
    three[0].iter().filter(|x| three[1].contains(x) && three[2].contains(x)).cloned().collect()
}

/// Every three, every listing: the best; then the best of who is left.
fn brute(city: &Catalogue, people: &[Person], known: &Known, most: usize) -> Vec<(Vec<String>, String, f64)> {
    let looking = people.iter().enumerate().filter(|(_, p)| looks(p));
    let mut left: Vec<(&Person, Goes, usize)> =
        looking.map(|(n, p)| (p, goes(city, p, &known.leanings[n]), n)).collect();
    left.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let left_at = |(place, it): (usize, &Opportunity)| {
        let taken = known.taken.get(&place).copied().unwrap_or(0);
        (it.id.clone(), it.newcomer_places.map_or(u32::MAX, |n| n.saturating_sub(taken)))
    };
    let mut places: BTreeMap<String, u32> = city.opportunities().enumerate().map(left_at).collect();
    let apart = |a: usize, b: usize| known.apart.contains(&(a, b)) || known.apart.contains(&(b, a));
    let mut found = Vec::new();
    while found.len() < most {
        let mut best: Option<(f64, Vec<String>, String, f64)> = None;
        for a in 0..left.len() {
            for b in a + 1..left.len() {
                for c in b + 1..left.len() {
                    let three = [&left[a], &left[b], &left[c]];
                    let levels = three.map(|t| dutch(t.0));
                    let same = levels[0] == levels[1] && levels[1] == levels[2];
                    let [x, y, z] = three.map(|t| t.2);
                    let free = three.map(|t| t.0.free.expect("said").iter().collect::<BTreeSet<_>>());
                    let likes = three.map(|t| t.0.interests.clone().unwrap_or_default());
                    let wishes = three.map(|t| t.0.wishes.clone().unwrap_or_default());
                    let nothing = all_of(likes).is_empty() && all_of(wishes).is_empty();
                    if !same || all_of(free).is_empty() || nothing || apart(x, y) || apart(y, z) || apart(x, z) {
                        continue;
                    }
                    let shared = all_of(three.map(|t| strongest(t.0))).is_empty();
                    for (id, (u, days)) in &three[0].1 {
                        let (Some(y), Some(z)) = (three[1].1.get(id), three[2].1.get(id)) else { continue };
                        if days & y.1 & z.1 == 0 || places[id] < 3 {
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
        left.retain(|(p, ..)| !ids.contains(&p.id));
        places.entry(listing.clone()).and_modify(|n| *n -= 3);
        found.push((ids, listing, lowest));
    }
    found
}

fn named(city: &Catalogue, people: &[Person], known: &Known, most: usize) -> Vec<(Vec<String>, String, f64)> {
    let ids: Vec<&str> = city.opportunities().map(|o| o.id.as_str()).collect();
    let of = |t: Trio| (t.members.map(|m| people[m].id.clone()).to_vec(), ids[t.listing].to_owned(), t.lowest);
    trios(people, known, city, most).into_iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_search_finds_what_trying_all_finds(
        mut people in proptest::collection::vec(anybody(), 3..12),
        level in 0..6_usize,
        pairs in proptest::collection::vec((0..12_usize, 0..12_usize), 0..6),
        passed in proptest::collection::vec((0..12_usize, 0..LISTINGS.len(), 0..Reason::ALL.len()), 0..12),
        taken in proptest::collection::btree_map(0..LISTINGS.len(), 0..4_u32, 0..12),
        tight: bool,
    ) {
        people.iter_mut().enumerate().for_each(|(n, p)| p.id = format!("n-{n:02}"));
        // Of a few people hardly three speak the same level: five times in six all do.
        if let Some(level) = Level::ALL.get(level).filter(|l| **l < Level::C1) {
            people.iter_mut().for_each(|p| p.languages.extend([("nl".parse().expect("Dutch"), *level)]));
        }
        let (city, last) = (if tight { &*TIGHT } else { &*CITY }, people.len() - 1);
        let mut known = Known { leanings: vec![Vec::new(); people.len()], apart: pairs.into_iter().collect(), taken };
        known.apart.retain(|(a, b)| a != b && *a <= last && *b <= last);
        for (n, place, reason) in passed {
            let reason = Reason::ALL[reason];
            known.leanings.get_mut(n).into_iter().for_each(|all| all.push(Leaning { place, reason }));
        }
        let found = named(city, &people, &known, 4);
        prop_assert_eq!(&found, &brute(city, &people, &known, 4));
        people.reverse();
        known.leanings.reverse();
        known.apart = known.apart.iter().map(|(a, b)| (last - b, last - a)).collect();
        prop_assert_eq!(found, named(city, &people, &known, 4), "the order of the people does not matter");
    }
}

#[test]
fn trios_of_the_sample_city_keep_the_rules_and_nobody_stands_in_two() {
    let found = trios(&NEWCOMERS, &Known::default(), &CITY, usize::MAX);
    assert!(found.len() >= 5, "only {} trios", found.len());
    let mut seen = BTreeSet::new();
    for trio in &found {
        let three = trio.members.map(|m| &NEWCOMERS[m]);
        assert!(trio.members.iter().all(|m| seen.insert(*m)), "somebody stands in two");
        assert!(three.iter().all(|p| looks(p) && dutch(p) == Some(trio.dutch.number())));
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

/// So many who like walking and have time on Monday mornings, each with another language of their own.
fn alike(many: usize) -> Vec<Person> {
    let of = |n: usize| {
        let mut her = Person::new(format!("n-{n}"), Role::Newcomer);
        let home = ["es", "zh", "tr", "hi", "pl", "uk"][n % 6];
        let spoken = [("nl", Level::A1), ("en", Level::B1), (home, Level::C2)];
        her.languages = spoken.into_iter().map(|(tag, level)| (tag.parse().expect("a language"), level)).collect();
        her.wants_to_learn = Some(["nl".parse().expect("Dutch")].into());
        her.interests = Some(["walking".to_owned()].into());
        her.wishes = Some([Domain::Social].into());
        her.free = Some(["mon-morning".parse().expect("a daypart")].into_iter().collect());
        her
    };
    (0..many).map(of).collect()
}

/// Walks by appointment, with so many places each.
fn walks(places: &[Option<u32>]) -> Catalogue {
    let of = |(n, places): (usize, &Option<u32>)| {
        let mut walk = Opportunity::new(format!("walk-{n}"), Kind::Club);
        walk.interests = ["walking".to_owned()].into();
        walk.domains = [Domain::Social].into();
        walk.languages = ["nl", "en"].map(|tag| tag.parse().expect("a language")).into();
        (walk.dutch_needed, walk.english_ok) = (Some(Level::A0), Some(true));
        (walk.newcomer_places, walk.confirmed_on) = (*places, Some(crate::made::today()));
        walk
    };
    catalogue(&places.iter().enumerate().map(of).collect::<Vec<_>>())
}

#[test]
fn three_speak_the_same_level_and_each_said_how_well() {
    let (city, mut people) = (walks(&[None]), alike(3));
    assert_eq!(trios(&people, &Known::default(), &city, 9)[0].dutch, Level::A1);
    for level in [Some(Level::A2), Some(Level::A0), None] {
        people[2].languages.remove(&"nl".parse().expect("Dutch"));
        people[2].languages.extend(level.map(|level| ("nl".parse().expect("Dutch"), level)));
        assert!(trios(&people, &Known::default(), &city, 9).is_empty(), "{level:?}");
    }
}

#[test]
fn three_take_three_places_and_all_together_no_more_than_there_are() {
    let people = alike(9);
    let known = |taken: u32| Known { taken: [(0, taken)].into(), ..Known::default() };
    for (places, taken, many) in [
        (Some(0), 0, 0),
        (Some(1), 0, 0),
        (Some(2), 0, 0),
        (Some(3), 0, 1),
        (Some(5), 0, 1),
        (Some(7), 0, 2),
        (Some(7), 2, 1),
        (Some(3), 1, 0),
        (Some(3), 9, 0),
        (None, 9, 3),
    ] {
        assert_eq!(trios(&people, &known(taken), &walks(&[places]), 9).len(), many, "{places:?}, less {taken}");
    }
    let mut both: Vec<usize> =
        trios(&people, &known(0), &walks(&[Some(4), Some(5)]), 9).iter().map(|t| t.listing).collect();
    both.sort_unstable();
    assert_eq!(both, [0, 1], "who finds no place at one goes to the other");
}

#[test]
fn nobody_goes_where_one_of_them_passed_over_and_who_is_apart_stands_in_no_trio_together() {
    let people = alike(3);
    let leaning = Leaning { place: 0, reason: Reason::TooFar };
    let known = Known { leanings: vec![Vec::new(), vec![leaning]], ..Known::default() };
    assert!(trios(&people, &known, &walks(&[None]), 9).is_empty());
    assert_eq!(trios(&people, &known, &walks(&[None, None]), 9)[0].listing, 1);
    // What she taught counts as well: of two alike, the trio is worth less where one leans away.
    let taught = Known { leanings: vec![vec![Leaning { reason: Reason::NotMyThing, ..leaning }]], ..Known::default() };
    let (one, all) = (walks(&[None, None]), Known::default());
    assert!(trios(&people, &taught, &one, 9)[0].lowest < trios(&people, &all, &one, 9)[0].lowest);
    for pair in [(0, 2), (2, 0)] {
        let apart = Known { apart: [pair].into(), ..Known::default() };
        assert!(trios(&people, &apart, &walks(&[None]), 9).is_empty());
        let found = trios(&alike(4), &apart, &walks(&[None]), 9);
        assert!(found.len() == 1 && !(found[0].members.contains(&0) && found[0].members.contains(&2)));
    }
}
