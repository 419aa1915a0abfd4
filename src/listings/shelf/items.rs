//! The items by their places, in blocks that two stocks share: to change one of 100,000 copies the few hundred pointers
//! of its block and those of the blocks, nothing else.

use super::item::Item;
use std::{ops::Index, sync::Arc};

/// Items in a block.
const BLOCK: usize = 256;

/// An item at its place. What was taken away leaves it, so that places stay; nobody is shown it.
#[derive(Clone)]
struct Slot {
    item: Arc<Item>,
    gone: bool,
}

/// The items by their places, which are those of the catalogue.
#[derive(Clone, Default)]
pub struct Items {
    blocks: Vec<Arc<Vec<Slot>>>,
    len: usize,
}

impl Items {
    /// How many places there are.
    pub fn places(&self) -> usize {
        self.len
    }

    /// The item at a place; none behind the last place, and where it was taken away.
    pub fn get(&self, place: usize) -> Option<&Item> {
        let slot = self.blocks.get(place / BLOCK)?.get(place % BLOCK)?;
        (!slot.gone).then_some(&slot.item)
    }

    /// Every place in order, with the item that is there.
    pub fn by_place(&self) -> impl Iterator<Item = Option<&Item>> {
        (0..self.len).map(|place| self.get(place))
    }

    /// The items that are there, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = &Item> {
        self.blocks.iter().flat_map(|block| block.iter()).filter(|slot| !slot.gone).map(|slot| &*slot.item)
    }

    /// Puts one at a place, or behind the last.
    pub(super) fn put(&mut self, place: usize, item: Item) {
        let slot = Slot { item: Arc::new(item), gone: false };
        if place >= self.len {
            match self.blocks.last_mut().filter(|block| block.len() < BLOCK) {
                Some(block) => Arc::make_mut(block).push(slot),
                None => {
                    let mut block = Vec::with_capacity(BLOCK);
                    block.push(slot);
                    self.blocks.push(Arc::new(block));
                }
            }
            self.len += 1;
        } else {
            Arc::make_mut(&mut self.blocks[place / BLOCK])[place % BLOCK] = slot;
        }
    }

    /// Takes the one at a place away.
    pub(super) fn take(&mut self, place: usize) {
        Arc::make_mut(&mut self.blocks[place / BLOCK])[place % BLOCK].gone = true;
    }
}

/// The item at a place of the catalogue, also where it was taken away since: a ranking never gives such a place.
impl Index<usize> for Items {
    type Output = Item;

    fn index(&self, place: usize) -> &Item {
        &self.blocks[place / BLOCK][place % BLOCK].item
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::shelf::tests::listing;

    #[test]
    fn a_change_is_seen_in_the_new_one_alone_and_copies_one_block() {
        let mut before = Items::default();
        for n in 0..1_000 {
            before.put(n, listing(&format!("l-{n}"), ""));
        }
        let mut after = before.clone();
        after.put(300, listing("other", ""));
        after.take(301);
        after.put(1_000, listing("new", ""));
        assert_eq!((before[300].listing.key.as_str(), after[300].listing.key.as_str()), ("l-300", "other"));
        assert_eq!((before.iter().count(), after.iter().count()), (1_000, 1_000));
        assert!(before.get(301).is_some() && after.get(301).is_none() && after.get(1_000).is_some());
        let shared = before.blocks.iter().zip(&after.blocks).filter(|(b, a)| Arc::ptr_eq(b, a)).count();
        assert_eq!(shared, 2, "the block of the change and the last one are new");
    }
}
