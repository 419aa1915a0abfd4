//! What-if at the desk: one change after the other, each from the round that the one before left.

use crate::{
    cpu,
    draw::Draw,
    families::{Family, Instance},
};
use buurten::{
    matching::{
        pair::Candidate,
        round::{
            live::Live,
            people::People,
            pool::{Newcomer, Pool},
            solved::Fair,
            steer::Steer,
            what_if::Change,
        },
        weights::Weights,
    },
    seed::{Size, Synthetic},
};
use chrono::NaiveDate;
use std::{collections::BTreeSet, sync::Arc};

const PEOPLE: usize = 500;
const CHANGES: usize = 1_000;

/// Prints and answers the 99th percentile, in milliseconds.
pub fn what_if(family: Family) -> f64 {
    let mut draw = Draw(5);
    let instance = Instance::new(family, PEOPLE);
    let since = cpu();
    let mut live = Live::new(waiting(&instance.pool(), &mut draw), Steer::default(), Fair::Nash).expect("a round");
    let afresh = (cpu() - since) * 1e3;
    let mut took = Vec::with_capacity(CHANGES);
    for step in 0..CHANGES {
        let change = change(&live, &mut draw, step);
        let since = cpu();
        // A local who is full of pins refuses; that is an answer too, but no search.
        let Ok((after, _)) = live.what_if(&change) else { continue };
        took.push((cpu() - since) * 1e3);
        // The pool stays about as it is, or it would drift from the family.
        if step % 10 != 9 || live.steer().pins.len() > 40 {
            live = after;
        }
    }
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    let (middle, worst, most) = (at(0.5), at(0.99), at(1.0));
    println!(
        "  {family:?}  p50 {middle:.2}  p99 {worst:.2}  most {most:.2}  over {} changes; afresh {afresh:.1}",
        took.len()
    );
    worst
}

/// The same as the desk's page does it, with people of the synthetic city: all are compared anew, the round is solved anew,
/// and the last word is tried from there. Prints and answers the 99th percentile of the word alone, in milliseconds.
pub fn what_if_of_people() -> f64 {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let made = Synthetic::new(Size { newcomers: PEOPLE as u32, locals: PEOPLE as u32 / 2, listings: 0 }, 5, day);
    let mut draw = Draw(7);
    let newcomers: Vec<_> = made.newcomers.into_iter().map(|her| (her.person, draw.below(180) as u32)).collect();
    let locals: Vec<_> = made.locals.into_iter().map(|local| Candidate::new(local.person)).collect();
    let since = cpu();
    let people = People::new(newcomers, locals, &BTreeSet::new(), day, Arc::new(Weights::start())).expect("people");
    let compared = (cpu() - since) * 1e3;
    let since = cpu();
    let live = people.solved(Steer::default(), Fair::Nash).expect("a round");
    let solved = (cpu() - since) * 1e3;
    let mut took: Vec<f64> = (0..CHANGES)
        .filter_map(|step| {
            let change = change(&live, &mut draw, step);
            let since = cpu();
            live.what_if(&change).ok().map(|_| (cpu() - since) * 1e3)
        })
        .collect();
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    let (middle, worst) = (at(0.5), at(0.99));
    println!(
        "  people  p50 {middle:.2}  p99 {worst:.2}  over {} words; comparing {compared:.1}, solving {solved:.1}",
        took.len()
    );
    worst
}

/// The same people, who have waited up to half a year.
fn waiting(pool: &Pool, draw: &mut Draw) -> Pool {
    let newcomers = pool.newcomers().iter();
    let newcomers = newcomers.map(|n| Newcomer { waiting_days: draw.below(180) as u32, ..n.clone() }).collect();
    let id = |n: u32, l: u32| (pool.newcomers()[n as usize].id.as_str(), pool.locals()[l as usize].id.as_str());
    let pairs = pool.pairs().map(|p| (id(p.newcomer, p.local).0, id(p.newcomer, p.local).1, p.value as f64 / 1e6));
    Pool::new(newcomers, pool.locals().to_vec(), pairs).expect("a round")
}

/// Pins, bans, releases and noes, as often of what is proposed as of anything else; now and then somebody new.
fn change(live: &Live, draw: &mut Draw, step: usize) -> Change {
    let pairs = &live.answer().pairs;
    let proposed = pairs[draw.below(pairs.len())];
    let (newcomer, mut local) = (live.newcomer(proposed.newcomer).id.clone(), live.local(proposed.local).id.clone());
    let hers: Vec<u32> = live.pool().of(proposed.newcomer).map(|p| p.local).collect();
    if draw.below(2) == 0 {
        local = live.local(hers[draw.below(hers.len())]).id.clone();
    }
    let steered =
        live.steer().pins.iter().map(|(n, l)| (n.clone(), l.clone())).chain(live.steer().bans.iter().cloned());
    match draw.below(10) {
        0..=2 => Change::Pin { newcomer, local },
        3..=5 => Change::Ban { newcomer, local },
        6 | 7 => match steered.collect::<Vec<_>>() {
            none if none.is_empty() => Change::Ban { newcomer, local },
            some => {
                let (newcomer, local) = some[draw.below(some.len())].clone();
                Change::Release { newcomer, local }
            }
        },
        8 => Change::Decline { newcomer, local },
        _ => {
            let pairs = hers.iter().map(|&l| (live.local(l).id.clone(), 0.05 + 0.95 * draw.uniform())).collect();
            Change::Newcomer(Newcomer { id: format!("new{step}"), waiting_days: draw.below(180) as u32 }, pairs)
        }
    }
}
