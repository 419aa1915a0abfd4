//! How rare each interest is among the listings that are open.

use super::entry::Entry;
use crate::kit::vocabulary::vocabulary;

/// How rare each interest is among the listings that pass the status gate; by place in the vocabulary, 0 to 1.
/// idf_t = ln((N+1)/(n_t+1)) / ln(N+1).
#[derive(Clone, Debug, PartialEq)]
pub struct Rarity(Vec<f64>);

impl Rarity {
    /// The rarity of an interest by its place in the vocabulary.
    pub fn idf(&self, interest: usize) -> f64 {
        self.0.get(interest).copied().unwrap_or_default()
    }
}

/// How many open listings there are, and how many of them have each interest: kept, so that a change counts on.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    all: u32,
    with: Vec<u32>,
}

impl Counts {
    /// Of nothing yet.
    pub fn none() -> Self {
        Self { all: 0, with: vec![0; vocabulary().interests.len()] }
    }

    /// One more.
    pub fn add(&mut self, entry: &Entry) {
        self.count(entry, |n| *n += 1);
    }

    /// One less.
    pub fn take(&mut self, entry: &Entry) {
        self.count(entry, |n| *n -= 1);
    }

    fn count(&mut self, entry: &Entry, change: fn(&mut u32)) {
        if entry.closed.is_none() {
            change(&mut self.all);
            entry.interests.iter().for_each(|interest| change(&mut self.with[usize::from(*interest)]));
        }
    }

    /// What they come to.
    pub fn rarity(&self) -> Rarity {
        // With no open listing there is nothing to be rare among.
        let most = libm::log(f64::from(self.all) + 1.0);
        let idf = |n: &u32| {
            if self.all == 0 { 0.0 } else { libm::log((f64::from(self.all) + 1.0) / (f64::from(*n) + 1.0)) / most }
        };
        Rarity(self.with.iter().map(idf).collect())
    }
}
