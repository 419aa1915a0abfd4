//! Each policy beside every answer there is, on rounds small enough to look at all of them.

use buurten::{
    matching::round::levels::ln,
    simulation::{Chance, Event, Fit, Free, Named, Pair, People, Round, Town, Waiting, play},
};
use std::cmp::Ordering;

/// A small round. Where `ties`, many are worth the same.
fn small(n: u32, ties: bool) -> Round {
    let chance = Chance { seed: 77 };
    let draw = |a: u32, b: u32| chance.unit(Event::Recalled, n * 100 + a, b);
    let (newcomers, locals) = (1 + (draw(90, 0) * 5.0) as usize, 1 + (draw(91, 0) * 4.0) as usize);
    let days = |n: usize| (draw(92, n as u32) * 3.0) as u32 * 7;
    let mut waiting: Vec<Waiting> =
        (0..newcomers).map(|n| Waiting { number: n as u32, id: format!("n-{n}"), days: days(n) }).collect();
    waiting.sort_by_key(|w| (std::cmp::Reverse(w.days), w.number));
    let seats = |l: usize| 1 + u32::from(draw(93, l as u32) < 0.3);
    let free = (0..locals).map(|l| Free { number: l as u32, id: format!("v-{l}"), seats: seats(l) }).collect();
    let value = |a: u32, b: u32| {
        let drawn = 0.05 + 0.95 * draw(a, b);
        if ties { (drawn * 4.0).ceil() / 4.0 } else { drawn }
    };
    let mut pairs = Vec::new();
    for newcomer in 0..newcomers {
        for local in 0..locals {
            let b = (newcomer * 10 + local) as u32;
            if draw(94, b) < 0.7 {
                pairs.push(Pair { newcomer, local, fit: Fit { u: value(95, b), v: value(96, b) } });
            }
        }
    }
    Round { chance, day: 7, waiting, free, pairs }
}

/// Every answer there is.
fn every(round: &Round) -> Vec<Vec<Pair>> {
    let mut all = vec![Vec::new()];
    for newcomer in 0..round.waiting.len() {
        for answer in all.clone() {
            for pair in round.of(newcomer) {
                let taken = answer.iter().filter(|p: &&Pair| p.local == pair.local).count();
                if taken < round.free[pair.local].seats as usize {
                    all.push([answer.clone(), vec![*pair]].concat());
                }
            }
        }
    }
    all
}

fn is_an_answer(round: &Round, answer: &[Pair]) {
    for pair in answer {
        assert!(round.pairs.contains(pair));
        assert_eq!(answer.iter().filter(|p| p.newcomer == pair.newcomer).count(), 1);
        let taken = answer.iter().filter(|p| p.local == pair.local).count();
        assert!(taken <= round.free[pair.local].seats as usize);
    }
}

fn chosen(policy: Named, round: &Round) -> Vec<Pair> {
    let mut answer = policy.policy().choose(round);
    is_an_answer(round, &answer);
    answer.sort_by_key(|p| p.newcomer);
    answer
}

/// What each newcomer has, in their order; less than nothing for nobody.
fn hers(round: &Round, answer: &[Pair], worth: impl Fn(&Pair) -> f64) -> Vec<f64> {
    let worth_of = |n| answer.iter().find(|p| p.newcomer == n).map_or(-1.0, &worth);
    (0..round.waiting.len()).map(worth_of).collect()
}

fn compare(a: &[f64], b: &[f64]) -> Ordering {
    let first = a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|o| o.is_ne());
    first.unwrap_or_else(|| a.len().cmp(&b.len()))
}

#[test]
fn first_come_is_the_answer_that_is_best_for_the_first_then_for_the_second() {
    for n in 0..300 {
        let round = small(n, false);
        let answer = hers(&round, &chosen(Named::FirstCome, &round), |p| p.fit.u);
        let best = every(&round).iter().map(|a| hers(&round, a, |p| p.fit.u)).max_by(|a, b| compare(a, b));
        assert_eq!(Some(answer), best, "{round:?}");
        chosen(Named::FirstCome, &small(n, true));
    }
}

#[test]
fn greedy_takes_the_best_pair_of_all_then_the_best_that_is_left() {
    let sorted = |answer: &[Pair]| {
        let mut values: Vec<f64> = answer.iter().map(|p| p.fit.joint()).collect();
        values.sort_by(|a, b| b.total_cmp(a));
        values
    };
    for n in 0..300 {
        let round = small(n, false);
        let best = every(&round).iter().map(|a| sorted(a)).max_by(|a, b| compare(a, b));
        assert_eq!(Some(sorted(&chosen(Named::Greedy, &round))), best, "{round:?}");
        chosen(Named::Greedy, &small(n, true));
    }
}

