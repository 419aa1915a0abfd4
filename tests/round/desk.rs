//! Desk mode: every level is as good as by looking at every answer.

use crate::{
    brute,
    made::{Draw, Made, small},
};
use buurten::matching::round::{
    certificate::{Claim, Pair, bound, verify_weights},
    levels::{Scale, ln},
    live::{Answer, Live, Together},
    plain::Why,
    pool::{Chosen, Pool},
    reasons::blocking,
    reserves::reserves,
    solved::Fair,
    steer::{Refused, Steer},
};
use std::collections::BTreeMap;

/// What an answer is worth, the highest level first: how many, the days they waited (the longest first), the smallest
/// value, then Nash and the total, or all values, the smallest first.
pub type Worth = (usize, Vec<u32>, i64, i64, i128, Vec<i64>);

pub fn worth(pool: &Pool, chosen: impl Iterator<Item = (u32, i64)>, fair: Fair) -> Worth {
    let (mut days, mut values) = (Vec::new(), Vec::new());
    for (newcomer, value) in chosen {
        days.push(pool.newcomers()[newcomer as usize].waiting_days);
        values.push(value);
    }
    days.sort_unstable_by(|a, b| b.cmp(a));
    values.sort_unstable();
    let floor = values.first().copied().unwrap_or(0);
    let total = values.iter().map(|&v| i128::from(v)).sum();
    let nash = values.iter().map(|&v| ln(v)).sum();
    match fair {
        Fair::Nash => (values.len(), days, floor, nash, total, Vec::new()),
        Fair::Leximin => (values.len(), days, floor, 0, 0, values),
    }
}

/// What is not pinned, as the levels see it.
pub fn worth_of(live: &Live, fair: Fair) -> Worth {
    let free = live.answer().pairs.iter().filter(|p| !p.pinned);
    worth(live.pool(), free.map(|p| (p.newcomer, p.value)), fair)
}

/// The pool that the levels see: without pinned newcomers, their places and banned pairs.
pub fn without_steer(made: &Made, steer: &Steer) -> Made {
    let mut left = made.clone();
    let banned = |n: &String, l: &String| steer.bans.contains(&(n.clone(), l.clone()));
    left.pairs.retain(|(n, l, _)| !steer.pins.contains_key(n) && !banned(n, l));
    for local in steer.pins.values() {
        let at = left.locals.iter().position(|l| l.id == *local).expect("a local");
        left.locals[at].capacity -= 1;
    }
    left
}

/// A few pins and bans that can be kept.
pub fn steer(draw: &mut Draw, made: &Made) -> Steer {
    let mut steer = Steer::default();
    let mut left: BTreeMap<&str, u32> = made.locals.iter().map(|l| (l.id.as_str(), l.capacity)).collect();
    for (newcomer, local, _) in &made.pairs {
        let left = left.get_mut(local.as_str()).expect("a local");
        if draw.one_in(8) {
            if steer.pins.get(newcomer) != Some(local) {
                steer.bans.insert((newcomer.clone(), local.clone()));
            }
        } else if draw.one_in(8)
            && *left > 0
            && !steer.pins.contains_key(newcomer)
            && !steer.bans.contains(&(newcomer.clone(), local.clone()))
        {
            *left -= 1;
            steer.pins.insert(newcomer.clone(), local.clone());
        }
    }
    steer
}

/// That an answer is one: who is in it, once each, within capacity, and what it says of itself.
pub fn is_an_answer(live: &Live) {
    let (pool, answer): (&Pool, &Answer) = (live.pool(), live.answer());
    let mut seen = vec![false; pool.newcomers().len()];
    let mut taken = vec![0; pool.locals().len()];
    for pair in &answer.pairs {
        assert_eq!(pool.value_of(pair.newcomer, pair.local), Some(pair.value));
        assert!(!std::mem::replace(&mut seen[pair.newcomer as usize], true));
        taken[pair.local as usize] += 1;
        let (newcomer, local) = (live.newcomer(pair.newcomer).id.clone(), live.local(pair.local).id.clone());
        assert_eq!(live.steer().pins.get(&newcomer) == Some(&local), pair.pinned);
        assert!(!live.steer().bans.contains(&(newcomer, local)));
    }
    assert!(taken.iter().zip(pool.locals()).all(|(taken, local)| *taken <= local.capacity));
    for (newcomer, _) in &answer.unmatched {
        assert!(!std::mem::replace(&mut seen[*newcomer as usize], true));
    }
    assert!(seen.iter().all(|s| *s));
    assert_eq!(answer.total, answer.pairs.iter().map(|p| i128::from(p.value)).sum::<i128>());
    for (newcomer, why) in &answer.unmatched {
        let short = answer.shortages.iter().filter(|s| s.newcomers.contains(newcomer)).count();
        assert_eq!(short, usize::from(*why == Why::Capacity), "she is in the one shortage that keeps her out");
    }
    for shortage in &answer.shortages {
        assert!(shortage.seats < shortage.newcomers.len() as u64);
        let (newcomers, locals) = (&shortage.newcomers, &shortage.locals);
        for pair in newcomers.iter().flat_map(|&n| pool.of(n)) {
            let names = (live.newcomer(pair.newcomer).id.clone(), live.local(pair.local).id.clone());
            assert!(locals.contains(&pair.local) || live.steer().bans.contains(&names), "nothing leads elsewhere");
        }
    }
}

