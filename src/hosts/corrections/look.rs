//! Somebody who may looks at what was said: they take it over, leave it, or take back what they did with it.

use super::{
    proposed::changed,
    store::{self, Correction},
};
use crate::{
    auth::Visit,
    listings::{self, By, Changed, Listing, same_value},
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
        /// Whoever took or left it wants to look again: the page is as it was before.
        Reopen = "reopen",
    }
}

const TAKEN: &str = "flash-correction-take";
const LEFT: &str = "flash-correction-leave";

/// Looks at one of these listings' corrections, or at any. What the next page says of it, and the correction where that
/// can be taken back.
///
/// # Errors
/// `NotFound` where there is none; those of the database.
pub async fn look(
    tx: &mut PgTransaction<'_>,
    by: By,
    id: Uuid,
    of: Option<&[Uuid]>,
    look: Look,
) -> Result<(&'static str, Option<Uuid>), Error> {
    const LATE: (&str, Option<Uuid>) = ("flash-correction-late", None);
    // The locks in the order of whoever says or merges something: what comes in, the listing, then what was said of it.
    store::one_at_a_time(tx).await?;
    let listing = store::listing_of(tx, id, of).await?.ok_or(Error::NotFound)?;
    let (now, version) = listings::with_version_locked(tx, listing).await?.ok_or(Error::NotFound)?;
    let (correction, state) = store::locked(tx, id, listing).await?.ok_or(Error::NotFound)?;
    Ok(match (look, state.as_str()) {
        (Look::Take, "open") => {
            let Some(then) = changed(&now, &correction) else { return Ok(LATE) };
            let done = listings::change(tx, by, &then, version).await?;
            store::set(tx, id, "taken").await?;
            // It stood there already: nothing of this is theirs to take back.
            (TAKEN, matches!(done, Changed::Done(_)).then_some(id))
        }
        (Look::Leave, "open") => {
            store::set(tx, id, "left").await?;
            (LEFT, Some(id))
        }
        (Look::Reopen, "left") => {
            store::reopen(tx, &correction).await?;
            ("flash-correction-reopen", None)
        }
        (Look::Reopen, "taken") => {
            let Some(before) = before(tx, by, &now, version, &correction).await? else { return Ok(LATE) };
            listings::change(tx, by, &before, version).await?;
            store::reopen(tx, &correction).await?;
            ("flash-correction-reopen", None)
        }
        _ => LATE,
    })
}

/// What this reader just took or left, and can take back.
pub fn looked_at(v: &Visit) -> Option<Uuid> {
    let flash = v.flash.as_ref().filter(|f| [TAKEN, LEFT].contains(&f.key.as_str()))?;
    flash.subject
}

/// The listing before this was taken over by somebody in the same role, as long as nobody changed anything since.
async fn before(
    tx: &mut PgTransaction<'_>,
    by: By,
    now: &Listing,
    version: i32,
    correction: &Correction,
) -> Result<Option<Listing>, Error> {
    let last = listings::changes_since(tx, now.id, version - 1).await?;
    let took = |change: &listings::Change| {
        let said = |field: &listings::Field| {
            correction.fields.get(&field.name).is_some_and(|said| same_value(&said["to"], &field.to))
        };
        change.role == by.role && change.fields.iter().all(said)
    };
    if !last.first().is_some_and(took) {
        return Ok(None);
    }
    Ok(Some(listings::with_fields(now, &listings::fields_before(&listings::fields_of(now), &last))?))
}
