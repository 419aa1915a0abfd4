//! The year itself, under policies that exist for these tests alone.

use buurten::{
    measures::ei_index,
    simulation::{Fate, Pair, People, Policy, Round, Town, Went, YEAR, Year, fate, figures, play},
};
use std::collections::{BTreeMap, BTreeSet};

/// Everybody to the first (or last) who has a place.
pub struct Any {
    last: bool,
}

impl Policy for Any {
    fn name(&self) -> &'static str {
        if self.last { "last" } else { "first" }
    }

    fn choose(&self, round: &Round) -> Vec<Pair> {
        let mut seats: Vec<u32> = round.free.iter().map(|f| f.seats).collect();
        let mut chosen = Vec::new();
        for newcomer in 0..round.waiting.len() {
            let mut hers: Vec<Pair> = round.of(newcomer).to_vec();
            if self.last {
                hers.reverse();
            }
            if let Some(pair) = hers.into_iter().find(|p| seats[p.local] > 0) {
                seats[pair.local] -= 1;
                chosen.push(pair);
            }
        }
        chosen
    }
}

struct Nobody;

impl Policy for Nobody {
    fn name(&self) -> &'static str {
        "nobody"
    }

    fn choose(&self, _: &Round) -> Vec<Pair> {
        Vec::new()
    }
}

pub fn small(seed: u64) -> Town {
    Town::new(People { newcomers: 60, waiting: 25, locals: 25, ..People::default() }, seed)
}

/// That nobody is in two places at once, and nobody is lost; from the record of introductions alone.
pub fn is_kept(town: &Town, year: &Year) {
    let mut pairs = BTreeSet::new();
    let mut hers: BTreeMap<u32, Vec<_>> = BTreeMap::new();
    let mut theirs: BTreeMap<u32, Vec<_>> = BTreeMap::new();
    for one in &year.introductions {
        assert!(pairs.insert((one.newcomer, one.local)), "nobody is introduced to somebody twice");
        assert!(town.options[one.newcomer as usize].iter().any(|(l, _)| *l == one.local), "only who fits");
        hers.entry(one.newcomer).or_default().push(one);
        theirs.entry(one.local).or_default().push(one);
    }
    for (n, all) in &hers {
        let her = &town.newcomers[*n as usize];
        assert!(all.iter().all(|i| her.from <= i.day && i.day < her.leaves && i.day < YEAR));
        for two in all.windows(2) {
            let over = match two[0].went {
                Went::Met { until, ended, .. } => ended.then_some(until).expect("she is gone"),
                Went::No | Went::NeverMet => two[0].free_from,
            };
            assert!(over <= two[1].day, "one introduction after the other");
        }
    }
    for (l, all) in &theirs {
        let them = &town.locals[*l as usize];
        for one in all {
            assert!(them.from <= one.day && one.day < them.until);
            let at_once = all.iter().filter(|i| i.day <= one.day && one.day < i.free_from).count();
            assert!(at_once <= them.seats as usize, "never over capacity");
        }
    }
    // On every day whoever has begun is with somebody, looks, or is gone.
    for day in [0, 1, 100, 250, YEAR - 1] {
        let began = (0..).zip(&town.newcomers).filter(|(_, n)| n.from <= day);
        let (mut placed, mut waits, mut gone) = (0, 0, 0);
        for (n, her) in began.clone() {
            let with = |i: &&&buurten::simulation::Introduction| match i.went {
                Went::Met { until, .. } => i.day <= day && day < until,
                _ => i.day <= day && day < i.free_from,
            };
            match hers.get(&n).map_or(0, |all| all.iter().filter(with).count()) {
                _ if her.leaves <= day => gone += 1,
                0 => waits += 1,
                1 => placed += 1,
                more => panic!("she is with {more}"),
            }
        }
        assert_eq!(placed + waits + gone, began.count());
    }
}