fn chosen(pair: &Together) -> Chosen {
    Chosen { newcomer: pair.newcomer, local: pair.local, value: pair.value }
}

/// That levels 1 and 2, the floor, and with Nash all the rest are proven, by code that shares nothing with the solver.
pub fn is_proven(made: &Made, live: &Live, steer: &Steer) {
    let left = without_steer(made, steer);
    let (pool, open) = (live.pool(), left.pool());
    let (scale, proof) = (Scale::new(pool).expect("a scale"), live.proof());
    let floor = live.answer().floor.unwrap_or(0);
    let free: Vec<Chosen> = live.answer().pairs.iter().filter(|p| !p.pinned).map(chosen).collect();
    let claim = |least: i64, weight: &dyn Fn(Chosen) -> i128| {
        let kept = open.pairs().filter(|p| p.value >= least);
        let pairs: Vec<Pair> = kept.map(|p| (p.newcomer, p.local, weight(p))).collect();
        let total = free.iter().map(|p| weight(*p)).sum();
        Claim { pairs, chosen: free.iter().map(|p| (p.newcomer, p.local)).collect(), total, ..left.claim() }
    };
    let base = |pair: Chosen| i128::from(scale.base(pair.newcomer));
    let first = claim(i64::MIN, &base);
    assert_eq!(verify_weights(&first, &proof.base), Ok(()), "{made:?} {steer:?}");
    let above = bound(&claim(floor + 1, &base), &proof.above).expect("prices");
    assert!(above < first.total || first.chosen.is_empty(), "{made:?} {steer:?}");
    assert_eq!(
        verify_weights(&claim(floor, &|pair| scale.fine(pool, pair)), &proof.fine),
        Ok(()),
        "{made:?} {steer:?}"
    );
}

/// Levels 1 and 2 of an answer as one number: how many, and among as many the longest waits. Of eight newcomers no wait
/// is there nine times.
fn base(pool: &Pool) -> impl Fn(u64, Chosen) -> u64 {
    let mut days: Vec<u32> = pool.newcomers().iter().map(|n| n.waiting_days).collect();
    days.sort_unstable();
    days.dedup();
    let waits = pool.newcomers().iter().map(|n| 9_u64.pow(days.partition_point(|d| *d < n.waiting_days) as u32));
    let waits: Vec<u64> = waits.collect();
    move |so_far, pair| so_far + 9_u64.pow(9) + waits[pair.newcomer as usize]
}

/// The values of an answer of eight, the smallest first.
type Values = [i64; 8];

/// What leximin looks at: levels 1 and 2, then all values.
fn values(pool: &Pool) -> impl Fn((u64, Values), Chosen) -> (u64, Values) {
    let base = base(pool);
    move |(so_far, mut values), pair| {
        values[7] = pair.value;
        values.sort_unstable();
        (base(so_far, pair), values)
    }
}

/// What Nash looks at above the floor: levels 1 and 2, the sum of ln, the total.
fn sums(pool: &Pool) -> impl Fn((u64, i64, i128), Chosen) -> (u64, i64, i128) {
    let base = base(pool);
    move |(so_far, nash, total), pair| (base(so_far, pair), nash + ln(pair.value), total + i128::from(pair.value))
}

/// That an answer is as good as the best of all answers, level by level.
fn is_the_best(pool: &Pool, live: &Live, fair: Fair) {
    let free: Vec<Chosen> = live.answer().pairs.iter().filter(|p| !p.pinned).map(chosen).collect();
    const NOBODY: Values = [i64::MAX; 8];
    if fair == Fair::Leximin {
        let best = brute::best(pool, (0, NOBODY), |_| true, values(pool));
        assert_eq!(free.iter().copied().fold((0, NOBODY), values(pool)), best);
        return;
    }
    let first = brute::best(pool, 0, |_| true, base(pool));
    assert_eq!(free.iter().copied().fold(0, base(pool)), first);
    let floor = free.iter().map(|p| p.value).min();
    assert_eq!(live.answer().floor, floor);
    let Some(floor) = floor else { return };
    assert!(brute::best(pool, 0, |p| p.value > floor, base(pool)) < first, "a higher floor");
    let best = brute::best(pool, (0, 0, 0), |p| p.value >= floor, sums(pool));
    assert_eq!(free.iter().copied().fold((0, 0, 0), sums(pool)), best);
}

#[test]
fn ten_thousand_small_rounds_are_as_good_in_every_level_as_by_looking_at_every_answer() {
    let (mut draw, mut dense) = (Draw(11), 0);
    for round in 0..10_000 {
        let made = small(&mut draw);
        dense += u32::from(made.pool().pairs().count() == 64);
        let steer = if round % 3 == 0 { steer(&mut draw, &made) } else { Steer::default() };
        let left = without_steer(&made, &steer).pool();
        for fair in [Fair::Nash, Fair::Leximin] {
            let live = Live::new(made.pool(), steer.clone(), fair).expect("a round");
            is_the_best(&left, &live, fair);
            is_an_answer(&live);
            if fair == Fair::Nash {
                is_proven(&made, &live, &steer);
            }
        }
    }
    assert!(dense > 5, "eight by eight with every pair: {dense}");
}

