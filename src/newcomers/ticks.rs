//! Ticks that stand for something in her answers: giving one and taking it back.

use super::{choices::Choice, newcomer::Newcomer};
use crate::web::words::Words;
use std::collections::BTreeSet;

/// A row to tick that stands for something in her answers.
pub(super) trait Tick: Copy + Ord + 'static {
    /// All of them, in the order of the page.
    const ROWS: &'static [Self];

    /// Its name in the form.
    fn name(self) -> &'static str;

    /// Its words on the page.
    fn label(self, w: &Words) -> String;

    /// Whether her answers say so.
    fn holds(self, her: &Newcomer) -> bool;

    /// Writes it into her answers.
    fn give(self, her: &mut Newcomer);

    /// Takes exactly that back.
    fn take(self, her: &mut Newcomer);
}

/// The names of those that hold.
pub(super) fn held<T: Tick>(her: &Newcomer) -> Vec<String> {
    T::ROWS.iter().filter(|t| t.holds(her)).map(|t| t.name().to_owned()).collect()
}

/// Writes what was ticked. A row that stays as it was is not touched: what she said more precisely
/// elsewhere stays as she said it.
pub(super) fn put<T: Tick>(wanted: &BTreeSet<T>, her: &mut Newcomer) {
    let (holds, not): (Vec<T>, Vec<T>) = T::ROWS.iter().partition(|t| t.holds(her));
    for tick in holds.into_iter().filter(|t| !wanted.contains(t)) {
        tick.take(her);
    }
    for tick in not.into_iter().filter(|t| wanted.contains(t)) {
        tick.give(her);
    }
}

/// The rows of the page.
pub(super) fn rows<T: Tick>(w: &Words, ticked: &[String]) -> Vec<Choice> {
    let row = |t: &T| Choice::new(t.name(), t.label(w), ticked.iter().any(|n| n == t.name()));
    T::ROWS.iter().map(row).collect()
}

/// Adds to a set that may be unknown.
pub(super) fn add<T: Ord>(set: &mut Option<BTreeSet<T>>, thing: T) {
    set.get_or_insert_default().insert(thing);
}

/// Takes out of a set; an empty one is unknown again.
pub(super) fn remove<T: Ord>(set: &mut Option<BTreeSet<T>>, thing: &T) {
    if let Some(things) = set {
        things.remove(thing);
        if things.is_empty() {
            *set = None;
        }
    }
}

/// Whether a set that may be unknown has it.
pub(super) fn has<T: Ord>(set: &Option<BTreeSet<T>>, thing: &T) -> bool {
    set.as_ref().is_some_and(|things| things.contains(thing))
}
