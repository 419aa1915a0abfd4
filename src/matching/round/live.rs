//! Desk mode: a round that stays solved while the social worker looks on.
//!
//! [`Live::new`] solves it, [`Live::what_if`] answers what a pin, a ban, a "no" or somebody new would change. The prices
//! and seats of before are where the solver starts, so a small change is a small search; the answer is the one that
//! solving afresh gives.

use super::{
    checked, cover,
    net::{NONE, State},
    plain::Why,
    pool::{Local, Newcomer, Pool},
    reasons::{self, Shortage},
    solved::{Fair, Solved, Weights, net},
    steer::{Refused, Steer, Steered},
};
use std::sync::Arc;

/// A solved round of the desk.
#[derive(Clone, Debug)]
pub struct Live {
    pub(super) pool: Arc<Pool>,
    pub(super) steer: Steer,
    pub(super) fair: Fair,
    pub(super) weights: Arc<Weights>,
    pub(super) solved: Solved,
    answer: Answer,
}

/// Prices of the locals' places that prove an answer; [`super::certificate`] checks them with the weights of
/// [`super::levels::Scale::base`] and [`super::levels::Scale::fine`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Levels 1 and 2, over all open pairs: no answer comes to more than this one.
    pub base: Vec<i128>,
    /// Levels 1 and 2, over the open pairs above the floor: every answer comes to less.
    pub above: Vec<i128>,
    /// All levels, over the open pairs from the floor up: no answer comes to more. With leximin this proves nothing; it
    /// is not one sum.
    pub fine: Vec<i128>,
}

/// Who goes with whom, and how good that is, level by level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The pairs, in the order of the newcomers' ids.
    pub pairs: Vec<Together>,
    /// Who is left out, and why, in the order of ids.
    pub unmatched: Vec<(u32, Why)>,
    /// The smallest value among the pairs that are not pinned.
    pub floor: Option<i64>,
    /// The sum of all values, in millionths.
    pub total: i128,
    /// Where places are short, and for whom.
    pub shortages: Vec<Shortage>,
}

/// A pair of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together {
    /// The place of the newcomer in the pool.
    pub newcomer: u32,
    /// The place of the local.
    pub local: u32,
    /// In millionths.
    pub value: i64,
    /// Whether the social worker said so.
    pub pinned: bool,
}

impl Live {
    /// Solves a round of the desk; [`super::solved`] says what its levels mean.
    ///
    /// # Errors
    /// Pins and bans that cannot be kept; an answer that does not stand its check.
    pub fn new(pool: Pool, steer: Steer, fair: Fair) -> Result<Self, Refused> {
        let weights = Weights::new(&pool)?;
        Self::after(Arc::new(pool), Arc::new(weights), steer, fair, &Solved::default())
    }

    pub(super) fn after(
        pool: Arc<Pool>,
        weights: Arc<Weights>,
        steer: Steer,
        fair: Fair,
        before: &Solved,
    ) -> Result<Self, Refused> {
        let steered = Steered::new(&pool, &steer)?;
        let solved = Solved::new(&pool, &steered, &weights, fair, before);
        let answer = answer(&pool, &steered, &solved);
        let live = Self { pool, steer, fair, weights, solved, answer };
        let weights = (&live.weights.scale, live.weights.fine.as_slice());
        checked::live((&live.pool, &live.steer), weights, fair, &live.answer, &live.proof())?;
        Ok(live)
    }

    /// Who takes part.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// What was pinned and banned.
    pub fn steer(&self) -> &Steer {
        &self.steer
    }

    /// The best of the round.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Why nothing is better.
    pub fn proof(&self) -> Proof {
        let wide = |prices: &Vec<i64>| prices.iter().map(|&price| price.into()).collect();
        let nothing = || vec![0; self.pool.locals().len()];
        Proof {
            base: wide(&self.solved.base.price),
            above: self.solved.above.as_ref().map_or_else(nothing, |kept| wide(&kept.price)),
            fine: self.solved.fine.price.clone(),
        }
    }

    /// A newcomer of the pool.
    pub fn newcomer(&self, place: u32) -> &Newcomer {
        &self.pool.newcomers()[place as usize]
    }

    /// A local of the pool.
    pub fn local(&self, place: u32) -> &Local {
        &self.pool.locals()[place as usize]
    }
}

fn answer(pool: &Pool, steered: &Steered, solved: &Solved) -> Answer {
    let mut answer = Answer { floor: solved.floor, ..Answer::default() };
    for newcomer in 0..pool.newcomers().len() as u32 {
        let pinned = steered.pinned[newcomer as usize];
        let local = pinned.unwrap_or(solved.fine.column_of[newcomer as usize]);
        if local == NONE {
            let open = pool.of(newcomer).any(|p| steered.is_open(newcomer, p.local));
            answer.unmatched.push((newcomer, if open { Why::Capacity } else { Why::NoCandidate }));
        } else {
            let value = pool.value_of(newcomer, local).unwrap_or(0);
            answer.pairs.push(Together { newcomer, local, value, pinned: pinned.is_some() });
            answer.total += i128::from(value);
        }
    }
    if answer.unmatched.iter().any(|(_, why)| *why == Why::Capacity) {
        // All open pairs, those below the floor too: they would not place anybody more.
        let open = net(pool, steered, |_| true, |_, _| ());
        let mut state = State::<i64>::new(&open);
        for (row, &column) in (0..).zip(&solved.fine.column_of) {
            if column != NONE {
                state.take(row, column);
            }
        }
        answer.shortages = reasons::shortages(&open, &cover::shortage(&open, &state));
    }
    answer
}
