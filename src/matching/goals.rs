//! Component 6, goals: max over her wishes of g_d·q_d. Every wish counts the same (g = 1); q = 1 for a domain of the listing.

use super::{catalogue::Entry, seeker::Seeker, signal::Reading};

pub(super) fn read(her: &Seeker, it: &Entry) -> Reading {
    match her.wishes {
        Some(wishes) if it.domains != 0 => Reading::Known(if wishes & it.domains != 0 { 1.0 } else { 0.0 }),
        _ => Reading::unknown(1.0, [her.wishes.is_none(), it.domains == 0]),
    }
}
