//! Somebody who may looks at what was said: they take it over, leave it, or take leaving it back.

use super::{proposed::changed, store};
use crate::{
    listings::{self, By},
    named,
    web::Error,
};
use sqlx::PgTransaction;
use uuid::Uuid;

named! {
    /// What becomes of it.
    Look {
        /// It is right: the page says so from now on.
        Take = "take",
        /// It is not, or of no use.
        Leave = "leave",
        /// Whoever left it wants to look again.
        Reopen = "reopen",
    }
}

/// Looks at one of these listings' corrections, or at any; the listing it is about. `None`, and nothing is done, where
/// it is not in a state for that.
///
/// # Errors
/// `NotFound` where there is none; those of the database.
pub async fn look(
    tx: &mut PgTransaction<'_>,
    by: By,
    id: Uuid,
    of: Option<&[Uuid]>,
    look: Look,
) -> Result<Option<Uuid>, Error> {
    let (correction, state) = store::locked(tx, id, of).await?.ok_or(Error::NotFound)?;
    match (look, state.as_str()) {
        (Look::Take, "open") => {
            let found = listings::with_version_locked(tx, correction.listing_id).await?;
            let (now, version) = found.ok_or(Error::NotFound)?;
            let Some(then) = changed(&now, &correction) else { return Ok(None) };
            listings::change(tx, by, &then, version).await?;
            store::set(tx, id, "taken").await?;
        }
        (Look::Leave, "open") => store::set(tx, id, "left").await?,
        (Look::Reopen, "left") => store::set(tx, id, "open").await?,
        _ => return Ok(None),
    }
    Ok(Some(correction.listing_id))
}

/// What the next page says of it, and what an undo there is about: the listing, or the correction that was left.
pub fn looked(look: Look, id: Uuid, done: Option<Uuid>) -> (&'static str, Option<Uuid>) {
    match (look, done) {
        (_, None) => ("flash-correction-late", None),
        (Look::Take, listing) => ("flash-correction-take", listing),
        (Look::Leave, Some(_)) => ("flash-correction-leave", Some(id)),
        (Look::Reopen, Some(_)) => ("flash-correction-reopen", None),
    }
}
