//! Listings that may be the same one twice: by title, organisation, place and time, typing errors forgiven. Among many
//! listings only those are compared that share something: half a word of their titles, and who, where or when.

mod sketch;

use crate::listings::Listing;
use sketch::Sketch;
use std::collections::{BTreeSet, HashSet};

/// So alike, and they may be the same.
const ALIKE: f64 = 0.8;
/// Listings that share something with more others share nothing that tells.
const MOST_IN_A_BLOCK: usize = 64;

/// Many listings, ready to be compared.
#[derive(Default)]
pub struct Twins {
    sketches: Vec<Sketch>,
    /// What a listing has, and its place; sorted.
    blocks: Vec<(u64, u32)>,
}

impl Twins {
    /// These, by their places. What is over is nobody's twin.
    pub fn new<'l>(listings: impl IntoIterator<Item = &'l Listing>) -> Self {
        let mut twins = Self::default();
        twins.extend(listings);
        twins
    }

    /// These as well, behind the others.
    pub fn extend<'l>(&mut self, listings: impl IntoIterator<Item = &'l Listing>) {
        let there = self.sketches.len();
        self.sketches.extend(listings.into_iter().map(Sketch::of));
        let of = |(place, sketch): (usize, &Sketch)| {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            sketch.blocks().into_iter().map(move |block| (block, place)).collect::<Vec<_>>()
        };
        let new = self.sketches.iter().enumerate().skip(there).filter(|(_, s)| !s.is_over);
        self.blocks.extend(new.flat_map(of));
        // What was there is one sorted run.
        self.blocks.sort();
    }

    /// The places of those that may be the same as this one, the most alike first; never itself.
    pub fn of(&self, listing: &Listing) -> Vec<usize> {
        let sketch = Sketch::of(listing);
        let near: BTreeSet<u32> =
            sketch.blocks().iter().flat_map(|block| self.block(*block)).map(|(_, p)| *p).collect();
        let alike = |place: &u32| {
            let other = &self.sketches[*place as usize];
            let likeness = sketch.likeness(other);
            (other.id != sketch.id && likeness >= ALIKE).then_some((likeness, *place as usize))
        };
        let mut found: Vec<(f64, usize)> = near.iter().filter_map(alike).collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// Those among all listings that may be the same as this one: for a single listing, without preparing the others.
    pub fn among<'l>(all: impl IntoIterator<Item = &'l Listing>, listing: &Listing) -> Vec<&'l Listing> {
        let near: Vec<&Listing> = all.into_iter().filter(|other| sketch::may_be_alike(other, listing)).collect();
        let twins = Self::new(near.iter().copied());
        twins.of(listing).into_iter().filter_map(|place| near.get(place).copied()).collect()
    }

    /// Pairs of places that may be the same, the most alike first; `most` at most.
    pub fn pairs(&self, most: usize, is_known: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
        let (mut seen, mut found) = (HashSet::new(), Vec::new());
        for block in self.blocks.chunk_by(|a, b| a.0 == b.0).filter(|b| (2..=MOST_IN_A_BLOCK).contains(&b.len())) {
            for (n, (_, one)) in block.iter().enumerate() {
                for (_, other) in &block[n + 1..] {
                    let pair = (*one as usize, *other as usize);
                    if one == other || !seen.insert(pair) || is_known(pair.0, pair.1) {
                        continue;
                    }
                    let likeness = self.sketches[pair.0].likeness(&self.sketches[pair.1]);
                    if likeness >= ALIKE {
                        found.push((likeness, pair));
                    }
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found.into_iter().map(|(_, pair)| pair).collect()
    }

    fn block(&self, block: u64) -> &[(u64, u32)] {
        let from = self.blocks.partition_point(|(b, _)| *b < block);
        let long = self.blocks[from..].partition_point(|(b, _)| *b == block);
        if long > MOST_IN_A_BLOCK { &[] } else { &self.blocks[from..from + long] }
    }
}
