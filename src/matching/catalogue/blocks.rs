//! All listings in blocks of 512, shared between snapshots: a change copies the block that it is in.

use super::{
    classes::Classes,
    columns::{Columns, MORE},
    entry::Entry,
};
use crate::matching::gates::Gate;
use std::{ops::Index, sync::Arc};

/// Listings of a block.
pub(in crate::matching) const BLOCK: usize = 512;

/// A block: the listings as the plain definition reads them, and the same as columns for the fast twin.
#[derive(Clone, Debug)]
pub(in crate::matching) struct Block {
    entries: Vec<Arc<Entry>>,
    /// The same as columns.
    pub columns: Columns,
}

/// All listings, in the order in which they were given.
#[derive(Clone, Debug, Default)]
pub(in crate::matching) struct Entries {
    blocks: Vec<Arc<Block>>,
    len: usize,
    /// How many stand behind each door.
    behind: Vec<u32>,
}

impl Entries {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The listing at a place.
    pub fn get(&self, place: usize) -> Option<&Entry> {
        self.blocks.get(place / BLOCK)?.entries.get(place % BLOCK).map(|entry| &**entry)
    }

    /// What a gate of hers asks of the listing at a place, as a number: those with the same number are one to it.
    pub fn class(&self, why: Gate, place: usize) -> u64 {
        let (c, n) = (&self.blocks[place / BLOCK].columns, place % BLOCK);
        match why {
            Gate::Time => c.time[n].into(),
            Gate::Language => c.speech[n].into(),
            Gate::Distance => c.place[n].into(),
            Gate::Cost => c.cost[n].into(),
            Gate::Child | Gate::Stay => c.door[n].into(),
            Gate::Unrelated if c.interests[n][0] != MORE => u32::from_ne_bytes(c.interests[n]).into(),
            // Each for itself.
            _ => 1 << 32 | place as u64,
        }
    }

    /// Up to four interests of the listing at a place, as columns have them; none where there are more.
    pub fn few_interests(&self, place: usize) -> Option<[u8; 4]> {
        let interests = self.blocks[place / BLOCK].columns.interests[place % BLOCK];
        (interests[0] != MORE).then_some(interests)
    }

    /// In order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Entry> {
        (0..self.len).map(|place| &self[place])
    }

    /// The blocks in order; the last may hold fewer.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// How many listings each class of doors has.
    pub fn behind_doors(&self) -> &[u32] {
        &self.behind
    }

    /// The same in blocks that nobody shares.
    pub fn unshared(&self) -> Self {
        Self { blocks: self.blocks.iter().map(|block| Arc::new(Block::clone(block))).collect(), ..self.clone() }
    }

    /// Puts a listing at a place, or behind the last.
    pub fn put(&mut self, place: usize, entry: Entry, classes: &mut Arc<Classes>) {
        if place.is_multiple_of(BLOCK) && place == self.len {
            self.blocks.push(Arc::new(Block { entries: Vec::with_capacity(BLOCK), columns: Columns::empty() }));
        }
        let block = Arc::make_mut(&mut self.blocks[place / BLOCK]);
        let row = Classes::row(classes, &entry);
        if place < self.len {
            self.behind[block.columns.door[place % BLOCK] as usize] -= 1;
        }
        self.behind.resize(self.behind.len().max(row.door as usize + 1), 0);
        self.behind[row.door as usize] += 1;
        block.columns.set(place % BLOCK, &entry, row);
        if place == self.len {
            block.entries.push(Arc::new(entry));
            self.len += 1;
        } else {
            block.entries[place % BLOCK] = Arc::new(entry);
        }
    }
}

impl Index<usize> for Entries {
    type Output = Entry;

    fn index(&self, place: usize) -> &Entry {
        &self.blocks[place / BLOCK].entries[place % BLOCK]
    }
}

impl<'a> IntoIterator for &'a Entries {
    type Item = &'a Entry;
    type IntoIter = Box<dyn Iterator<Item = &'a Entry> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}
