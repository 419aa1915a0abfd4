//! The order of a list, as numbers: `later` after all others, then the largest worth, then the id.

use crate::matching::{catalogue::Catalogue, go::Go};

/// Worth is U less what scarcity takes, in millionths; this keeps it above nought.
const WORTH: u32 = (1 << 21) - 1;
/// See [`WORTH`]: no handicap is larger.
const LIFT: u32 = 100_000;

/// Where a listing stands in her list; less is better. From the top: whether she can go later only, what it lacks in
/// worth, its id among the ids, how she goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(u64);

impl Key {
    /// Of U in millionths less a handicap, the standing of its id, and how she goes.
    #[inline(always)]
    pub(super) fn new(millionths: u32, handicap: u32, standing: u32, go: Go) -> Self {
        let lacks = WORTH - (millionths + LIFT - handicap);
        Self(u64::from(go == Go::Later) << 62 | u64::from(lacks) << 40 | u64::from(standing) << 8 | go as u64)
    }

    /// U less what scarcity takes, in millionths, lifted by .1 so that it is never below nought.
    pub(crate) fn worth(self) -> u32 {
        WORTH - ((self.0 >> 40) as u32 & WORTH)
    }

    /// Whether she can go later only.
    pub(crate) fn later(self) -> bool {
        self.0 >> 62 != 0
    }

    /// How she goes.
    pub(crate) fn go(self) -> Go {
        Go::ALL[(self.0 & 0xff) as usize % Go::ALL.len()]
    }

    /// Its place in the catalogue.
    pub(crate) fn place(self, catalogue: &Catalogue) -> usize {
        catalogue.ids.place((self.0 >> 8) as u32)
    }

    /// U in millionths.
    pub(crate) fn millionths(self, catalogue: &Catalogue) -> u32 {
        self.worth() + catalogue.handicap(self.place(catalogue)) - LIFT
    }
}

/// A list that is sorted as far as somebody looks.
pub(crate) struct Line {
    keys: Vec<Key>,
    sorted: usize,
    /// How many there are before those for later.
    pub ready: usize,
}

/// From so many times as many as are wanted, a sample is worth it.
const SAMPLED: usize = 16;

/// Puts those that may be among the first so many in front, and says how many these are: at least so many.
fn bring_forward(keys: &mut [Key], many: usize) -> usize {
    let mut sample: Vec<Key> = keys.iter().copied().step_by(SAMPLED).collect();
    // Twice as many as fairly lie before it.
    let nth = (2 * many / SAMPLED + 8).min(sample.len() - 1);
    let edge = *sample.select_nth_unstable(nth).1;
    if keys.iter().filter(|key| **key <= edge).count() < many {
        return keys.len();
    }
    let mut front = 0;
    for n in 0..keys.len() {
        if keys[n] <= edge {
            keys.swap(front, n);
            front += 1;
        }
    }
    front
}

/// So many are sorted at once at least.
const AT_ONCE: usize = 128;

impl Line {
    /// Of keys in any order.
    pub fn new(keys: Vec<Key>) -> Self {
        let ready = keys.iter().filter(|k| !k.later()).count();
        Self { keys, sorted: 0, ready }
    }

    /// The n-th of the order.
    pub fn get(&mut self, n: usize) -> Option<Key> {
        self.sort_to(n.saturating_add(1));
        self.keys.get(n).copied()
    }

    fn sort_to(&mut self, n: usize) {
        if n <= self.sorted || self.sorted == self.keys.len() {
            return;
        }
        let to = n.max(2 * self.sorted).max(AT_ONCE).min(self.keys.len());
        let rest = &mut self.keys[self.sorted..];
        let many = to - self.sorted;
        // Most stand far behind: a look at one in many says where the front ends, and the choice is among few.
        let mut front = rest.len();
        if rest.len() > SAMPLED * many {
            front = bring_forward(rest, many);
        }
        if many < front {
            rest[..front].select_nth_unstable(many);
        }
        rest[..many].sort_unstable();
        self.sorted = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_what_it_was_made_of_and_a_line_is_sorted_as_far_as_it_is_asked() {
        let key = Key::new(654_321, 4_321, 77, Go::WithSomebody);
        assert_eq!((key.worth(), key.later(), key.go()), (750_000, false, Go::WithSomebody));
        assert!(Key::new(50_000, 100_000, 0, Go::Now) < Key::new(1_000_000, 0, 0, Go::Later));
        assert!(Key::new(700_000, 0, 9, Go::Now) < Key::new(699_999, 0, 1, Go::Now));
        let all = |n: u32| Key::new((n * 7_919) % 900_000 + 50_000, 0, n, Go::Now);
        let keys: Vec<Key> = (0..5_000).map(all).collect();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        let mut line = Line::new(keys);
        for n in [0, 3, 127, 128, 129, 700, 4_999] {
            assert_eq!(line.get(n), Some(sorted[n]));
        }
        assert_eq!(line.get(5_000), None);
    }
}