/// Whether two would rather have each other.
fn is_blocked(round: &Round, answer: &[Pair]) -> bool {
    let has = hers(round, answer, |p| p.fit.u);
    round.pairs.iter().any(|pair| {
        let theirs: Vec<&Pair> = answer.iter().filter(|p| p.local == pair.local).collect();
        let would = theirs.len() < round.free[pair.local].seats as usize || theirs.iter().any(|p| p.fit.v < pair.fit.v);
        has[pair.newcomer] < pair.fit.u && would
    })
}

#[test]
fn deferred_acceptance_is_stable_and_the_best_stable_answer_for_every_newcomer() {
    let mut several = 0;
    for n in 0..300 {
        let round = small(n, false);
        let answer = chosen(Named::Deferred, &round);
        assert!(!is_blocked(&round, &answer), "{round:?}");
        let has = hers(&round, &answer, |p| p.fit.u);
        let stable: Vec<_> = every(&round).into_iter().filter(|a| !is_blocked(&round, a)).collect();
        several += usize::from(stable.len() > 1);
        for other in &stable {
            assert!(hers(&round, other, |p| p.fit.u).iter().zip(&has).all(|(other, has)| other <= has));
        }
        let round = small(n, true);
        assert!(!is_blocked(&round, &chosen(Named::Deferred, &round)), "with ties too");
    }
    assert!(several > 3, "{several}");
}

#[test]
fn ours_is_the_best_in_every_level() {
    let worth = |round: &Round, answer: &[Pair]| {
        let millionths: Vec<i64> = answer.iter().map(|p| (p.fit.joint() * 1e6).round() as i64).collect();
        let mut days: Vec<u32> = answer.iter().map(|p| round.waiting[p.newcomer].days).collect();
        days.sort_unstable_by(|a, b| b.cmp(a));
        let floor = millionths.iter().min().copied().unwrap_or(0);
        let nash: i64 = millionths.iter().map(|v| ln(*v)).sum();
        (answer.len(), days, floor, nash, millionths.iter().sum::<i64>())
    };
    for n in 0..600 {
        let round = small(n, n % 2 == 0);
        let best = every(&round).iter().map(|a| worth(&round, a)).max();
        assert_eq!(Some(worth(&round, &chosen(Named::Ours, &round))), best, "{round:?}");
    }
}

#[test]
fn by_hand_is_the_best_of_eight_that_come_to_mind_each_as_likely() {
    let fit = |l: usize| Fit { u: 0.1 + 0.02 * l as f64, v: 0.1 + 0.02 * l as f64 };
    let round = |day, locals: usize| Round {
        chance: Chance { seed: 5 },
        day,
        waiting: vec![Waiting { number: 3, id: "n-3".into(), days: 0 }],
        free: (0..locals).map(|l| Free { number: l as u32, id: format!("v-{l}"), seats: 1 }).collect(),
        pairs: (0..locals).map(|local| Pair { newcomer: 0, local, fit: fit(local) }).collect(),
    };
    let picked =
        |locals| -> Vec<usize> { (0..2_000).map(|day| chosen(Named::Recall, &round(day, locals))[0].local).collect() };
    assert!(picked(8).iter().all(|l| *l == 7), "of eight or fewer the best");
    // The best of forty is among eight of them in a fifth of the cases.
    let found = picked(40);
    let best = found.iter().filter(|l| **l == 39).count() as f64 / 2_000.0;
    assert!((best - 0.2).abs() < 0.03, "{best}");
    // And the mean place of the best of eight of 40 is 8 · 41/9.
    let mean = found.iter().map(|l| *l as f64 + 1.0).sum::<f64>() / 2_000.0;
    assert!((mean - 8.0 * 41.0 / 9.0).abs() < 0.3, "{mean}");
}

#[test]
fn nobody_is_lost_under_any_of_them() {
    for seed in 1..=3 {
        let town = crate::year::small(seed);
        for policy in Named::ALL {
            let year = play(&town, 7, policy.policy());
            crate::year::is_kept(&town, &year);
            assert_eq!(year, play(&town, 7, policy.policy()), "the same again");
        }
    }
}

#[test]
fn an_empty_town_is_no_trouble() {
    for (newcomers, waiting, locals) in [(0, 0, 0), (5, 0, 0), (0, 0, 5), (0, 4, 1)] {
        let town = Town::new(People { newcomers, waiting, locals, ..People::default() }, 1);
        for policy in Named::ALL {
            crate::year::is_kept(&town, &play(&town, 91, policy.policy()));
        }
    }
}
