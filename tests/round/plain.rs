//! Plain mode: as many as possible, then the largest total.

use crate::{
    brute,
    made::{Draw, Made, is_proven, small},
};
use buurten::matching::round::{
    certificate::{Certificate, Claim, Flaw, verify},
    plain::{Plain, Way, Why, solve, solve_in},
};

fn key(answer: &Plain) -> (usize, i128) {
    (answer.pairs.len(), answer.total)
}

fn solved(made: &Made) -> Plain {
    let pool = made.pool();
    let answer = solve(&pool);
    is_proven(made, &pool, &answer);
    answer
}

#[test]
fn ten_thousand_small_rounds_are_solved_as_well_as_by_looking_at_every_answer() {
    let (mut draw, mut dense) = (Draw(1), 0);
    for _ in 0..10_000 {
        let made = small(&mut draw);
        let pool = made.pool();
        dense += u32::from(pool.pairs().count() == 64);
        let best = brute::best(&pool, (0, 0), |_| true, |(placed, total), p| (placed + 1, total + i128::from(p.value)));
        for way in [Way::Warm, Way::Cold] {
            let answer = solve_in(&pool, way);
            assert_eq!(key(&answer), best, "{way:?} {made:?}");
            is_proven(&made, &pool, &answer);
        }
    }
    assert!(dense > 5, "eight by eight with every pair: {dense}");
}

#[test]
fn a_shortage_leaves_out_as_few_as_can_be() {
    // Forty-two newcomers, all for the same three locals with 31 places; one of them could also go elsewhere.
    let mut made = Made::people(&[0; 43], &[10, 20, 1, 5]);
    for newcomer in 0..42 {
        for local in 0..3 {
            made.pair(newcomer, local, 500_000 + (newcomer * 7 + local * 3) as u64);
        }
    }
    made.pair(41, 3, 1);
    let answer = solved(&made);
    assert_eq!(answer.pairs.len(), 32);
    let out = |why| answer.unmatched.iter().filter(|u| u.1 == why).count();
    assert_eq!((out(Why::Capacity), out(Why::NoCandidate)), (10, 1));
    assert_eq!(answer.certificate().locals, [true, true, true, false]);
}

#[test]
fn a_long_chain_is_moved_to_the_last_link() {
    for links in [1_usize, 2, 50, 3_000] {
        // Everybody could go to the next local; the first wants the one that the second sits at, and so on.
        let mut made = Made::people(&vec![0; links + 1], &vec![1; links + 1]);
        for link in 0..=links {
            made.pair(link, link, 900_000);
            if link > 0 {
                made.pair(link, link - 1, 1_000_000);
            }
        }
        made.pair(0, links, 10_000);
        let answer = solved(&made);
        let total = (links + 1) as i128 * 900_000;
        assert_eq!(key(&answer), (links + 1, total.max(10_000 + links as i128 * 1_000_000)));
    }
}

#[test]
fn nobody_and_nothing_are_rounds_too() {
    assert_eq!(key(&solved(&Made::default())), (0, 0));
    assert_eq!(key(&solved(&Made::people(&[3], &[]))), (0, 0));
    assert_eq!(key(&solved(&Made::people(&[], &[0, 500]))), (0, 0));
    let mut full = Made::people(&[1, 2], &[0]);
    full.pair(0, 0, 1_000_000);
    assert_eq!(solved(&full).unmatched, [(0, Why::Capacity), (1, Why::NoCandidate)]);
}

#[test]
fn of_a_pair_named_twice_the_larger_value_counts() {
    let mut made = Made::people(&[0], &[500]);
    made.pair(0, 0, 300_000);
    made.pair(0, 0, 700_000);
    made.pair(0, 0, 100_000);
    assert_eq!(key(&solved(&made)), (1, 700_000));
}

#[test]
fn more_for_one_pair_never_costs_somebody_a_place() {
    let mut made = Made::people(&[0, 0], &[1, 1]);
    made.pair(0, 0, 1_000_000_000_000);
    made.pair(0, 1, 0);
    made.pair(1, 0, 0);
    assert_eq!(key(&solved(&made)), (2, 0));
}

/// The same round with other names and in another order.
pub fn shuffled(made: &Made, draw: &mut Draw, rename: impl Fn(&str) -> String) -> Made {
    let mut other = made.clone();
    for n in &mut other.newcomers {
        n.id = rename(&n.id);
    }
    for l in &mut other.locals {
        l.id = rename(&l.id);
    }
    for p in &mut other.pairs {
        (p.0, p.1) = (rename(&p.0), rename(&p.1));
    }
    let key = draw.next();
    let mixed = |id: &str| id.bytes().fold(key, |k, b| Draw(k ^ u64::from(b)).next());
    other.newcomers.sort_by_key(|n| mixed(&n.id));
    other.locals.sort_by_key(|l| mixed(&l.id));
    other.pairs.sort_by_key(|p| mixed(&p.0) ^ mixed(&p.1).rotate_left(7));
    other
}

