//! The order of the ids, kept as numbers: ties are by id, and comparing texts is slow.

use super::blocks::Entries;
use std::sync::Arc;

/// The places of all listings by id (equal ids by place), and where each place stands among them.
#[derive(Clone, Debug, Default)]
pub(in crate::matching) struct Ids {
    order: Arc<Vec<u32>>,
    standing: Arc<Vec<u32>>,
}

impl Ids {
    /// Of all listings.
    pub fn of(entries: &Entries) -> Self {
        let mut order: Vec<u32> = (0..entries.len() as u32).collect();
        order.sort_by(|a, b| key(entries, *a).cmp(&key(entries, *b)));
        Self::in_order(order)
    }

    fn in_order(order: Vec<u32>) -> Self {
        let mut standing = vec![0; order.len()];
        for (n, place) in order.iter().enumerate() {
            standing[*place as usize] = n as u32;
        }
        Self { order: Arc::new(order), standing: Arc::new(standing) }
    }

    /// The same, shared by nobody.
    pub fn unshared(&self) -> Self {
        Self { order: Arc::new(self.order.to_vec()), standing: Arc::new(self.standing.to_vec()) }
    }

    /// After some places got another id. `entries` are those of after; where an id was it is not asked any more.
    pub fn changed(&self, entries: &Entries, moved: &[usize]) -> Self {
        if moved.is_empty() {
            return self.clone();
        }
        // As many as a day's import: then all is sorted anew.
        if moved.len() > 64 {
            return Self::of(entries);
        }
        let is_moved = |place: u32| moved.contains(&(place as usize));
        let mut order: Vec<u32> = self.order.iter().copied().filter(|p| !is_moved(*p)).collect();
        for place in moved.iter().map(|p| *p as u32) {
            let at = order.partition_point(|other| key(entries, *other) < key(entries, place));
            order.insert(at, place);
        }
        Self::in_order(order)
    }

    /// Where each place stands.
    pub fn standing(&self) -> &[u32] {
        &self.standing
    }

    /// The place that stands there.
    pub fn place(&self, standing: u32) -> usize {
        self.order[standing as usize] as usize
    }

    /// The first place with this id.
    pub fn find(&self, entries: &Entries, id: &str) -> Option<usize> {
        let at = self.order.partition_point(|place| entries[*place as usize].it.id.as_str() < id);
        let place = *self.order.get(at)? as usize;
        (entries[place].it.id == id).then_some(place)
    }
}

fn key(entries: &Entries, place: u32) -> (&str, u32) {
    (&entries[place as usize].it.id, place)
}
