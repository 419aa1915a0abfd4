//! Leximin: the smallest value as large as possible, then as few as possible of it, then the next smallest, and so on.
//!
//! After each step the prices say exactly which answers are still the best: those that use only pairs that are paid for
//! exactly, give every row with a profit a seat, and fill every column with a price. That is the *face* that the next
//! step chooses from.

use super::{
    levels::Scale,
    net::{NONE, Net, State},
    paths,
    pool::{Chosen, Pool},
    solved::{Kept, net},
    steer::Steered,
};

/// The answers that all steps so far leave open.
struct Face {
    /// By newcomer: her pairs that are left.
    pairs: Vec<Vec<Chosen>>,
    seats: Vec<u32>,
    row: Vec<bool>,
    column: Vec<bool>,
}

/// The leximin answer among those that levels 1 and 2 allow with pairs from `floor` up.
pub(super) fn solve(pool: &Pool, steered: &Steered, scale: &Scale, floor: i64, base: &Kept<i64>) -> Kept<i128> {
    let open = net(pool, steered, |pair| pair.value >= floor, |_, pair| i128::from(scale.base(pair.newcomer)));
    let mut state = State::new(&open);
    state.price = base.price.iter().map(|&p| p.into()).collect();
    paths::finish(&open, &mut state);
    let value = |row: u32, column: u32| pool.value_of(row, column).unwrap_or(0);
    let mut face = Face::of(&open, &state, value);
    let mut settled = floor;
    loop {
        // As few as possible of the value that cannot be avoided.
        let (net, fewest) = face.best(|pair| i128::from(pair.value > settled), |_| true);
        face = Face::of(&net, &fewest, value);
        let mut at = fewest;
        // The smallest value above: shut it out, until that costs something.
        let next = loop {
            let Some(smallest) = face.smallest(&at, settled, value) else { break None };
            let (_, tried) = face.best(|_| 0, |pair| pair.value <= settled || pair.value > smallest);
            if !face.holds(&tried) {
                break Some(smallest);
            }
            at = tried;
        };
        let Some(next) = next else { break };
        // What lies between is not needed, so it is not allowed.
        face.pairs.iter_mut().for_each(|pairs| pairs.retain(|p| p.value <= settled || p.value >= next));
        settled = next;
    }
    let (_, last) = face.best(|pair| scale.lot_of(pool, pair), |_| true);
    Kept { price: last.price, column_of: last.column_of }
}

impl Face {
    fn of(net: &Net<i128>, state: &State<i128>, value: impl Fn(u32, u32) -> i64) -> Self {
        let exact = |row: u32| {
            let profit = state.profit[row as usize];
            let exact = net.of(row).filter(move |&e| net.weight[e] == profit + state.price[net.column[e] as usize]);
            exact.map(|e| net.column[e]).map(|l| Chosen { newcomer: row, local: l, value: value(row, l) }).collect()
        };
        Self {
            pairs: (0..net.rows()).map(exact).collect(),
            seats: net.seats.clone(),
            row: state.profit.iter().map(|&p| p > 0).collect(),
            column: state.price.iter().map(|&p| p > 0).collect(),
        }
    }

    /// The best of a face by `more`, among the pairs that `keep` lets through; the face itself comes first.
    fn best(&self, more: impl Fn(Chosen) -> i128, keep: impl Fn(Chosen) -> bool) -> (Net<i128>, State<i128>) {
        let most = self.pairs.iter().flatten().map(|&p| more(p)).max().unwrap_or(0);
        let must = most * self.pairs.len() as i128 + 1;
        let mut net = Net {
            start: vec![0],
            column: Vec::new(),
            weight: Vec::new(),
            seats: self.seats.clone(),
            may_stay_out: vec![true; self.row.len()],
            may_stay_free: vec![true; self.column.len()],
        };
        for pairs in &self.pairs {
            for &pair in pairs.iter().filter(|&&p| keep(p)) {
                let musts = self.row[pair.newcomer as usize] as i128 + self.column[pair.local as usize] as i128;
                net.column.push(pair.local);
                net.weight.push(must * musts + more(pair));
            }
            net.start.push(net.column.len() as u32);
        }
        let mut state = State::new(&net);
        paths::finish(&net, &mut state);
        (net, state)
    }

    /// Whether every row that must has a seat, and every column that must is full.
    fn holds(&self, state: &State<i128>) -> bool {
        let rows = self.row.iter().zip(&state.column_of).all(|(must, &column)| !must || column != NONE);
        let full = |column: u32| state.sitting(column).len() == self.seats[column as usize] as usize;
        rows && (0..self.seats.len() as u32).all(|c| !self.column[c as usize] || full(c))
    }

    /// The smallest value above `settled` in an answer.
    fn smallest(&self, state: &State<i128>, settled: i64, value: impl Fn(u32, u32) -> i64) -> Option<i64> {
        let values = (0..).zip(&state.column_of).filter(|(_, column)| **column != NONE);
        values.map(|(row, &column)| value(row, column)).filter(|&v| v > settled).min()
    }
}
