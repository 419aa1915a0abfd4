//! What was ticked or chosen in a form, and saying it again.

use crate::kit::text::Slip;
use std::{collections::BTreeSet, str::FromStr};

/// Names as a set.
///
/// # Errors
/// A name that was not on the page is a slip.
pub fn many<T: FromStr + Ord>(names: &[String]) -> Result<BTreeSet<T>, Slip> {
    names.iter().map(|name| name.parse().map_err(|_| Slip::NotThis("slip-choice"))).collect()
}

/// One name, or none.
///
/// # Errors
/// As [`many`].
pub fn one<T: FromStr>(name: &str) -> Result<Option<T>, Slip> {
    match name {
        "" => Ok(None),
        name => name.parse().map(Some).map_err(|_| Slip::NotThis("slip-choice")),
    }
}

/// Nothing chosen is unknown.
pub fn unless_empty<T>(set: BTreeSet<T>) -> Option<BTreeSet<T>> {
    (!set.is_empty()).then_some(set)
}

/// The names of what was chosen.
pub fn names<T: ToString>(chosen: Option<&BTreeSet<T>>) -> Vec<String> {
    chosen.into_iter().flatten().map(T::to_string).collect()
}

/// Several things in one line; nothing where there are none.
pub fn listed(things: impl IntoIterator<Item = String>) -> Option<String> {
    joined(things, ", ")
}

/// Sentences one after the other; nothing where there are none.
pub fn sentences(all: impl IntoIterator<Item = String>) -> Option<String> {
    joined(all, " ")
}

fn joined(things: impl IntoIterator<Item = String>, between: &str) -> Option<String> {
    let all = things.into_iter().collect::<Vec<_>>().join(between);
    (!all.is_empty()).then_some(all)
}