#[test]
fn who_waited_longest_is_placed_and_never_at_the_cost_of_somebody_else() {
    let mut made = Made::people(&[40, 200, 10, 0], &[1, 1]);
    made.pair(0, 0, 900_000);
    made.pair(1, 0, 100_000);
    made.pair(2, 0, 900_000);
    made.pair(3, 1, 50_000);
    let live = Live::new(made.pool(), Steer::default(), Fair::Nash).expect("a round");
    let placed: Vec<u32> = live.answer().pairs.iter().map(|p| p.newcomer).collect();
    assert_eq!(placed, [1, 3]);
    assert_eq!(live.answer().floor, Some(50_000));
    let shortage = &live.answer().shortages[0];
    assert_eq!((shortage.newcomers.len(), shortage.locals.as_slice(), shortage.seats), (3, &[0][..], 1));
}

#[test]
fn nash_takes_the_product_and_leximin_the_second_worst() {
    // The floor is .2 either way; then .3 and .9 (product .27) or .4 and .5 (.20).
    let mut made = Made::people(&[0; 3], &[1; 5]);
    made.pair(0, 0, 200_000);
    made.pair(1, 1, 300_000);
    made.pair(1, 2, 400_000);
    made.pair(2, 2, 900_000);
    made.pair(2, 3, 500_000);
    let values = |fair| {
        let live = Live::new(made.pool(), Steer::default(), fair).expect("a round");
        live.answer().pairs.iter().map(|p| p.value).collect::<Vec<_>>()
    };
    assert_eq!(values(Fair::Nash), [200_000, 300_000, 900_000]);
    assert_eq!(values(Fair::Leximin), [200_000, 400_000, 500_000]);
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let mut made = Made::people(&[0, 0], &[1]);
    made.pair(0, 0, 1);
    made.pair(1, 0, 1);
    let (n0, n1, v0) = ("n0".to_owned(), "n1".to_owned(), "v0".to_owned());
    let pins = |all: &[&String]| all.iter().map(|n| ((*n).clone(), v0.clone())).collect::<BTreeMap<_, _>>();
    let refused = |steer| Live::new(made.pool(), steer, Fair::Nash).expect_err("refused");
    assert_eq!(refused(Steer { pins: pins(&[&n0, &n1]), ..Steer::default() }), Refused::Full(v0.clone()));
    let bans = [(n0.clone(), v0.clone())].into();
    assert_eq!(refused(Steer { pins: pins(&[&n0]), bans }), Refused::PinnedAndBanned(n0.clone(), v0.clone()));
    let bans = [(n0.clone(), "v9".to_owned())].into();
    assert_eq!(refused(Steer { bans, ..Steer::default() }), Refused::NoPair(n0, "v9".into()));
}

#[test]
fn reserves_are_others_within_capacity_and_as_many_as_can_be() {
    let mut draw = Draw(12);
    for _ in 0..500 {
        let made = small(&mut draw);
        let steer = steer(&mut draw, &made);
        let live = Live::new(made.pool(), steer, Fair::Nash).expect("a round");
        let found = reserves(&live).expect("reserves");
        let pool = live.pool();
        for place in 0..2 {
            let mut taken = vec![0; pool.locals().len()];
            for (newcomer, reserve) in found.iter().enumerate() {
                let Some(reserve) = reserve[place] else { continue };
                taken[reserve.local as usize] += 1;
                assert_eq!(pool.value_of(newcomer as u32, reserve.local), Some(reserve.value));
                let chosen =
                    live.answer().pairs.iter().any(|p| (p.newcomer, p.local) == (reserve.newcomer, reserve.local));
                assert!(!chosen && (place == 0 || found[newcomer][0] != Some(reserve)));
            }
            assert!(taken.iter().zip(pool.locals()).all(|(taken, local)| *taken <= local.capacity));
        }
    }
}

#[test]
fn blocking_pairs_are_those_that_both_would_rather_have() {
    let mut draw = Draw(13);
    let mut seen = 0;
    for _ in 0..500 {
        let made = small(&mut draw);
        let live = Live::new(made.pool(), Steer::default(), Fair::Nash).expect("a round");
        let found = blocking(&live);
        seen += found.len();
        let hers = |n: u32| live.answer().pairs.iter().find(|p| p.newcomer == n).map(|p| p.value);
        let theirs = |l: u32| live.answer().pairs.iter().filter(move |p| p.local == l).map(|p| p.value);
        let would = |p: &Chosen| {
            let room = theirs(p.local).count() < live.local(p.local).capacity as usize;
            hers(p.newcomer).is_none_or(|v| v < p.value) && (room || theirs(p.local).any(|v| v < p.value))
        };
        assert_eq!(found, live.pool().pairs().filter(would).collect::<Vec<_>>());
    }
    assert!(seen > 50, "{seen}");
}
