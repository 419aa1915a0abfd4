//! What one gate alone keeps out, counted by class: a change of hers moves a gate for all of a class at once.

use super::tables::Tables;
use crate::matching::{
    catalogue::columns::{Columns, MORE},
    gates::Gate,
    rank::Near,
};

/// How many of a class there are, and the first of them.
#[derive(Clone, Copy, Default)]
struct Class {
    many: u32,
    first: u32,
}

/// A count in the making.
pub(super) struct Tally {
    door: [Vec<Class>; 2],
    speech: Vec<Class>,
    time: Vec<Class>,
    cost: Vec<Class>,
    place: Vec<Class>,
    /// What shares nothing with her: its interests above its place.
    unrelated: Vec<u64>,
    /// The same where the listing itself has to be asked.
    each: Vec<usize>,
}

impl Tally {
    /// Nothing yet.
    pub fn of(t: &Tables) -> Self {
        let none = |classes: usize| vec![Class::default(); classes];
        Self {
            door: [none(t.door.len()), none(t.door.len())],
            speech: none(t.speech.len()),
            time: none(t.time.len()),
            cost: none(t.cost.len()),
            place: none(t.place.len()),
            unrelated: Vec::new(),
            each: Vec::new(),
        }
    }

    /// One more: the listing at `place`, the `n`-th of its block.
    #[inline(always)]
    pub fn add(&mut self, why: Gate, c: &Columns, n: usize, place: usize) {
        let class = match why {
            Gate::Child => &mut self.door[0][c.door[n] as usize],
            Gate::Stay => &mut self.door[1][c.door[n] as usize],
            Gate::Language => &mut self.speech[c.speech[n] as usize],
            Gate::Time => &mut self.time[c.time[n] as usize],
            Gate::Cost => &mut self.cost[c.cost[n] as usize],
            Gate::Distance => &mut self.place[usize::from(c.place[n])],
            _ if c.interests[n][0] == MORE => return self.each.push(place),
            _ => return self.unrelated.push(u64::from(u32::from_ne_bytes(c.interests[n])) << 32 | place as u64),
        };
        if class.many == 0 {
            class.first = place as u32;
        }
        class.many += 1;
    }

    /// By gate, then in the order of the catalogue.
    pub fn counted(mut self) -> Vec<Near> {
        let by_class = [
            (Gate::Child, &self.door[0]),
            (Gate::Stay, &self.door[1]),
            (Gate::Language, &self.speech),
            (Gate::Time, &self.time),
            (Gate::Cost, &self.cost),
            (Gate::Distance, &self.place),
        ];
        let mut all: Vec<Near> = Vec::new();
        for (why, classes) in by_class {
            let there = classes.iter().filter(|class| class.many > 0);
            all.extend(there.map(|class| Near { why, place: class.first as usize, many: class.many as usize }));
        }
        let why = Gate::Unrelated;
        // Stable in place: the first of a run is the first of the catalogue.
        self.unrelated.sort_unstable();
        let alike = self.unrelated.chunk_by(|a, b| a >> 32 == b >> 32);
        all.extend(alike.map(|run| Near { why, place: run[0] as u32 as usize, many: run.len() }));
        all.extend(self.each.into_iter().map(|place| Near { why, place, many: 1 }));
        all.sort_unstable_by_key(|near| (near.why, near.place));
        all
    }
}
