//! What a "not for me" teaches. The listing itself is left out; one that is like it in that respect has its U
//! multiplied by .85, once for each reason, and says so. Nothing is hidden, and taking it back forgets it.

use super::{
    catalogue::{Catalogue, Entry},
    seeker::Seeker,
};
use crate::{
    kit::{sentence::Sentence, vocabulary::vocabulary},
    named,
};

named! {
    /// Why something was not for her.
    Reason {
        /// As far or farther.
        TooFar = "too-far",
        /// In the same daypart.
        WrongTime = "wrong-time",
        /// Sharing an interest (a leaf).
        NotMyThing = "not-my-thing",
        /// Needing as much Dutch or more.
        TooMuchDutch = "too-much-dutch",
    }
}

/// One thing that was not for her.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaning {
    /// Its place in the catalogue.
    pub place: usize,
    /// Why.
    pub reason: Reason,
}

/// U's factor for one reason that holds.
pub const LEANS_AWAY: f64 = 0.85;

/// U's factor for the reasons that hold, one bit each.
pub(super) fn factor(held: u8) -> f64 {
    (0..held.count_ones()).fold(1.0, |f, _| f * LEANS_AWAY)
}

/// What all of them taught.
#[derive(Debug, Default)]
pub(super) struct Taught {
    /// Left out.
    pub places: Vec<usize>,
    /// As many minutes or more are too far.
    minutes: Option<f64>,
    /// Dayparts that do not suit, one bit each.
    dayparts: u32,
    /// Interests that are not her thing, by place in the vocabulary.
    interests: Vec<u16>,
    /// This level of Dutch or more is too much.
    dutch: Option<u8>,
}

impl Taught {
    /// Reads what she passed over. A place outside the catalogue teaches nothing.
    pub fn of(leanings: &[Leaning], her: &Seeker, catalogue: &Catalogue) -> Self {
        let mut taught = Self::default();
        for leaning in leanings {
            let Some(it) = catalogue.entries.get(leaning.place) else { continue };
            taught.places.push(leaning.place);
            match leaning.reason {
                Reason::TooFar => taught.minutes = least(taught.minutes, her.ways.minutes(it)),
                Reason::WrongTime => taught.dayparts |= dayparts(it),
                Reason::NotMyThing => taught.interests.extend(leaves(it)),
                Reason::TooMuchDutch => taught.dutch = least(taught.dutch, needed(it)),
            }
        }
        taught
    }

    /// The reasons that hold for a listing, one bit each in the order of `Reason`.
    pub fn hold(&self, her: &Seeker, it: &Entry) -> u8 {
        if self.places.is_empty() {
            return 0;
        }
        let far = self.minutes.is_some_and(|far| her.ways.minutes(it).is_some_and(|m| m >= far));
        let time = self.dayparts & dayparts(it) != 0;
        let thing = it.interests.iter().any(|n| self.interests.contains(n));
        let dutch = self.dutch.is_some_and(|most| needed(it).is_some_and(|n| n >= most));
        u8::from(far) | u8::from(time) << 1 | u8::from(thing) << 2 | u8::from(dutch) << 3
    }
}

fn least<T: PartialOrd + Copy>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b < a { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The dayparts in which its sessions begin; none by appointment.
fn dayparts(it: &Entry) -> u32 {
    it.plan.as_ref().map_or(0, |plan| plan.dayparts())
}

fn leaves(it: &Entry) -> impl Iterator<Item = u16> {
    it.interests.iter().copied().filter(|n| vocabulary().interests[usize::from(*n)].group.is_some())
}

/// The Dutch a listing needs where Dutch is spoken; none needed is never too much.
fn needed(it: &Entry) -> Option<u8> {
    it.dutch.filter(|n| *n > 0)
}

/// Why it stands lower, for the reasons that hold: the first of them.
pub(super) fn said(held: u8) -> Option<Sentence> {
    let first = Reason::ALL.get(held.trailing_zeros() as usize)?;
    Some(match first {
        Reason::TooFar => Sentence::new("As far as what you passed over.", "Even ver als wat je oversloeg."),
        Reason::WrongTime => {
            Sentence::new("At a time like what you passed over.", "Op net zo'n moment als wat je oversloeg.")
        }
        Reason::NotMyThing => Sentence::new("It looks like what you passed over.", "Het lijkt op wat je oversloeg."),
        Reason::TooMuchDutch => {
            Sentence::new("As much Dutch as what you passed over.", "Net zo veel Nederlands als wat je oversloeg.")
        }
    })
}
