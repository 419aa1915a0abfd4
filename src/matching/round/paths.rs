//! The exact part: whatever prices and seats it is given, it ends at the best there is, with prices that prove it.
//!
//! 1. Profits follow from the prices; who does not sit where she profits most, leaves (`settle`).
//! 2. Each row without a seat gets one along the cheapest path of moves, or leaves somebody out (`seat`).
//! 3. Each free seat that still has a price finds somebody, or loses its price (`seats`).
//!
//! Each step keeps the promises of [`super::net`], so it may start from anywhere: from nothing, from an auction, or
//! from the best of a round that has since changed.

use super::{
    net::{NONE, Net, Price, State},
    seats,
};
use std::{cmp::Reverse, collections::BinaryHeap};

/// From any prices (nought or more where seats may stay free) to the best.
pub fn finish<E: Copy + Into<P>, P: Price>(net: &Net<E>, state: &mut State<P>) {
    let open = settle(net, state);
    seat_all(net, state, open);
    seats::fill(net, state);
}

/// Seats all of `open`, or leaves out whom it is best to leave out.
pub fn seat_all<E: Copy + Into<P>, P: Price>(net: &Net<E>, state: &mut State<P>, open: Vec<u32>) {
    let mut search = Search::new(net);
    for row in open {
        search.seat(net, state, row);
    }
}

/// Sets every profit to the most a row can get at these prices; whoever gets less where she sits leaves.
/// Answers the rows that are owed a seat.
pub fn settle<E: Copy + Into<P>, P: Price>(net: &Net<E>, state: &mut State<P>) -> Vec<u32> {
    (0..net.rows()).filter(|&row| settle_row(net, state, row)).collect()
}

/// The same for one row; whether it is owed a seat.
pub fn settle_row<E: Copy + Into<P>, P: Price>(net: &Net<E>, state: &mut State<P>, row: u32) -> bool {
    let sits = state.column_of[row as usize];
    let may_stay_out = net.may_stay_out[row as usize];
    let (mut most, mut here) = (may_stay_out.then_some(P::ZERO), None);
    for e in net.of(row) {
        let column = net.column[e];
        let profit = net.weight[e].into() - state.price[column as usize];
        if most.is_none_or(|m| profit > m) {
            most = Some(profit);
        }
        if column == sits {
            here = Some(profit);
        }
    }
    let most = most.unwrap_or(P::ZERO);
    state.profit[row as usize] = most;
    if sits != NONE && here != Some(most) {
        state.leave(row);
    }
    state.column_of[row as usize] == NONE && (most > P::ZERO || !may_stay_out)
}

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// At a column with room.
    Column(u32),
    /// At a row that is left out in favour of the one before.
    Row(u32),
}

/// Shortest paths over columns (Dijkstra), with distances that are forgotten after each search.
struct Search<P> {
    distance: Vec<P>,
    /// The row over which a column was reached, or [`NONE`] where it was not.
    from: Vec<u32>,
    touched: Vec<u32>,
    done: Vec<u32>,
    heap: BinaryHeap<Reverse<(P, u32)>>,
    /// Columns as near as the one being looked at: no need to sort them.
    same: Vec<u32>,
}

impl<P: Price> Search<P> {
    fn new<E: Copy>(net: &Net<E>) -> Self {
        let columns = net.columns() as usize;
        Self {
            distance: vec![P::MOST; columns],
            from: vec![NONE; columns],
            touched: Vec::new(),
            done: Vec::new(),
            heap: BinaryHeap::new(),
            same: Vec::new(),
        }
    }

    /// Gives `root`, who is owed a seat, the best that is possible.
    fn seat<E: Copy + Into<P>>(&mut self, net: &Net<E>, state: &mut State<P>, root: u32) {
        let mut best = P::MOST;
        let mut end = End::Row(root);
        if net.may_stay_out[root as usize] {
            best = state.profit[root as usize];
        }
        self.relax(net, state, root, P::ZERO, &mut best, &mut end);
        while let Some((distance, column)) = self.nearest() {
            if distance >= best {
                break;
            }
            if distance > self.distance[column as usize] {
                continue; // an older, longer way
            }
            self.done.push(column);
            let first = state.sitting(column).len();
            for n in 0..first {
                let row = state.sitting(column)[n];
                if net.may_stay_out[row as usize] && distance + state.profit[row as usize] < best {
                    best = distance + state.profit[row as usize];
                    end = End::Row(row);
                }
                self.relax(net, state, row, distance, &mut best, &mut end);
            }
        }
        if best == P::MOST {
            // Among these pairs there is no seat for her, though there is one among all: see `plain`.
            return self.forget();
        }
        state.profit[root as usize] -= best;
        for &column in &self.done {
            let nearer = best - self.distance[column as usize];
            state.price[column as usize] += nearer;
            for n in 0..state.sitting(column).len() {
                let row = state.sitting(column)[n];
                state.profit[row as usize] -= nearer;
            }
        }
        self.walk(state, root, end);
        self.forget();
    }

    fn nearest(&mut self) -> Option<(P, u32)> {
        match self.same.pop() {
            Some(column) => Some((self.distance[column as usize], column)),
            None => self.heap.pop().map(|Reverse(found)| found),
        }
    }

    /// Looks at all pairs of a row that can be moved at `distance`.
    fn relax<E: Copy + Into<P>>(
        &mut self,
        net: &Net<E>,
        state: &State<P>,
        row: u32,
        distance: P,
        best: &mut P,
        end: &mut End,
    ) {
        let reach = distance + state.profit[row as usize];
        for e in net.of(row) {
            let column = net.column[e];
            let further = reach + state.price[column as usize] - net.weight[e].into();
            if further >= *best || further >= self.distance[column as usize] {
                continue;
            }
            if self.from[column as usize] == NONE {
                self.touched.push(column);
            }
            self.distance[column as usize] = further;
            self.from[column as usize] = row;
            if state.has_room(column) {
                *best = further;
                *end = End::Column(column);
            } else if further == distance {
                self.same.push(column);
            } else {
                self.heap.push(Reverse((further, column)));
            }
        }
    }

    /// Moves everybody on the way one seat on.
    fn walk(&mut self, state: &mut State<P>, root: u32, end: End) {
        let mut free = match end {
            End::Column(column) => column,
            End::Row(row) if row == root => return,
            End::Row(row) => {
                let column = state.column_of[row as usize];
                state.leave(row);
                column
            }
        };
        loop {
            let row = self.from[free as usize];
            let left = state.column_of[row as usize];
            state.leave(row);
            state.take(row, free);
            if row == root {
                return;
            }
            free = left;
        }
    }

    fn forget(&mut self) {
        for &column in &self.touched {
            self.distance[column as usize] = P::MOST;
            self.from[column as usize] = NONE;
        }
        self.touched.clear();
        self.done.clear();
        self.same.clear();
        self.heap.clear();
    }
}
