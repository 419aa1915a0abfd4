//! Plain mode: as many newcomers as possible, and among those answers the largest total.
//!
//! The shortage comes first ([`super::cover`]). It splits the round in two that do not touch: where seats are short
//! every seat is taken by somebody who competes for it, and everywhere else everybody gets one. So "as many as possible"
//! needs no huge numbers: it is a seat that may not stay free on one side, a newcomer who may not stay out on the other.

use super::{
    auction,
    certificate::Certificate,
    cover::{self, Short},
    net::{NONE, Net, Price, State},
    paths,
    pool::{Chosen, Pool},
};

/// The best of a round in plain mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The pairs, in the order of the newcomers' ids.
    pub pairs: Vec<Chosen>,
    /// The sum of their values, in millionths.
    pub total: i128,
    /// Who is left out, and why, in the order of ids.
    pub unmatched: Vec<(u32, Why)>,
    /// What is short.
    pub short: Short,
    /// The price of a place with each local, in millionths.
    pub prices: Vec<i128>,
}

impl Plain {
    /// Why nothing is better, for [`super::certificate::verify`].
    pub fn certificate(&self) -> Certificate {
        let (newcomers, locals) = (self.short.row.clone(), self.short.column.clone());
        Certificate { newcomers, locals, prices: self.prices.clone() }
    }
}

/// Why a newcomer is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// There is no pair with her at all.
    NoCandidate,
    /// Too few places for all who want them.
    Capacity,
}

impl Why {
    /// The word of the published interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoCandidate => "no-candidate",
            Self::Capacity => "capacity",
        }
    }
}

/// How the solver gets there; the answer is as good in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// An auction first, then the exact part: fast.
    Warm,
    /// The exact part alone: obviously right.
    Cold,
}

/// After the auction, pairs within the largest weight divided by this count as near.
const NEAR: i64 = 64;

/// The best of a round.
pub fn solve(pool: &Pool) -> Plain {
    solve_in(pool, Way::Warm)
}

/// The best of a round, found in a given way.
pub fn solve_in(pool: &Pool, way: Way) -> Plain {
    let (_, _, values) = pool.rows();
    let most = values.iter().copied().max().unwrap_or(0);
    // No path is longer than one change for each newcomer, and no price is higher than the longest path.
    let highest = i128::from(most + 1) * (pool.newcomers().len() as i128 + 1);
    if most <= i64::from(i32::MAX) && highest < 1 << 60 {
        // Half the memory to walk through.
        let (net, short) = split(pool, |value| value as u32);
        let state = best(&net, way);
        answer(pool, &state, short)
    } else if highest < 1 << 60 {
        // Bids could grow too large here; such values are rare, and cold is as exact.
        let (net, short) = split(pool, |value| value);
        let state = best(&net, Way::Cold);
        answer(pool, &state, short)
    } else {
        let (net, short) = split(pool, i128::from);
        let mut state = State::<i128>::new(&net);
        paths::finish(&net, &mut state);
        answer(pool, &state, short)
    }
}

fn best<E: Copy + Into<i64>>(net: &Net<E>, way: Way) -> State<i64> {
    let mut state = State::new(net);
    if way == Way::Warm {
        auction::warm(net, &mut state);
        // Most pairs are far too dear at these prices; few rows look at them again when all pairs are back.
        let few = narrow(net, &state);
        let mut rough = seated(&few, &state);
        paths::finish(&few, &mut rough);
        state = seated(net, &rough);
    }
    paths::finish(net, &mut state);
    state
}

/// The pairs that nearly pay at these prices, and those that sit together.
fn narrow<E: Copy + Into<i64>>(net: &Net<E>, state: &State<i64>) -> Net<E> {
    let near = net.weight.iter().map(|&w| w.into()).max().unwrap_or(0) / NEAR;
    let mut few = Net {
        start: vec![0],
        column: Vec::new(),
        weight: Vec::new(),
        seats: net.seats.clone(),
        may_stay_out: net.may_stay_out.clone(),
        may_stay_free: net.may_stay_free.clone(),
    };
    for row in 0..net.rows() {
        let profit = |e: usize| net.weight[e].into() - state.price[net.column[e] as usize];
        let least = if net.may_stay_out[row as usize] { 0 } else { i64::MIN };
        let most = net.of(row).map(profit).fold(least, i64::max);
        for e in net.of(row) {
            if profit(e) >= most - near || net.column[e] == state.column_of[row as usize] {
                few.column.push(net.column[e]);
                few.weight.push(net.weight[e]);
            }
        }
        few.start.push(few.column.len() as u32);
    }
    few
}

/// The same prices, and everybody on their seats, for a net of the same people.
fn seated<E: Copy>(net: &Net<E>, from: &State<i64>) -> State<i64> {
    let mut state = State::new(net);
    state.price.clone_from(&from.price);
    for (row, &column) in (0..).zip(&from.column_of) {
        if column != NONE {
            state.take(row, column);
        }
    }
    state
}

/// The round without the pairs that no largest matching has: those who need not compete leave the short seats alone.
fn split<E: Copy>(pool: &Pool, weight: impl Fn(i64) -> E) -> (Net<E>, Short) {
    let (start, local, value) = pool.rows();
    let seats: Vec<u32> = pool.locals().iter().map(|l| l.capacity).collect();
    let whole = Net {
        start: start.to_vec(),
        column: local.to_vec(),
        weight: vec![(); local.len()],
        seats,
        may_stay_out: Vec::new(),
        may_stay_free: Vec::new(),
    };
    let mut state = State::new(&whole);
    cover::fill(&whole, &mut state);
    let short = cover::shortage(&whole, &state);
    let mut net = Net {
        start: vec![0],
        column: Vec::with_capacity(local.len()),
        weight: Vec::with_capacity(local.len()),
        seats: whole.seats.clone(),
        may_stay_out: short.row.clone(),
        may_stay_free: short.column.iter().map(|short| !short).collect(),
    };
    for row in 0..whole.rows() {
        for e in whole.of(row) {
            if short.row[row as usize] == short.column[local[e] as usize] {
                net.column.push(local[e]);
                net.weight.push(weight(value[e]));
            }
        }
        net.start.push(net.column.len() as u32);
    }
    (net, short)
}

fn answer<P: Price + Into<i128>>(pool: &Pool, state: &State<P>, short: Short) -> Plain {
    let (mut pairs, mut unmatched, mut total) = (Vec::new(), Vec::new(), 0);
    for newcomer in 0..pool.newcomers().len() as u32 {
        let local = state.column_of[newcomer as usize];
        if local == NONE {
            let why = if pool.of(newcomer).next().is_none() { Why::NoCandidate } else { Why::Capacity };
            unmatched.push((newcomer, why));
        } else if let Some(value) = pool.value_of(newcomer, local) {
            pairs.push(Chosen { newcomer, local, value });
            total += i128::from(value);
        }
    }
    let prices = state.price.iter().map(|&price| price.into()).collect();
    Plain { pairs, total, unmatched, short, prices }
}
