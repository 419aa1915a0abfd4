//! A warm start: bidders bid for objects in steps that get smaller (Bertsekas' auction with ε-scaling).
//!
//! Who has nothing bids for what profits it most, and pays what its second choice would leave it, plus ε; whoever is
//! outbid bids again. A large ε finds the rough prices in few bids, each smaller one corrects them.
//!
//! Those who *must* get something bid, or an auction would not end: where seats are enough, newcomers bid for seats;
//! where they are short, the seats bid for newcomers, and nobody has to be priced out. The result is only near the best:
//! [`super::paths`] goes on from its prices. Each step has a budget, for an auction can be slow where much is equal.

use super::{
    market::Market,
    net::{Net, State},
};

/// Leaves `state` with prices near the best ones, and those on their seats whom they suit.
pub fn warm<E: Copy + Into<i64>>(net: &Net<E>, state: &mut State<i64>) {
    seats_are_enough(net, state);
    seats_are_short(net, state);
}

/// Newcomers who need not stay out bid for seats.
fn seats_are_enough<E: Copy + Into<i64>>(net: &Net<E>, state: &mut State<i64>) {
    let groups: Vec<u32> = (0..net.rows()).filter(|&row| !net.may_stay_out[row as usize]).collect();
    if groups.is_empty() {
        return;
    }
    let room = (0..net.columns()).map(|c| state.room(c)).collect();
    let mut market = Market::<E, false>::new(&net.start, &net.column, &net.weight, groups, room);
    market.run();
    for column in 0..net.columns() {
        if net.may_stay_free[column as usize] {
            state.price[column as usize] = market.price(column);
            market.buyers(column).for_each(|row| state.take(row, column));
        }
    }
}

/// Seats that must not stay free bid for newcomers.
fn seats_are_short<E: Copy + Into<i64>>(net: &Net<E>, state: &mut State<i64>) {
    let (start, row, weight) = turned(net);
    let seats = |c: u32| std::iter::repeat_n(c, if net.may_stay_free[c as usize] { 0 } else { state.room(c) as usize });
    let groups: Vec<u32> = (0..net.columns()).flat_map(seats).collect();
    if groups.is_empty() {
        return;
    }
    let mut market = Market::<E, true>::new(&start, &row, &weight, groups, vec![1; net.rows() as usize]);
    market.run();
    for row in 0..net.rows() {
        market.buyers(row).for_each(|column| state.take(row, column));
    }
    // A seat costs what the best of those without one in this column would give for it.
    for column in (0..net.columns()).filter(|&c| !net.may_stay_free[c as usize]) {
        let (mut outside, mut inside) = (i64::MIN, i64::MAX);
        for e in start[column as usize] as usize..start[column as usize + 1] as usize {
            let gives = weight[e].into() - market.price(row[e]);
            if state.column_of[row[e] as usize] == column {
                inside = inside.min(gives)
            } else {
                outside = outside.max(gives)
            }
        }
        if outside == i64::MIN {
            outside = if inside == i64::MAX { 0 } else { inside };
        }
        state.price[column as usize] = outside;
    }
}

/// The pairs by column.
fn turned<E: Copy>(net: &Net<E>) -> (Vec<u32>, Vec<u32>, Vec<E>) {
    let columns = net.columns() as usize;
    let is_short = |e: &usize| !net.may_stay_free[net.column[*e] as usize];
    let mut start = vec![0u32; columns + 1];
    for e in (0..net.column.len()).filter(is_short) {
        start[net.column[e] as usize + 1] += 1;
    }
    for j in 0..columns {
        start[j + 1] += start[j];
    }
    let count = start[columns] as usize;
    let (mut row, mut weight) = (vec![0; count], net.weight[..count].to_vec());
    let mut next = start.clone();
    for i in 0..net.rows() {
        for e in net.of(i).filter(is_short) {
            let at = &mut next[net.column[e] as usize];
            row[*at as usize] = i;
            weight[*at as usize] = net.weight[e];
            *at += 1;
        }
    }
    (start, row, weight)
}
