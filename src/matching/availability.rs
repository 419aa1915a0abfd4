//! Component 4, availability: 1 − e^(−h/3), h common hours a week.
//!
//! By appointment every free hour is common: six for each free daypart. A fixed schedule has been decided by
//! the gate; its weight goes to the others.

use super::{catalogue::Entry, seeker::Seeker, signal::Reading};

/// Hours of a daypart.
const DAYPART_HOURS: f64 = 6.0;

/// The value of so many common hours a week.
pub fn of_hours(hours: f64) -> f64 {
    1.0 - libm::exp(-hours / 3.0)
}

pub(super) fn read(her: &Seeker, it: &Entry) -> Reading {
    match (&it.plan, her.person.free) {
        (Some(_), _) => Reading::NotAsked,
        (None, None) => Reading::unknown(of_hours(21.0 * DAYPART_HOURS), [true]),
        (None, Some(free)) => Reading::Known(of_hours(f64::from(free.bits().count_ones()) * DAYPART_HOURS)),
    }
}
