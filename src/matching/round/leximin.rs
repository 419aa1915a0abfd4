//! Leximin: the smallest value as large as possible, then as few as possible of it, then the next smallest, and so on.
//!
//! After each step the prices say exactly which answers are still the best: those that use only pairs that are paid for
//! exactly, give every row with a profit a seat, and fill every column with a price. That is the *face* that the next
//! step chooses from. Each step goes on from the answer of the one before: only who sits at the value that is looked at
//! has to move, so all steps together search little more often than there are newcomers.

use super::{
    levels::Scale,
    net::{NONE, Net, State},
    pool::{Chosen, Pool},
    solved::{Kept, net, resumed},
    steer::Steered,
};

/// The answers that all steps so far leave open: the pairs that are left, and who and what must be seated and filled.
struct Face {
    /// What weighs here is only what the step at hand counts.
    net: Net<i64>,
    /// What each of its pairs is worth.
    value: Vec<i64>,
}

/// The leximin answer among those that levels 1 and 2 allow with pairs from `floor` up.
pub(super) fn solve(pool: &Pool, steered: &Steered, scale: &Scale, floor: i64, base: &Kept<i64>) -> Kept<i128> {
    let open = net(pool, steered, |pair| pair.value >= floor, |_, pair| scale.base(pair.newcomer));
    let mut state = resumed(&open, base);
    let value_of = |row: u32, column: u32| pool.value_of(row, column).unwrap_or(0);
    let value = pairs(&open).map(|(_, row, column)| value_of(row, column)).collect();
    let mut face = Face { net: open, value }.narrowed(&state);
    let never = pool.newcomers().len() as i64 + 1;
    let mut settled = None;
    while let Some(next) = smallest(&state, settled, value_of) {
        // As few as possible of it, and none of what lies between: that is not needed.
        face.weigh(|pair| match pair.value {
            value if value == next => -1,
            value if value < next && settled.is_none_or(|settled| value > settled) => -never,
            _ => 0,
        });
        state = face.best(&state);
        face = face.narrowed(&state);
        settled = Some(next);
    }
    face.weigh(|pair| scale.lot_of(pool, pair) as i64);
    let last = face.best(&state);
    Kept { price: last.price.into_iter().map(i128::from).collect(), column_of: last.column_of }
}

/// The smallest value above `settled` in an answer.
fn smallest(at: &State<i64>, settled: Option<i64>, value: impl Fn(u32, u32) -> i64) -> Option<i64> {
    let seated = (0..).zip(&at.column_of).filter(|(_, column)| **column != NONE);
    seated.map(|(row, &column)| value(row, column)).filter(|&v| settled.is_none_or(|settled| v > settled)).min()
}

/// The pairs of a net: their place, row and column.
fn pairs<E: Copy>(net: &Net<E>) -> impl Iterator<Item = (usize, u32, u32)> {
    (0..net.rows()).flat_map(move |row| net.of(row).map(move |e| (e, row, net.column[e])))
}

impl Face {
    /// What of this face is as good as `best`, the best by its weights.
    fn narrowed(self, best: &State<i64>) -> Self {
        let Self { net, value } = self;
        let still = |may: &[bool], dual: &[i64]| may.iter().zip(dual).map(|(&may, &dual)| may && dual == 0).collect();
        let mut left = Net {
            start: vec![0],
            column: Vec::new(),
            weight: Vec::new(),
            may_stay_out: still(&net.may_stay_out, &best.profit),
            may_stay_free: still(&net.may_stay_free, &best.price),
            seats: net.seats.clone(),
        };
        let mut values = Vec::new();
        for row in 0..net.rows() {
            for e in net.of(row) {
                let paid = best.profit[row as usize] + best.price[net.column[e] as usize];
                if net.weight[e] == paid {
                    left.column.push(net.column[e]);
                    values.push(value[e]);
                }
            }
            left.start.push(left.column.len() as u32);
        }
        Self { net: left, value: values }
    }

    /// Says what counts in the next step.
    fn weigh(&mut self, weight: impl Fn(Chosen) -> i64) {
        let chosen = pairs(&self.net).map(|(e, newcomer, local)| Chosen { newcomer, local, value: self.value[e] });
        self.net.weight = chosen.map(weight).collect();
    }

    /// The best of the face by its weights, from an answer of it.
    fn best(&self, at: &State<i64>) -> State<i64> {
        resumed(&self.net, &Kept { price: vec![0; self.net.seats.len()], column_of: at.column_of.clone() })
    }
}
