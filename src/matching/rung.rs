//! The ladder is hers: a rung moves a score, and never hides a listing.

use super::{bridging, catalogue::Entry, opportunity::Opportunity, person::Person};
use crate::kit::words::Rung;

/// U's factor for a listing more than one rung up, and for "people like me" where she asked for people from here.
pub const OFF_THE_LADDER: f64 = 0.75;

/// The rung of a listing: as its host says; else by the expected share of people rooted here: below a quarter safe,
/// from 65 % on bridging, mixed between. Giving is never derived: hosting is offered, not inferred.
pub fn of(it: &Opportunity) -> Rung {
    it.rung.unwrap_or_else(|| match bridging::share(it).0 {
        share if share < 0.25 => Rung::Safe,
        share if share < 0.65 => Rung::Mixed,
        _ => Rung::Bridging,
    })
}

/// The rung as she meets it: from safe, a bridging listing where somebody takes her along counts as mixed.
pub(super) fn met(person: &Person, it: &Entry) -> Rung {
    match (person.asked_rung(), it.rung) {
        (Rung::Safe, Rung::Bridging) if it.it.takes_along() => Rung::Mixed,
        (_, rung) => rung,
    }
}

/// U's factor.
pub(super) fn factor(person: &Person, it: &Entry) -> f64 {
    let (asked, met) = (person.asked_rung(), met(person, it));
    let too_far_up = met as u8 > asked as u8 + 1;
    let back = met == Rung::Safe && asked >= Rung::Bridging;
    if too_far_up || back { OFF_THE_LADDER } else { 1.0 }
}
