//! The components of a match, and what each can read of a pair.

use crate::named;

named! {
    /// One component of a match.
    Signal {
        /// Shared interests.
        Interest = "interest",
        /// The common language.
        Language = "language",
        /// They look for it, she can do it.
        Skill = "skill",
        /// Common hours.
        Availability = "availability",
        /// The way there.
        Travel = "travel",
        /// What she is looking for.
        Goals = "goals",
        /// Ties with people from here.
        Bridging = "bridging",
        /// Both sides gain (people with people; a later issue).
        Reciprocity = "reciprocity",
        /// A nice-to-have: the child is welcome.
        Child = "child",
        /// A nice-to-have: the price.
        Cost = "cost",
        /// A nice-to-have: confirmed lately.
        Freshness = "freshness",
    }
}

impl Signal {
    /// The essentials, in the order of the score's product.
    pub const ESSENTIALS: [Signal; 7] = [
        Signal::Interest,
        Signal::Language,
        Signal::Skill,
        Signal::Availability,
        Signal::Travel,
        Signal::Goals,
        Signal::Bridging,
    ];
    /// The nice-to-haves, in the order of their sum.
    pub const NICE: [Signal; 3] = [Signal::Child, Signal::Cost, Signal::Freshness];
}

/// What a component reads of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// The pair's value, 0 to 1.
    Known(f64),
    /// A field is blank. `best` is what the pair would have with the best that could stand there.
    Unknown {
        /// 0 to 1.
        best: f64,
        /// How many fields are blank.
        blanks: i32,
    },
    /// The listing does not ask or have it: its weight goes to the others.
    NotAsked,
}

/// What a blank pays at most, as a part of what its best answer would: unknown never scores like a perfect answer,
/// not even where the best answer is poor (a far place stays far by any means of travel).
pub const BLANK: f64 = 0.9;

/// The value of a blank: the lower quartile of the sample city, but below what the pair could reach at best. Each
/// further blank of the same component takes its part again, so that every answer can only help.
pub fn blank(lower_quartile: f64, best: f64, blanks: i32) -> f64 {
    (1..blanks).fold(lower_quartile.min(BLANK * best), |value, _| value * BLANK)
}

impl Reading {
    /// The value that enters the score; none where it is not asked.
    pub fn value(self, lower_quartile: f64) -> Option<f64> {
        match self {
            Reading::Known(c) => Some(c),
            Reading::Unknown { best, blanks } => Some(blank(lower_quartile, best, blanks)),
            Reading::NotAsked => None,
        }
    }

    /// Unknown for so many of these fields that are blank; none of them blank counts as one.
    pub fn unknown<const N: usize>(best: f64, blank: [bool; N]) -> Self {
        Reading::Unknown { best, blanks: blank.into_iter().filter(|b| *b).count().max(1) as i32 }
    }

    /// Whether it is known that there is nothing of it.
    pub fn is_nothing(self) -> bool {
        matches!(self, Reading::NotAsked) || self == Reading::Known(0.0)
    }
}
