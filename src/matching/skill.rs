//! Component 3, skill–need: the best of the wanted skills, 1 the same, .5 of the same ISCO-08 three-digit group.

use super::{catalogue::Entry, person::Person, seeker::Seeker, signal::Reading};
use crate::kit::vocabulary::vocabulary;

/// What she can do, by place in the vocabulary: 1, .5 or 0. None where she named nothing.
pub(super) fn abilities(person: &Person) -> Option<Vec<f64>> {
    let words = vocabulary();
    let named = person.skills.as_ref().filter(|s| !s.is_empty())?;
    let mut can = vec![0.0_f64; words.skills.len()];
    for own in named.iter().filter_map(|id| words.skill(id)) {
        let group = &words.skills[own].isco_group;
        for (n, skill) in words.skills.iter().enumerate() {
            if group.is_some() && skill.isco_group == *group {
                can[n] = can[n].max(0.5);
            }
        }
        can[own] = 1.0;
    }
    Some(can)
}

pub(super) fn read(her: &Seeker, it: &Entry) -> Reading {
    if it.skills.is_empty() {
        return Reading::NotAsked;
    }
    match &her.can {
        None => Reading::unknown(1.0, [true]),
        Some(can) => Reading::Known(best(can, it).map_or(0.0, |(_, value)| value)),
    }
}

/// The wanted skill that she has, or comes nearest to.
pub(super) fn best(can: &[f64], it: &Entry) -> Option<(usize, f64)> {
    let wanted = it.skills.iter().map(|n| (usize::from(*n), can[usize::from(*n)])).filter(|(_, value)| *value > 0.0);
    // The first of equals, for the same sentence on every machine.
    wanted.fold(
        None,
        |found: Option<(usize, f64)>, next| {
            if found.is_some_and(|f| f.1 >= next.1) { found } else { Some(next) }
        },
    )
}
