//! Two listings into one, pure: every field from the one that stays, but those that are taken from the other.

use crate::listings::{self, Fields, Listing, same_value, unit_of};
use std::collections::BTreeSet;

/// What a merge decides by itself: the state of each, and the later of two confirmations.
const DECIDED: [&str; 5] = ["status", "closed_on", "successor_key", "confirmed_on", "contact_confirmed_on"];

/// Why this one cannot stay while the other closes, by the name of a sentence: what is over does not stay or close once
/// more, and what everybody can see does not end at a page that nobody can see.
pub(super) fn stands_in_the_way(kept: &Listing, lost: &Listing) -> Option<&'static str> {
    if kept.is_closed() || lost.is_closed() {
        Some("merge-closed")
    } else if lost.is_public() && !kept.is_public() {
        Some("merge-draft")
    } else {
        None
    }
}

/// The units in which the two differ, each with whether it is taken from the other if nobody says anything: where the
/// one that stays has nothing to say.
pub(super) fn differing(kept: &Listing, lost: &Listing) -> Vec<(String, bool)> {
    let (ours, theirs) = (listings::fields_of(kept), listings::fields_of(lost));
    let differ = |name: &&String| !DECIDED.contains(&name.as_str()) && !same_value(&ours[*name], &theirs[*name]);
    let units: BTreeSet<&str> = theirs.keys().filter(differ).map(|name| unit_of(name)).collect();
    let nothing = serde_json::Value::Null;
    let is_empty = |unit: &str, of: &Fields| listings::columns_of(unit).iter().all(|c| same_value(&of[*c], &nothing));
    units.into_iter().map(|unit| (unit.to_owned(), is_empty(unit, &ours) && !is_empty(unit, &theirs))).collect()
}

/// The listing that stays, with these units of the other; `None` where that makes no listing.
pub(super) fn merged(kept: &Listing, lost: &Listing, take: &[String]) -> Option<Listing> {
    let (mut fields, theirs) = (listings::fields_of(kept), listings::fields_of(lost));
    for column in take.iter().flat_map(|unit| listings::columns_of(unit)).filter(|c| !DECIDED.contains(c)) {
        fields.insert(column.to_owned(), theirs.get(column)?.clone());
    }
    let address = fields.get("contact_email")?.clone();
    // An address is as old as where it comes from says, and none is not confirmed.
    let confirmed = if take.iter().any(|unit| unit == "contact_email") { &theirs } else { &fields };
    let confirmed = if address.is_null() { serde_json::Value::Null } else { confirmed["contact_confirmed_on"].clone() };
    fields.insert("contact_confirmed_on".to_owned(), confirmed);
    let mut listing = listings::with_fields(kept, &fields).ok()?;
    listing.confirmed_on = kept.confirmed_on.max(lost.confirmed_on);
    Some(listing)
}
