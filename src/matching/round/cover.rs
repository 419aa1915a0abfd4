//! As many newcomers as possible (Hopcroft and Karp, with seats), and what stands in the way of more (Hall, König).

use super::net::{NONE, Net, Price, State};

/// The rows and columns of a shortage: the rows want nothing but these columns, and the columns have fewer seats than
/// there are rows. Every one of these seats is taken in every largest matching, and nobody else ever gets one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// Whether a row is among those who compete.
    pub row: Vec<bool>,
    /// Whether a column is among those that all their pairs lead to.
    pub column: Vec<bool>,
}

/// Fills `state` with as many rows as possible.
pub fn fill<E: Copy>(net: &Net<E>, state: &mut State<i64>) {
    for row in 0..net.rows() {
        let free = |e: &usize| state.has_room(net.column[*e]);
        if state.column_of[row as usize] == NONE
            && let Some(e) = net.of(row).find(free)
        {
            state.take(row, net.column[e]);
        }
    }
    let mut search = Search {
        level: vec![NONE; net.columns() as usize],
        next: net.start.clone(),
        frontier: Vec::new(),
        path: Vec::new(),
    };
    while search.levels(net, state) {
        for row in 0..net.rows() {
            if state.column_of[row as usize] == NONE {
                search.augment(net, state, row);
            }
        }
    }
}

struct Search {
    /// How many steps a column is from a row without a seat. Columns have levels of their own: a column that is not one
    /// step further than the row must not be entered, or the shortest path is lost.
    level: Vec<u32>,
    /// The next pair each row has to try.
    next: Vec<u32>,
    frontier: Vec<u32>,
    path: Vec<(u32, u32)>,
}

impl Search {
    /// Levels the columns from the rows without a seat; whether a free seat can be reached.
    fn levels<E: Copy>(&mut self, net: &Net<E>, state: &State<i64>) -> bool {
        self.level.fill(NONE);
        self.next.copy_from_slice(&net.start);
        self.frontier.clear();
        self.frontier.extend((0..net.rows()).filter(|&r| state.column_of[r as usize] == NONE));
        let (mut depth, mut found) = (0, false);
        while !self.frontier.is_empty() && !found {
            let mut further = Vec::new();
            for &row in &self.frontier {
                for e in net.of(row) {
                    let column = net.column[e];
                    if self.level[column as usize] == NONE {
                        self.level[column as usize] = depth;
                        found |= state.has_room(column);
                        further.extend_from_slice(state.sitting(column));
                    }
                }
            }
            self.frontier = further;
            depth += 1;
        }
        found
    }

    /// One more row, along a path that goes down level by level.
    fn augment<E: Copy>(&mut self, net: &Net<E>, state: &mut State<i64>, root: u32) {
        self.path.clear();
        let (mut row, mut depth) = (root, 0);
        loop {
            let end = net.start[row as usize + 1];
            let at = self.next[row as usize];
            if at == end {
                // A dead end: go back, and let the row before try its next pair or the next one sitting there.
                let Some((before, _)) = self.path.pop() else { return };
                row = before;
                depth -= 1;
                continue;
            }
            let column = net.column[at as usize];
            if self.level[column as usize] != depth {
                self.next[row as usize] += 1;
                continue;
            }
            if state.has_room(column) {
                self.next[row as usize] += 1;
                self.path.push((row, column));
                break;
            }
            // Somebody who sits there and has not given up yet.
            let onward = state.sitting(column).iter().find(|&&r| self.next[r as usize] < net.start[r as usize + 1]);
            match onward {
                Some(&onward) => {
                    self.path.push((row, column));
                    row = onward;
                    depth += 1;
                }
                None => self.next[row as usize] += 1,
            }
        }
        while let Some((row, column)) = self.path.pop() {
            state.leave(row);
            state.take(row, column);
        }
    }
}

/// What is short once as many rows as possible have a seat: all that the rows without one can reach.
pub fn shortage<E: Copy, P: Price>(net: &Net<E>, state: &State<P>) -> Short {
    let mut short = Short { row: vec![false; net.rows() as usize], column: vec![false; net.columns() as usize] };
    let mut open: Vec<u32> = (0..net.rows()).filter(|&r| state.column_of[r as usize] == NONE).collect();
    open.iter().for_each(|&r| short.row[r as usize] = true);
    while let Some(row) = open.pop() {
        for e in net.of(row) {
            let column = net.column[e];
            if !std::mem::replace(&mut short.column[column as usize], true) {
                open.extend_from_slice(state.sitting(column));
                state.sitting(column).iter().for_each(|&r| short.row[r as usize] = true);
            }
        }
    }
    short
}
