//! The problem and the state that the solver works on: rows (newcomers) bid for seats in columns (locals).
//!
//! Each row takes at most one seat. A row's *profit* `u` and a column's *price* `p` are the dual prices:
//! - no pair is worth more than they say: `weight ≤ u + p`;
//! - who has a seat pays exactly: `weight = u + p`;
//! - a row that may stay out has `u ≥ 0`, and `u = 0` when it is out;
//! - a column that may keep free seats has `p ≥ 0`, and `p = 0` while a seat is free.
//!
//! With all four, the sum of profits and prices equals the sum of weights: nothing can be better.

use std::ops::{Add, AddAssign, Sub, SubAssign};

/// No row, no column.
pub const NONE: u32 = u32::MAX;

/// A whole number that prices are counted in.
pub trait Price: Copy + Ord + Add<Output = Self> + Sub<Output = Self> + AddAssign + SubAssign {
    /// Nothing.
    const ZERO: Self;
    /// More than any price or distance.
    const MOST: Self;
}

impl Price for i64 {
    const ZERO: Self = 0;
    const MOST: Self = Self::MAX;
}

impl Price for i128 {
    const ZERO: Self = 0;
    const MOST: Self = Self::MAX;
}

/// Rows, columns, and the pairs between them. `E` is what a weight is stored in.
#[derive(Clone, Debug)]
pub struct Net<E> {
    /// The pairs of row `i` stand at `start[i]..start[i + 1]`, in the order of their columns.
    pub start: Vec<u32>,
    /// The column of each pair.
    pub column: Vec<u32>,
    /// The weight of each pair.
    pub weight: Vec<E>,
    /// The seats of each column.
    pub seats: Vec<u32>,
    /// Whether a row may be left out; where it may not, a seat for it is known to exist.
    pub may_stay_out: Vec<bool>,
    /// Whether a column may keep free seats; where it may not, they are known to be wanted.
    pub may_stay_free: Vec<bool>,
}

impl<E: Copy> Net<E> {
    /// The places of a row's pairs.
    pub fn of(&self, row: u32) -> std::ops::Range<usize> {
        self.start[row as usize] as usize..self.start[row as usize + 1] as usize
    }

    /// How many rows there are.
    pub fn rows(&self) -> u32 {
        self.start.len() as u32 - 1
    }

    /// How many columns there are.
    pub fn columns(&self) -> u32 {
        self.seats.len() as u32
    }
}

/// Who sits where, and at what price.
#[derive(Clone, Debug)]
pub struct State<P> {
    /// The price of a seat in each column.
    pub price: Vec<P>,
    /// The profit of each row.
    pub profit: Vec<P>,
    /// The column of each row, or [`NONE`].
    pub column_of: Vec<u32>,
    /// Where the row stands among those of its column.
    place_of: Vec<u32>,
    /// The rows of column `j` stand from `first[j]`; there is room for as many as can ever sit there.
    first: Vec<u32>,
    taken: Vec<u32>,
    sitting: Vec<u32>,
}

impl<P: Price> State<P> {
    /// Nobody has a seat; every price is nought.
    pub fn new<E: Copy>(net: &Net<E>) -> Self {
        let columns = net.columns() as usize;
        let mut wanted = vec![0u32; columns];
        for &column in &net.column {
            wanted[column as usize] += 1;
        }
        let mut first = vec![0; columns + 1];
        for j in 0..columns {
            first[j + 1] = first[j] + wanted[j].min(net.seats[j]);
        }
        Self {
            price: vec![P::ZERO; columns],
            profit: vec![P::ZERO; net.rows() as usize],
            column_of: vec![NONE; net.rows() as usize],
            place_of: vec![0; net.rows() as usize],
            taken: vec![0; columns],
            sitting: vec![NONE; first[columns] as usize],
            first,
        }
    }

    /// Whether a seat is free that somebody could take.
    pub fn has_room(&self, column: u32) -> bool {
        let j = column as usize;
        self.taken[j] < self.first[j + 1] - self.first[j]
    }

    /// Whether a seat is free, counting those that are more than all who could ever want one.
    pub fn has_free_seat<E>(&self, net: &Net<E>, column: u32) -> bool {
        self.taken[column as usize] < net.seats[column as usize]
    }

    /// How many seats somebody could ever take.
    pub fn room(&self, column: u32) -> u32 {
        self.first[column as usize + 1] - self.first[column as usize]
    }

    /// Who sits in a column.
    pub fn sitting(&self, column: u32) -> &[u32] {
        let first = self.first[column as usize] as usize;
        &self.sitting[first..first + self.taken[column as usize] as usize]
    }

    /// Gives a row without a seat one of the free seats.
    pub fn take(&mut self, row: u32, column: u32) {
        debug_assert!(self.has_room(column) && self.column_of[row as usize] == NONE);
        let j = column as usize;
        self.column_of[row as usize] = column;
        self.place_of[row as usize] = self.taken[j];
        self.sitting[(self.first[j] + self.taken[j]) as usize] = row;
        self.taken[j] += 1;
    }

    /// Frees the seat of a row, if it has one.
    pub fn leave(&mut self, row: u32) {
        let column = std::mem::replace(&mut self.column_of[row as usize], NONE);
        if column == NONE {
            return;
        }
        let j = column as usize;
        self.taken[j] -= 1;
        let last = self.sitting[(self.first[j] + self.taken[j]) as usize];
        let place = self.place_of[row as usize];
        self.sitting[(self.first[j] + place) as usize] = last;
        self.place_of[last as usize] = place;
    }
}