#[test]
fn nobody_is_lost_placed_twice_or_one_too_many() {
    for seed in 1..=5 {
        let town = small(seed);
        for last in [false, true] {
            for every in [7, 14] {
                let year = play(&town, every, &Any { last });
                assert!(year.introductions.len() > 40, "{}", year.introductions.len());
                is_kept(&town, &year);
            }
        }
        let none = figures(&town, &play(&town, 7, &Nobody));
        assert_eq!((none.unplaced, none.met_nobody, none.idle_locals), (Some(1.0), Some(1.0), Some(1.0)));
        assert_eq!((none.waiting_median, none.in_touch_3, none.ei_change), (None, None, Some(0.0)));
    }
}

#[test]
fn the_same_seed_plays_the_same_year() {
    let (one, two) = (play(&small(3), 7, &Any { last: false }), play(&small(3), 7, &Any { last: false }));
    assert_eq!(one, two);
    assert_ne!(one, play(&small(4), 7, &Any { last: false }));
}

#[test]
fn two_people_behave_the_same_under_every_policy_and_on_every_day() {
    let town = Town::new(People { newcomers: 200, waiting: 60, locals: 50, ..People::default() }, 2);
    let (first, last) = (play(&town, 7, &Any { last: false }), play(&town, 7, &Any { last: true }));
    let went: BTreeMap<_, _> = first.introductions.iter().map(|i| ((i.newcomer, i.local), i)).collect();
    let mut both = 0;
    for one in &last.introductions {
        let fit = town.options[one.newcomer as usize].iter().find(|(l, _)| *l == one.local).expect("they fit").1;
        let leaves = town.newcomers[one.newcomer as usize].leaves;
        let said = fate(town.chance, one.newcomer, one.local, fit);
        match (said, one.went) {
            (Fate::No, Went::No) | (Fate::NeverMeet, Went::NeverMet) => {}
            (Fate::Meet { after, .. }, Went::NeverMet) => assert!(leaves <= one.day + after, "she left before"),
            (Fate::Meet { after, weeks }, Went::Met { on, until, ended }) => {
                assert_eq!(on, one.day + after);
                assert!(until == on.saturating_add(weeks.saturating_mul(7)) || !ended && until == leaves);
            }
            other => panic!("{other:?}"),
        }
        if let Some(before) = went.get(&(one.newcomer, one.local)) {
            both += 1;
            assert_eq!(
                std::mem::discriminant(&fate(town.chance, before.newcomer, before.local, fit)),
                std::mem::discriminant(&said)
            );
        }
    }
    assert!(both > 20, "{both}");
}

#[test]
fn more_locals_change_nothing_for_the_newcomers() {
    let people = |locals| People { newcomers: 60, waiting: 25, locals, ..People::default() };
    let (few, many) = (Town::new(people(20), 5), Town::new(people(40), 5));
    assert_eq!(few.newcomers, many.newcomers);
}

#[test]
fn the_town_is_at_its_anchors() {
    let town = Town::new(People::default(), 1);
    let (newcomers, locals) = (town.newcomers.len(), town.locals.len());
    let feasible = town.options.iter().map(Vec::len).sum::<usize>() as f64 / (newcomers * locals) as f64;
    let mut options: Vec<usize> = town.options.iter().map(Vec::len).collect();
    options.sort_unstable();
    assert!((0.10..=0.15).contains(&feasible), "{feasible}");
    assert!((15..=40).contains(&options[newcomers / 2]), "{}", options[newcomers / 2]);
    // Stays: 32 % two years, 45 % six, 23 % for good; some have been here for a while.
    let left = |day| town.newcomers.iter().filter(|n| n.leaves - n.from < day).count() as f64 / newcomers as f64;
    assert!((0.05..0.30).contains(&left(YEAR)) && left(YEAR) < left(2 * YEAR), "{}", left(YEAR));
    let there = |day| town.locals.iter().filter(|l| l.from <= day && day < l.until).count();
    for day in [0, 120, 240, YEAR - 1] {
        assert!((125..190).contains(&there(day)), "{} on day {day}", there(day));
    }
    let circle = town.newcomers.iter().fold((0, 0), |sum, n| (sum.0 + n.circle.0, sum.1 + n.circle.1));
    let ei = ei_index(circle.0.into(), circle.1.into()).expect("ties");
    assert!((ei + 0.6).abs() < 0.06, "five ties, one of them rooted here: {ei}");
}
