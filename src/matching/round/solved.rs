//! Solving the levels of desk mode one above the other, from wherever an earlier round stood.
//!
//! 1. **As many newcomers placed as possible**, beside the pins.
//! 2. **Who is left out waits least**: among the sets that can be placed, the one whose days of waiting, longest first,
//!    are the most.
//! 3. **A floor for the worst-off**: the smallest value among the placed is as large as levels 1 and 2 let it be. Pins
//!    do not count: they are not ours to choose. Above the floor either **Nash** (the largest sum of ln of the values,
//!    each rounded to millionths; nought counts as a millionth) or **leximin** (then the second smallest value is as
//!    large as possible, then the third, and so on).
//! 4. **The largest total**. Leximin leaves nothing to decide here.
//!
//! What is still the same is decided by a lot that is drawn from the ids ([`super::levels::Scale::lot_of`]).

use super::{
    levels::Scale,
    leximin,
    net::{NONE, Net, Price, State},
    paths,
    pool::{Chosen, Pool},
    steer::{Refused, Steered},
};
use crate::named;

named! {
    /// What is fair above the floor.
    #[derive(Default)]
    Fair {
        /// The largest product of values.
        #[default]
        Nash = "nash",
        /// The worst-off first, then the next.
        Leximin = "leximin",
    }
}

/// The seats and prices where a solver ended; a start for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept<P> {
    /// The price of a seat with each local.
    pub price: Vec<P>,
    /// The local of each newcomer, or [`NONE`].
    pub column_of: Vec<u32>,
}

/// How the pairs of a pool weigh; good for as long as the pool is.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub scale: Scale,
    /// [`Scale::fine`] of each pair of the pool.
    pub fine: Vec<i128>,
}

impl Weights {
    pub fn new(pool: &Pool) -> Result<Self, Refused> {
        let scale = Scale::new(pool)?;
        let fine = scale.all(pool);
        Ok(Self { scale, fine })
    }
}

/// A solved round: every level's own prices, and who goes with whom.
#[derive(Clone, Debug, Default)]
pub(super) struct Solved {
    /// Levels 1 and 2 over all open pairs.
    pub base: Kept<i64>,
    /// The smallest value that had to be accepted; none where nobody is placed beside the pins.
    pub floor: Option<i64>,
    /// Levels 1 and 2 over the open pairs above the floor: they come to less. Nothing where there is no such pair.
    pub above: Option<Kept<i64>>,
    /// All levels over the pairs from the floor up.
    pub fine: Kept<i128>,
}

impl Solved {
    /// The best of a round. `before` is where an earlier round of much the same people stood, for speed alone.
    pub fn new(pool: &Pool, steered: &Steered, weights: &Weights, fair: Fair, before: &Self) -> Self {
        let scale = &weights.scale;
        // The whole answer of before, not that of the lower levels alone: its values are at the floor or above already.
        let start = Kept { price: before.base.price.clone(), column_of: before.fine.column_of.clone() };
        let base = finish(&base_net(pool, steered, scale, i64::MIN), &start);
        let (floor, above) = floor(pool, steered, scale, &base, before.floor);
        let at_least = floor.unwrap_or(i64::MIN);
        let fine = match fair {
            Fair::Nash => {
                let open = |pair: Chosen| pair.value >= at_least;
                finish(&net(pool, steered, open, |place, _| weights.fine[place]), &before.fine)
            }
            Fair::Leximin => leximin::solve(pool, steered, scale, at_least, &base),
        };
        Self { base, floor, above, fine }
    }
}

