//! A block as columns: what a ranking streams through. The gates' columns stand first and are read of everybody; the
//! rest of those who pass them.

use super::{blocks::BLOCK, classes::Row, entry::Entry};
use crate::{
    kit::words::{Kind, Rung},
    matching::{gates::CONFIRMED_WEEKS, go::SMALL_GROUP, weights::FLOOR},
};

/// An interest or skill that is none.
pub(in crate::matching) const NONE: u8 = 255;
/// Stands first where there are more than four: the listing itself is asked.
pub(in crate::matching) const MORE: u8 = 254;
/// Days since the last word, where there was none; from 182 on all are alike.
pub(in crate::matching) const NEVER: u8 = 255;
/// The horizons of bridging: 0 to 12 months ahead, and unknown.
pub(in crate::matching) const HORIZONS: usize = 14;

/// A block of 512 listings.
#[derive(Clone, Debug)]
#[repr(C)]
pub(in crate::matching) struct Columns {
    /// Who may come in; 0 where no listing stands.
    pub door: [u32; BLOCK],
    /// What is spoken.
    pub speech: [u32; BLOCK],
    /// When.
    pub time: [u32; BLOCK],
    /// What it costs.
    pub cost: [u32; BLOCK],
    /// The gazetteer's place and one; 0 = unknown.
    pub place: [u16; BLOCK],
    /// Up to four places in the vocabulary, in the order of the listing.
    pub interests: [[u8; 4]; BLOCK],
    /// The same of the skills.
    pub skills: [[u8; 4]; BLOCK],
    /// One bit for each domain.
    pub domains: [u8; BLOCK],
    /// How it receives people; see [`Manner`].
    pub manner: [u8; BLOCK],
    /// Days since somebody confirmed it.
    pub days: [u8; BLOCK],
    /// Whether any list is longer than four.
    pub long_lists: bool,
    /// ln of bridging, floored, by months ahead; the last where that is unknown.
    pub bridging: [[f64; BLOCK]; HORIZONS],
}

/// The bytes that lie in order before [`Columns::long_lists`].
pub(in crate::matching) const BYTES_IN_ORDER: usize = std::mem::offset_of!(Columns, long_lists);

/// Bytes of a listing that one ranking may read; of [`Columns::bridging`] it reads one horizon.
pub(in crate::matching) const BYTES_READ: usize = size_of::<Columns>() / BLOCK - 8 * (HORIZONS - 1);

impl Columns {
    /// No listing stands anywhere yet.
    pub fn empty() -> Self {
        Self {
            door: [0; BLOCK],
            speech: [0; BLOCK],
            time: [0; BLOCK],
            cost: [0; BLOCK],
            place: [0; BLOCK],
            interests: [[NONE; 4]; BLOCK],
            skills: [[NONE; 4]; BLOCK],
            domains: [0; BLOCK],
            manner: [0; BLOCK],
            days: [NEVER; BLOCK],
            long_lists: false,
            bridging: [[0.0; BLOCK]; HORIZONS],
        }
    }

    /// Writes a listing.
    pub fn set(&mut self, n: usize, entry: &Entry, row: Row) {
        self.door[n] = row.door;
        self.speech[n] = row.speech;
        self.time[n] = row.time;
        self.cost[n] = row.cost;
        self.place[n] = entry.place.map_or(0, |place| place + 1);
        self.interests[n] = four(&entry.interests);
        self.skills[n] = four(&entry.skills);
        self.long_lists |= self.interests[n][0] == MORE || self.skills[n][0] == MORE;
        self.domains[n] = entry.domains;
        self.manner[n] = Manner::of(entry).number();
        self.days[n] = entry.freshness.map_or(NEVER, days);
        for (months, column) in self.bridging.iter_mut().enumerate() {
            column[n] = libm::log(entry.ties.bridging(months_ahead(months)).max(FLOOR));
        }
    }
}

/// The months ahead of a horizon.
pub(in crate::matching) fn months_ahead(horizon: usize) -> Option<i32> {
    (horizon < HORIZONS - 1).then_some(horizon as i32)
}

/// The days after which something is so fresh; what is not fresh at all any more is alike.
fn days(freshness: f64) -> u8 {
    libm::round((1.0 - freshness) * 7.0 * CONFIRMED_WEEKS as f64) as u8
}

fn four(all: &[u16]) -> [u8; 4] {
    let fits = all.len() <= 4 && all.iter().all(|n| *n < u16::from(MORE));
    let at = |n: usize| all.get(n).map_or(NONE, |n| *n as u8);
    if fits { std::array::from_fn(at) } else { [MORE, NONE, NONE, NONE] }
}

/// How a listing receives people: what U's own factors and its table of weights depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::matching) struct Manner {
    pub takes_along: bool,
    /// Whether the group is small.
    pub small: Option<bool>,
    pub rung: Rung,
    pub check_first: bool,
    pub role: bool,
    pub slow_to_answer: bool,
}

impl Manner {
    /// There are no more.
    pub const MANY: usize = 256;

    fn of(entry: &Entry) -> Self {
        Self {
            takes_along: entry.it.takes_along(),
            small: entry.it.capacity.map(|c| c <= SMALL_GROUP),
            rung: entry.rung,
            check_first: entry.check_first,
            role: entry.it.kind == Kind::VolunteerRole,
            slow_to_answer: entry.it.slow_to_answer,
        }
    }

    fn number(self) -> u8 {
        let small = self.small.map_or(0, |small| if small { 1 } else { 2 });
        u8::from(self.takes_along)
            | u8::from(self.role) << 1
            | small << 2
            | (self.rung as u8) << 4
            | u8::from(self.check_first) << 6
            | u8::from(self.slow_to_answer) << 7
    }

    /// Of a number.
    pub fn numbered(number: usize) -> Self {
        Self {
            takes_along: number & 1 != 0,
            role: number & 2 != 0,
            small: [None, Some(true), Some(false), None][number >> 2 & 3],
            rung: Rung::ALL[number >> 4 & 3],
            check_first: number & 64 != 0,
            slow_to_answer: number & 128 != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::nice::fresh_after;

    #[test]
    fn a_manner_is_its_number() {
        for number in (0..Manner::MANY).filter(|n| n >> 2 & 3 != 3) {
            assert_eq!(usize::from(Manner::numbered(number).number()), number);
        }
    }

    #[test]
    fn days_are_those_of_the_freshness() {
        for n in 0..=182 {
            assert_eq!(i32::from(days(fresh_after(f64::from(n)))), n);
        }
        assert_eq!(days(fresh_after(400.0)), 182);
    }

    #[test]
    fn a_ranking_reads_so_many_bytes_of_a_listing() {
        assert_eq!(BYTES_READ, 4 * 4 + 2 + 4 + 4 + 3 + 8);
    }
}
