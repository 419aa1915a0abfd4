//! The look of machines with 512 bits: the wide sieve counts 32 listings at once, and the doors by class.

use super::{
    super::wide::{DOOR_GATES, PLANES},
    *,
};

impl Scan<'_> {
    #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512vbmi2")]
    pub(super) fn avx512(&mut self) {
        // The wide sieve counts and does not name, and knows short lists alone.
        let Some(wide) = self.sieve.widened().filter(|_| self.listed < Listed::All) else { return self.look() };
        let mut desk = Desk::empty();
        let blocks = self.catalogue.entries.blocks();
        self.count_doors();
        for (n, block) in blocks.iter().enumerate() {
            let (columns, first) = (&block.columns, n * BLOCK);
            let ahead = self.ahead(n + ahead::BLOCKS);
            if columns.long_lists {
                self.look_at(columns, first, &mut desk, &ahead);
                // It counted all gates; its doors were counted before.
                for mask in desk.masks.iter().filter(|mask| *mask & NOT_ASKED == 0 && *mask & DOOR_GATES != 0) {
                    self.counts[1][mask.trailing_zeros() as usize] -= 1;
                }
                continue;
            }
            let not_asked = self.passed_over.bits(first);
            let mut near = [[0; BLOCK / 32]; PLANES.len() + 1];
            let open = if self.near.is_some() {
                let open =
                    wide.sift::<true>(columns, &ahead, &not_asked, &mut self.counts[0], &mut desk.open, &mut near);
                self.tally(columns, first, &near);
                open
            } else {
                wide.sift::<false>(columns, &ahead, &not_asked, &mut self.counts[0], &mut desk.open, &mut near)
            };
            self.score(columns, first, open, &mut desk, &ahead);
        }
    }

    /// Counts whom the doors keep out, class by class: no other gate is asked before them.
    fn count_doors(&mut self) {
        let entries = &self.catalogue.entries;
        let shut = |mask: u16| (mask & DOOR_GATES != 0).then_some(mask.trailing_zeros() as usize);
        for (mask, many) in self.tables.door.iter().zip(entries.behind_doors()) {
            shut(*mask).into_iter().for_each(|gate| self.counts[1][gate] += many);
        }
        for place in self.passed_over.all().iter().filter(|place| **place < entries.len()) {
            let door = entries.blocks()[place / BLOCK].columns.door[place % BLOCK];
            shut(self.tables.door[door as usize]).into_iter().for_each(|gate| self.counts[1][gate] -= 1);
        }
    }

    /// Counts what the wide sieve found one gate to keep out.
    fn tally(&mut self, c: &Columns, first: usize, near: &[[u32; BLOCK / 32]; PLANES.len() + 1]) {
        let Some(tally) = &mut self.near else { return };
        let gates = PLANES.iter().map(|(gate, _)| *gate).chain([Gate::Unrelated]);
        for (why, masks) in gates.zip(near).filter(|(why, _)| why.is_hers()) {
            for (chunk, mask) in masks.iter().enumerate() {
                let mut left = *mask;
                while left != 0 {
                    let n = 32 * chunk + left.trailing_zeros() as usize;
                    tally.add(why, c, n, first + n);
                    left &= left - 1;
                }
            }
        }
    }
}