#[test]
fn other_names_and_another_order_change_nothing() {
    let mut draw = Draw(2);
    for round in 0..300 {
        let mut made = Made::people(&[0; 20], &[2, 1, 1, 3, 0, 1, 1, 2]);
        for _ in 0..80 {
            let pair = (draw.below(20) as usize, draw.below(8) as usize);
            made.pair(pair.0, pair.1, draw.below(1_000_000_000) + 1);
        }
        let (pool, answer) = (made.pool(), solved(&made));
        let reordered = shuffled(&made, &mut draw, str::to_owned);
        assert_eq!(reordered.pool(), pool, "the order of a file says nothing");
        // Turned round, so that the order of the ids is another one as well.
        let back = |id: &str| id.chars().rev().collect::<String>();
        let renamed = shuffled(&made, &mut draw, back);
        let (other, found) = (renamed.pool(), solved(&renamed));
        let mut names: Vec<_> = found
            .pairs
            .iter()
            .map(|p| (&other.newcomers()[p.newcomer as usize].id, &other.locals()[p.local as usize].id))
            .map(|(n, l)| (back(n), back(l)))
            .collect();
        names.sort();
        let mut expected: Vec<_> = answer
            .pairs
            .iter()
            .map(|p| (pool.newcomers()[p.newcomer as usize].id.clone(), pool.locals()[p.local as usize].id.clone()))
            .collect();
        expected.sort();
        assert_eq!(names, expected, "round {round}");
    }
}

#[test]
fn one_more_seat_never_hurts_and_places_at_most_one_more() {
    let mut draw = Draw(3);
    for _ in 0..500 {
        let mut made = small(&mut draw);
        if made.locals.is_empty() {
            continue;
        }
        let before = key(&solved(&made));
        let at = draw.below(made.locals.len() as u64) as usize;
        made.locals[at].capacity += 1;
        let after = key(&solved(&made));
        assert!(after >= before && after.0 <= before.0 + 1, "{made:?}");
    }
}

#[test]
fn a_certificate_does_not_prove_what_is_not_so() {
    let mut made = Made::people(&[0; 3], &[1, 1]);
    for (newcomer, local, value) in
        [(0, 0, 900_000), (0, 1, 500_000), (1, 0, 800_000), (1, 1, 100_000), (2, 1, 300_000)]
    {
        made.pair(newcomer, local, value);
    }
    let good = solved(&made).certificate();
    let claim = |chosen: &[(u32, u32)], total| Claim { chosen: chosen.to_vec(), total, ..made.claim() };
    let best = claim(&[(0, 1), (1, 0)], 1_300_000);
    assert_eq!(verify(&best, &good), Ok(()));
    let refused = |claim: &Claim<_>, certificate: &Certificate| verify(claim, certificate).expect_err("it is not so");
    assert!(matches!(refused(&claim(&[(0, 0)], 900_000), &good), Flaw::Many(_)));
    assert!(matches!(refused(&claim(&[(0, 0), (2, 1)], 1_200_000), &good), Flaw::Total(_)));
    for (chosen, total) in [
        (&[(0, 1), (1, 0)][..], 1_400_000),
        (&[(0, 0), (1, 0)], 1_700_000),
        (&[(0, 0), (0, 1)], 1_400_000),
        (&[(2, 0), (0, 1)], 500_000),
        (&[(0, 7)], 0),
        (&[(7, 0)], 0),
    ] {
        assert!(matches!(refused(&claim(chosen, total), &good), Flaw::NoAnswer(_)));
    }
    let mut strange = best.clone();
    strange.pairs.push((0, 7, 1));
    assert!(matches!(refused(&strange, &good), Flaw::NoAnswer(_)));
    let mut other = good.clone();
    other.prices[0] += 1_000_000;
    assert!(matches!(refused(&best, &other), Flaw::Total(_)));
    let nobody = Certificate { newcomers: vec![false; 3], ..good.clone() };
    assert!(matches!(refused(&best, &nobody), Flaw::Many(_)));
    let others = Certificate { newcomers: Vec::new(), ..good };
    assert!(matches!(refused(&best, &others), Flaw::Many(_)));
}
