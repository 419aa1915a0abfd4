//! Free seats that still have a price: each finds somebody along the cheapest path of moves, or loses its price.
//! The mirror image of [`super::paths`], from the columns' side.

use super::net::{NONE, Net, Price, State};
use std::{cmp::Reverse, collections::BinaryHeap};

/// Ends with no free seat that has a price, and none that may not stay free.
pub fn fill<E: Copy + Into<P>, P: Price>(net: &Net<E>, state: &mut State<P>) {
    let owed = |state: &State<P>, c: u32| {
        state.has_free_seat(net, c)
            && (state.price[c as usize] > P::ZERO || !net.may_stay_free[c as usize])
            && (net.may_stay_free[c as usize] || state.has_room(c))
    };
    let mut search = None;
    for column in 0..net.columns() {
        while owed(state, column) && search.get_or_insert_with(|| Search::new(net)).fill(net, state, column) {}
    }
}

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// The seat stays free in this column, whose price falls to nought.
    Column(u32),
    /// A row without a seat takes one here.
    Row(u32, u32),
}

struct Search<P> {
    /// The pairs of column `j`, as places among all pairs with their rows, from `start[j]`.
    start: Vec<u32>,
    pairs: Vec<(u32, u32)>,
    distance: Vec<P>,
    /// Who would leave a column, and for which one.
    from: Vec<(u32, u32)>,
    touched: Vec<u32>,
    done: Vec<u32>,
    heap: BinaryHeap<Reverse<(P, u32)>>,
}

impl<P: Price> Search<P> {
    fn new<E: Copy>(net: &Net<E>) -> Self {
        let columns = net.columns() as usize;
        let mut start = vec![0u32; columns + 1];
        for &column in &net.column {
            start[column as usize + 1] += 1;
        }
        for j in 0..columns {
            start[j + 1] += start[j];
        }
        let mut next = start.clone();
        let mut pairs = vec![(0, 0); net.column.len()];
        for row in 0..net.rows() {
            for e in net.of(row) {
                let at = &mut next[net.column[e] as usize];
                pairs[*at as usize] = (row, e as u32);
                *at += 1;
            }
        }
        Self {
            start,
            pairs,
            distance: vec![P::MOST; columns],
            from: vec![(NONE, NONE); columns],
            touched: Vec::new(),
            done: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    /// Fills one free seat of `root`, or lowers its price to nought; whether it could.
    fn fill<E: Copy + Into<P>>(&mut self, net: &Net<E>, state: &mut State<P>, root: u32) -> bool {
        let (mut best, mut end) = (P::MOST, End::Column(root));
        self.distance[root as usize] = P::ZERO;
        self.touched.push(root);
        self.heap.push(Reverse((P::ZERO, root)));
        while let Some(Reverse((distance, column))) = self.heap.pop() {
            if distance >= best {
                break;
            }
            if distance > self.distance[column as usize] {
                continue; // an older, longer way
            }
            self.done.push(column);
            let price = state.price[column as usize];
            if net.may_stay_free[column as usize] && distance + price < best {
                best = distance + price;
                end = End::Column(column);
            }
            for at in self.start[column as usize]..self.start[column as usize + 1] {
                let (row, e) = self.pairs[at as usize];
                let sits = state.column_of[row as usize];
                if sits == column {
                    continue;
                }
                let further = distance + (state.profit[row as usize] + price - net.weight[e as usize].into());
                if further >= best {
                    continue;
                }
                if sits == NONE {
                    best = further;
                    end = End::Row(row, column);
                } else if further < self.distance[sits as usize] {
                    self.distance[sits as usize] = further;
                    self.from[sits as usize] = (row, column);
                    self.touched.push(sits);
                    self.heap.push(Reverse((further, sits)));
                }
            }
        }
        if best == P::MOST {
            // Among these pairs nobody can take it, though somebody must among all: see `plain`.
            self.forget();
            return false;
        }
        for &column in &self.done {
            let nearer = best - self.distance[column as usize];
            state.price[column as usize] -= nearer;
            for n in 0..state.sitting(column).len() {
                let row = state.sitting(column)[n];
                state.profit[row as usize] += nearer;
            }
        }
        self.walk(state, root, end);
        self.forget();
        true
    }

    /// Moves everybody on the way.
    fn walk(&mut self, state: &mut State<P>, root: u32, end: End) {
        match end {
            End::Column(column) => self.shift(state, root, column),
            End::Row(row, column) => {
                self.shift(state, root, column);
                state.take(row, column);
            }
        }
    }

    /// Frees a seat in `column` by moving people towards `root`.
    fn shift(&mut self, state: &mut State<P>, root: u32, column: u32) {
        let mut moves = Vec::new();
        let mut here = column;
        while here != root {
            let (row, towards) = self.from[here as usize];
            moves.push((row, towards));
            here = towards;
        }
        // From the root on, so that each finds the seat that was left before.
        for (row, towards) in moves.into_iter().rev() {
            state.leave(row);
            state.take(row, towards);
        }
    }

    fn forget(&mut self) {
        for &column in &self.touched {
            self.distance[column as usize] = P::MOST;
            self.from[column as usize] = (NONE, NONE);
        }
        self.touched.clear();
        self.done.clear();
        self.heap.clear();
    }
}
