//! The catalogue: a snapshot of all listings as of a day, with everything worked out that does not depend on a person.
//!
//! It holds each listing twice: as an [`entry`], which the plain definition reads and explains, and as a row of
//! [`columns`], which the fast twin streams through. Both live in [`blocks`] that snapshots share, so that a change
//! costs one block; [`classes`], [`ids`] and [`rarity`] keep count.

pub(super) mod blocks;
pub(super) mod classes;
pub(super) mod columns;
mod entry;
mod ids;
mod plans;
mod rarity;

use super::{fast::Path, opportunity::Opportunity, scarcity::Scarcity, weights::Weights};
use blocks::Entries;
use chrono::NaiveDate;
use classes::Classes;
pub(super) use entry::Entry;
use entry::{Maker, Tongues, first_tongues, tongue};
use ids::Ids;
use plans::Plans;
use rarity::Counts;
pub use rarity::Rarity;
use std::sync::Arc;

/// All listings as of a day, in the order in which they were given.
#[derive(Clone, Debug)]
pub struct Catalogue {
    pub(super) entries: Entries,
    pub(super) classes: Arc<Classes>,
    pub(super) ids: Ids,
    counts: Counts,
    pub(super) rarity: Rarity,
    pub(super) weights: Arc<Weights>,
    /// What scarcity takes from the order of U, in millionths, by place; empty where nothing is scarce (the command line).
    handicaps: Arc<Vec<u32>>,
    pub(super) today: NaiveDate,
    /// Primary language tag → number.
    pub(super) tongues: Arc<Tongues>,
    pub(super) path: Path,
}

impl Catalogue {
    /// A snapshot for a day (in Amsterdam).
    pub fn new(opportunities: Vec<Opportunity>, today: NaiveDate) -> Self {
        let mut tongues = first_tongues();
        let mut plans = Plans::default();
        let mut maker = Maker { tongues: &mut tongues, plans: &mut plans, today };
        let (mut entries, mut classes) = (Entries::default(), Arc::new(Classes::new()));
        let mut counts = Counts::none();
        for (place, it) in opportunities.into_iter().enumerate() {
            let entry = maker.make(it);
            counts.add(&entry);
            entries.put(place, entry, &mut classes);
        }
        Self {
            ids: Ids::of(&entries),
            rarity: counts.rarity(),
            entries,
            classes,
            counts,
            weights: Arc::new(Weights::start()),
            handicaps: Arc::default(),
            today,
            tongues,
            path: Path::widest(),
        }
    }

    /// The same with other weights than the starting ones.
    pub fn with_weights(self, weights: Arc<Weights>) -> Self {
        Self { weights, ..self }
    }

    /// The same where some are scarce, by place; a place behind the last is not. Moves the order, and never U.
    pub fn with_scarcity(self, scarcity: &[Scarcity]) -> Self {
        let handicaps = Arc::new(scarcity.iter().map(Scarcity::handicap).collect());
        Self { handicaps, ..self }
    }

    /// The same with another way through the columns than the widest that the machine has: for tests and benchmarks, for
    /// the answers are the same.
    pub fn with_path(self, path: Path) -> Self {
        Self { path, ..self }
    }

    /// The same with columns of its own, that no other snapshot shares: for benchmarks that want them out of the caches.
    pub fn unshared(&self) -> Self {
        Self { entries: self.entries.unshared(), ids: self.ids.unshared(), ..self.clone() }
    }

    /// What scarcity takes from the order of U at a place, in millionths.
    pub(super) fn handicap(&self, place: usize) -> u32 {
        self.handicaps.get(place).copied().unwrap_or(0)
    }

    /// The same of all places; of those behind the last nothing.
    pub(super) fn handicaps(&self) -> &[u32] {
        &self.handicaps
    }

    /// The weights it scores with.
    pub fn weights(&self) -> &Arc<Weights> {
        &self.weights
    }

    /// The same after a change: at each of these places stands this instead; the place behind the last one adds. What
    /// is gone leaves a listing that is closed, so that places stay. What did not change is shared, not copied: the same
    /// answers as a catalogue made anew, for a few blocks' work.
    pub fn changed(&self, changes: Vec<(usize, Opportunity)>) -> Self {
        let mut next = self.clone();
        let mut plans = Plans::default();
        let mut moved = Vec::new();
        for (place, it) in changes {
            let place = place.min(next.len());
            let entry = Maker { tongues: &mut next.tongues, plans: &mut plans, today: self.today }.make(it);
            let before = next.entries.get(place);
            if before.is_none_or(|b| b.it.id != entry.it.id) && !moved.contains(&place) {
                moved.push(place);
            }
            before.into_iter().for_each(|b| next.counts.take(b));
            next.counts.add(&entry);
            next.entries.put(place, entry, &mut next.classes);
        }
        next.ids = next.ids.changed(&next.entries, &moved);
        next.rarity = next.counts.rarity();
        next
    }

    /// The same with the rarity of another catalogue: what a pair's score is when only other listings change.
    pub fn with_rarity(self, rarity: Rarity) -> Self {
        Self { rarity, ..self }
    }

    /// How rare each interest is here.
    pub fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    /// The listings, in the order in which they were given.
    pub fn opportunities(&self) -> impl ExactSizeIterator<Item = &Opportunity> {
        self.entries.iter().map(|e| &e.it)
    }

    /// The place of the listing with this id.
    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.ids.find(&self.entries, id)
    }

    /// The day of the snapshot.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// How many listings there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a language here; none where no listing speaks it.
    pub(super) fn tongue(&self, tag: &str) -> Option<u16> {
        tongue(&self.tongues, tag)
    }
}
