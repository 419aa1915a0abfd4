//! What somebody wants to be written about, and in which language.

use super::kind::Kind;
use crate::kit::lang::Lang;
use std::collections::BTreeSet;

/// The hours (Europe/Amsterdam) at which a letter of the week can come.
pub const HOURS: std::ops::RangeInclusive<i32> = 7..=21;

/// Somebody's choices. Before they choose: every kind, no letter of the week, in the language they read last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The language of all letters; `None`: the one they read last.
    pub language: Option<Lang>,
    /// What is turned off.
    pub off: BTreeSet<Kind>,
    /// When the letter of the week comes: day (1 is Monday) and hour.
    pub weekly: Option<(i32, i32)>,
}

impl Choices {
    /// Whether letters of this kind come.
    pub fn wants(&self, kind: Kind) -> bool {
        !self.off.contains(&kind) && (kind != Kind::Weekly || self.weekly.is_some())
    }
}
