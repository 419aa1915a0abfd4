//! What she passed over: no gate is asked of it, and it is in no count.

use crate::matching::{catalogue::blocks::BLOCK, leaning::Taught};

/// The places, in order.
pub(super) struct PassedOver(Vec<usize>);

impl PassedOver {
    pub fn of(taught: &Taught) -> Self {
        let mut places = taught.places.clone();
        places.sort_unstable();
        places.dedup();
        Self(places)
    }

    /// All of them.
    pub fn all(&self) -> &[usize] {
        &self.0
    }

    /// Those of a block, from its first on.
    pub fn of_block(&self, first: usize) -> impl Iterator<Item = usize> {
        let from = self.0.partition_point(|place| *place < first);
        self.0[from..].iter().take_while(move |place| **place < first + BLOCK).map(move |place| place - first)
    }

    /// The same, one bit each.
    pub fn bits(&self, first: usize) -> [u32; BLOCK / 32] {
        let mut bits = [0; BLOCK / 32];
        for n in self.of_block(first) {
            bits[n / 32] |= 1 << (n % 32);
        }
        bits
    }
}