/// The open pairs that `keep` lets through, weighed by their place in the pool or by themselves.
pub(super) fn net<E>(
    pool: &Pool,
    steered: &Steered,
    keep: impl Fn(Chosen) -> bool,
    weight: impl Fn(usize, Chosen) -> E,
) -> Net<E> {
    let mut place = 0;
    let (newcomers, locals) = (pool.newcomers().len(), pool.locals().len());
    let mut net = Net {
        start: Vec::with_capacity(newcomers + 1),
        column: Vec::new(),
        weight: Vec::new(),
        seats: steered.seats.clone(),
        may_stay_out: vec![true; newcomers],
        may_stay_free: vec![true; locals],
    };
    net.start.push(0);
    for newcomer in 0..newcomers as u32 {
        for pair in pool.of(newcomer) {
            if steered.is_open(newcomer, pair.local) && keep(pair) {
                net.column.push(pair.local);
                net.weight.push(weight(place, pair));
            }
            place += 1;
        }
        net.start.push(net.column.len() as u32);
    }
    net
}

fn base_net(pool: &Pool, steered: &Steered, scale: &Scale, at_least: i64) -> Net<i64> {
    net(pool, steered, |pair| pair.value >= at_least, |_, pair| scale.base(pair.newcomer))
}

/// Goes on from what was kept, as far as it still fits.
pub(super) fn finish<E: Copy + Into<P>, P: Price>(net: &Net<E>, kept: &Kept<P>) -> Kept<P> {
    let state = resumed(net, kept);
    Kept { price: state.price, column_of: state.column_of }
}

/// The same with the newcomers' profits.
pub(super) fn resumed<E: Copy + Into<P>, P: Price>(net: &Net<E>, kept: &Kept<P>) -> State<P> {
    let mut state = State::new(net);
    if kept.price.len() == state.price.len() {
        state.price.clone_from(&kept.price);
        for (row, &column) in (0..).zip(&kept.column_of) {
            let is_pair = column != NONE && net.column[net.of(row)].binary_search(&column).is_ok();
            if is_pair && state.has_room(column) {
                state.take(row, column);
            }
        }
    }
    paths::finish(net, &mut state);
    state
}

/// What levels 1 and 2 come to.
fn worth(scale: &Scale, kept: &Kept<i64>) -> i64 {
    (0..).zip(&kept.column_of).filter(|(_, column)| **column != NONE).map(|(row, _)| scale.base(row)).sum()
}

/// The largest smallest value that levels 1 and 2 allow, and how it stands above.
fn floor(
    pool: &Pool,
    steered: &Steered,
    scale: &Scale,
    base: &Kept<i64>,
    before: Option<i64>,
) -> (Option<i64>, Option<Kept<i64>>) {
    let smallest = |kept: &Kept<i64>| {
        let values = (0..).zip(&kept.column_of).filter(|(_, column)| **column != NONE);
        values.filter_map(|(row, &column)| pool.value_of(row, column)).min()
    };
    let Some(mut known) = smallest(base) else { return (None, None) };
    let mut values: Vec<i64> =
        pool.pairs().filter(|p| steered.is_open(p.newcomer, p.local) && p.value > known).map(|p| p.value).collect();
    values.sort_unstable();
    values.dedup();
    let best = worth(scale, base);
    let (mut at, mut above) = (base.clone(), None);
    // Whether it can be at least this; if so, the smallest value of an answer that shows it.
    let mut can = |at_least: i64| {
        let tried = finish(&base_net(pool, steered, scale, at_least), &at);
        let held = (worth(scale, &tried) == best).then(|| smallest(&tried)).flatten();
        if held.is_some() {
            at = tried;
        } else {
            above = Some(tried);
        }
        held
    };
    // It is seldom far from what it was.
    let mut next = before.map(|before| values.partition_point(|&v| v < before));
    let (mut low, mut high) = (0, values.len());
    let mut step = 1;
    while low < high {
        let middle = match next {
            Some(guess) if (low..high).contains(&guess) => guess,
            _ => low + (high - low) / 2,
        };
        match can(values[middle]) {
            Some(found) => {
                known = found;
                low = values.partition_point(|&v| v <= found);
                next = next.map(|_| low + step - 1);
            }
            None => {
                high = middle;
                next = next.map(|_| high.saturating_sub(step));
            }
        }
        step *= 2;
    }
    (Some(known), above)
}
