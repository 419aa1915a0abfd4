//! Saving what was typed, so that two people never overwrite each other.

use super::merge::merge;
use crate::{
    listings::{self, Fields, Listing},
    web::Error,
};
use sqlx::PgTransaction;

/// What was typed, merged with what the database holds by now.
pub(super) struct Together {
    /// The listing to store: mine, where both changed.
    pub listing: Listing,
    /// What the database holds.
    pub theirs: Fields,
    /// What was typed.
    pub mine: Fields,
    /// Whether somebody else changed something that is kept too.
    pub merged: bool,
    /// What both changed, differently.
    pub conflicts: Vec<String>,
}

/// The listing as the form was made from it: the database's, without the changes since. The places are counted down
/// by hosts' answers, which make no version; the form says itself what it was made from.
///
/// # Errors
/// `Unreadable` where there never was such a version.
pub(super) async fn base_of(
    tx: &mut PgTransaction<'_>,
    (now, version): (&Listing, i32),
    from: i32,
    places: Option<u32>,
) -> Result<Listing, Error> {
    if from < 1 || from > version {
        return Err(Error::Unreadable);
    }
    let newer = listings::changes_since(tx, now.id, from).await?;
    if newer.len() != usize::try_from(version - from).unwrap_or_default() {
        return Err(Error::Stale); // the way back is forgotten
    }
    let mut base = listings::with_fields(now, &listings::fields_before(&listings::fields_of(now), &newer))?;
    base.newcomer_places = places;
    Ok(base)
}

/// Mine and theirs together.
///
/// # Errors
/// `Unexpected` where they make no listing.
pub(super) fn together(base: &Listing, now: &Listing, mine: &Listing) -> Result<Together, Error> {
    let (theirs, mine) = (listings::fields_of(now), listings::fields_of(mine));
    let merged = merge(&listings::fields_of(base), &theirs, &mine);
    let mut listing = listings::with_fields(now, &merged.fields)?;
    if listing.contact_email.is_none() {
        listing.contact_confirmed_on = None;
    }
    let others = merged.theirs.iter().any(|unit| unit != "newcomer_places");
    Ok(Together { listing, theirs, mine, merged: others, conflicts: merged.conflicts })
}
