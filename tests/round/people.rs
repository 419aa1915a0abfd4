//! A round of people: the pairs and values are those of the lists for one newcomer, whoever asks and in whatever order.

use buurten::{
    matching::{
        gates::Gate,
        go::Go,
        pair::{self, Candidate, One, Standing},
        round::{people::People, plain::Why, solved::Fair, steer::Steer},
        weights::Weights,
    },
    seed::{Size, Synthetic},
};
use chrono::NaiveDate;
use std::{collections::BTreeSet, sync::Arc};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");

/// Newcomers with their days of waiting, and locals.
type Made = (Vec<(buurten::matching::person::Person, u32)>, Vec<Candidate>);

fn made(seed: u64) -> Made {
    let made = Synthetic::new(Size { newcomers: 40, locals: 25, listings: 0 }, seed, DAY);
    let newcomers = (0..).zip(made.newcomers).map(|(n, her)| (her.person, n * 7 % 60)).collect();
    (newcomers, made.locals.into_iter().map(|local| Candidate::new(local.person)).collect())
}

fn people((newcomers, locals): Made, apart: &BTreeSet<(String, String)>) -> People {
    People::new(newcomers, locals, apart, DAY, Arc::new(Weights::start())).expect("people")
}

#[test]
fn a_pair_is_worth_what_the_list_for_her_says_and_everybody_else_has_a_reason() {
    for seed in 0..4 {
        let (newcomers, locals) = made(seed);
        let all = people((newcomers.clone(), locals.clone()), &BTreeSet::new());
        let everybody = newcomers.iter().map(|(her, _)| Candidate::new(her.clone())).chain(locals.iter().cloned());
        let weights = Arc::new(Weights::start());
        let rarity = pair::Pool::new(everybody.collect(), DAY, weights.clone()).rarity().clone();
        let among = pair::Pool::new(locals.clone(), DAY, weights).with_rarity(rarity);
        for (her, _) in &newcomers {
            let place = all.pool().newcomer(&her.id).expect("her place");
            let ranked = among.rank(her, &Standing::default(), None);
            let fits: BTreeSet<(u32, i64)> = ranked
                .fits
                .iter()
                .filter(|fit| fit.go != Go::Later)
                .map(|fit| (all.pool().local(&fit.id).expect("a place"), (fit.score * 1e6).round() as i64))
                .collect();
            let pairs: BTreeSet<(u32, i64)> = all.pool().of(place).map(|pair| (pair.local, pair.value)).collect();
            let near = |a: &(u32, i64), b: &(u32, i64)| a.0 == b.0 && (a.1 - b.1).abs() <= 1;
            assert_eq!(fits.len(), pairs.len());
            assert!(fits.iter().zip(&pairs).all(|(a, b)| near(a, b)), "{fits:?} {pairs:?}");
            let later = ranked.fits.len() - fits.len();
            assert_eq!(all.kept_out(place).len() + later + fits.len(), locals.len());
        }
        let live = all.solved(Steer::default(), Fair::Nash).expect("a round");
        for pair in &live.answer().pairs {
            assert!(matches!(all.explained(pair.newcomer, pair.local), Some(One::Fits { .. })));
        }
        let alone = live.answer().unmatched.iter().filter(|(_, why)| *why == Why::NoCandidate);
        assert!(alone.into_iter().all(|(place, _)| all.pool().of(*place).next().is_none()));
    }
}

#[test]
fn the_order_in_which_people_come_changes_nothing_and_who_is_kept_apart_is_nowhere() {
    let (mut newcomers, mut locals) = made(9);
    let one = people((newcomers.clone(), locals.clone()), &BTreeSet::new());
    let answer = one.solved(Steer::default(), Fair::Nash).expect("a round").answer().clone();
    newcomers.reverse();
    locals.reverse();
    let other = people((newcomers.clone(), locals.clone()), &BTreeSet::new());
    assert_eq!(other.pool(), one.pool());
    assert_eq!(*other.solved(Steer::default(), Fair::Nash).expect("a round").answer(), answer);
    // Every pair of the answer is kept apart: none of them comes back, and each reads as a lapse.
    let name =
        |n: u32, l: u32| (one.pool().newcomers()[n as usize].id.clone(), one.pool().locals()[l as usize].id.clone());
    let apart: BTreeSet<(String, String)> = answer.pairs.iter().map(|pair| name(pair.newcomer, pair.local)).collect();
    assert!(!apart.is_empty());
    let after = people((newcomers, locals), &apart);
    let live = after.solved(Steer::default(), Fair::Nash).expect("a round");
    assert!(live.answer().pairs.iter().all(|pair| !apart.contains(&name(pair.newcomer, pair.local))));
    for pair in &answer.pairs {
        assert_eq!(after.pool().value_of(pair.newcomer, pair.local), None);
        assert!(after.kept_out(pair.newcomer).contains(&(pair.local, Gate::Blocked)));
        let Some(One::Excluded { excluded, .. }) = after.explained(pair.newcomer, pair.local) else {
            panic!("it fits")
        };
        assert_eq!(excluded.why, Gate::Blocked);
        assert_eq!(
            excluded.sentence.text(buurten::kit::lang::Lang::En),
            "It did not come to a yes in the last half year."
        );
    }
}
