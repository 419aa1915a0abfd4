//! A year under one policy: a round a week, and what becomes of everybody who was introduced.

use super::{
    fate::{Fate, fate},
    policy::{Free, Pair, Policy, Round, Waiting},
    rates::{MEET_ON, REGULAR, REST, SILENCE, YEAR},
    town::Town,
};
use std::collections::BTreeSet;

/// Two who were introduced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Introduction {
    /// The day of the round.
    pub day: u32,
    /// Her number in the town.
    pub newcomer: u32,
    /// Their number.
    pub local: u32,
    /// Their joint utility.
    pub joint: f64,
    /// How it went.
    pub went: Went,
    /// From this day on the place is somebody else's.
    pub free_from: u32,
}

/// How an introduction went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// A no.
    No,
    /// They did not meet, or she left before.
    NeverMet,
    /// They met, and stayed in touch for a while.
    Met {
        /// The day on which they first met.
        on: u32,
        /// The day on which the tie ended, or she was gone: from then on they were in touch no more.
        until: u32,
        /// Whether it ended while she was here; else she left.
        ended: bool,
    },
}

/// What happened in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// Days from round to round.
    pub every: u32,
    /// Who was introduced, in the order in which it happened.
    pub introductions: Vec<Introduction>,
}

/// Where somebody is between introductions.
#[derive(Clone, Copy)]
struct Looking {
    /// From this day on; never again where it is [`NEVER`].
    from: u32,
    /// As if she had begun on this day: whoever has waited since before the year began in front.
    since: i64,
}

const NEVER: u32 = u32::MAX;

/// Plays the year. A round every `every` days, the first on day 0.
///
/// # Panics
/// Where a policy introduces two who do not fit, or more than there are places.
pub fn play(town: &Town, every: u32, policy: &dyn Policy) -> Year {
    let mut seats: Vec<Vec<u32>> = town.locals.iter().map(|l| vec![l.from; l.seats as usize]).collect();
    let looks = |n: &super::town::Newcomer| Looking { from: n.from, since: i64::from(n.from) - i64::from(n.waited) };
    let mut looking: Vec<Looking> = town.newcomers.iter().map(looks).collect();
    let mut before: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut year = Year { every, introductions: Vec::new() };
    for day in (0..YEAR).step_by(every.max(1) as usize) {
        let round = round(town, day, &looking, &seats, &before);
        let chosen = policy.choose(&round);
        let mut seen = BTreeSet::new();
        for Pair { newcomer, local, fit } in chosen {
            let is_pair = round.of(newcomer).iter().any(|p| p.local == local && p.fit == fit);
            assert!(is_pair && seen.insert(newcomer), "{}: no pair of this round", policy.name());
            let (newcomer, local) = (round.waiting[newcomer].number, round.free[local].number);
            let seat = seats[local as usize].iter_mut().find(|free_from| **free_from <= day);
            let seat = seat.unwrap_or_else(|| panic!("{}: no place left", policy.name()));
            let (introduction, next) = introduce(town, day, (newcomer, local), fit);
            *seat = introduction.free_from.saturating_add(REST);
            looking[newcomer as usize] = Looking { from: next, since: i64::from(next) };
            before.insert((newcomer, local));
            year.introductions.push(introduction);
        }
    }
    year
}

fn round(town: &Town, day: u32, looking: &[Looking], seats: &[Vec<u32>], before: &BTreeSet<(u32, u32)>) -> Round {
    let mut waiting = Vec::new();
    for ((number, her), at) in (0..).zip(&town.newcomers).zip(looking) {
        if at.from <= day && day < her.leaves {
            let days = (i64::from(day) - at.since) as u32;
            waiting.push(Waiting { number, id: her.id.clone(), days });
        }
    }
    waiting.sort_by_key(|w| (std::cmp::Reverse(w.days), w.number));
    let (mut free, mut place) = (Vec::new(), vec![usize::MAX; town.locals.len()]);
    for ((number, them), seats) in (0..).zip(&town.locals).zip(seats) {
        let open = seats.iter().filter(|free_from| **free_from <= day).count() as u32;
        if open > 0 && day < them.until {
            place[number as usize] = free.len();
            free.push(Free { number, id: them.id.clone(), seats: open });
        }
    }
    let mut pairs = Vec::new();
    for (newcomer, her) in waiting.iter().enumerate() {
        for &(number, fit) in &town.options[her.number as usize] {
            let local = place[number as usize];
            if local != usize::MAX && !before.contains(&(her.number, number)) {
                pairs.push(Pair { newcomer, local, fit });
            }
        }
    }
    Round { chance: town.chance, day, waiting, free, pairs }
}

/// What becomes of two, and from when on she looks again.
fn introduce(town: &Town, day: u32, (newcomer, local): (u32, u32), fit: super::fate::Fit) -> (Introduction, u32) {
    let leaves = town.newcomers[newcomer as usize].leaves;
    let (went, free_from, next) = match fate(town.chance, newcomer, local, fit) {
        Fate::No => (Went::No, day + SILENCE, day + SILENCE),
        Fate::Meet { after, weeks } if day + after < leaves => {
            let on = day + after;
            let end = on.saturating_add(weeks.saturating_mul(7));
            let until = end.min(leaves);
            let went = Went::Met { on, until, ended: end <= leaves };
            // A tie that has become regular goes on, and leaves room for somebody else.
            let next = if end < leaves { end } else { NEVER };
            (went, until.min(on + 7 * REGULAR), next)
        }
        // Nobody waits for longer than the last day on which they might meet.
        Fate::NeverMeet | Fate::Meet { .. } => (Went::NeverMet, day + MEET_ON.1, day + MEET_ON.1),
    };
    (Introduction { day, newcomer, local, joint: fit.joint(), went, free_from }, next)
}

impl Went {
    /// Whether they are in touch on this day.
    pub fn in_touch(self, day: u32) -> bool {
        matches!(self, Self::Met { on, until, .. } if on <= day && day < until)
    }
}
