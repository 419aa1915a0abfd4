//! What an answer does to the places of a listing, and how another answer undoes just that.

use super::{
    request::Answer,
    store::{self, Places},
};
use crate::listings;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Undoes what the last answer did to the places.
///
/// # Errors
/// Those of the database.
pub async fn give_back(tx: &mut PgTransaction<'_>, request: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    let before = store::places(tx, request).await?;
    if before.took_place {
        listings::give_place_back(tx, listing).await?;
    }
    if before.made_full {
        listings::set_places(tx, listing, before.places_before).await?;
    }
    Ok(())
}

/// The holder of this account leaves: the places that a yes kept for her are free again.
///
/// # Errors
/// Those of the database.
pub async fn give_back_hers(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<(), sqlx::Error> {
    for listing in store::places_kept_for(tx, account).await? {
        listings::give_place_back(tx, listing).await?;
    }
    Ok(())
}

/// Does what this answer does to the places.
///
/// # Errors
/// Those of the database.
pub async fn take(tx: &mut PgTransaction<'_>, listing: Uuid, answer: Answer) -> Result<Places, sqlx::Error> {
    Ok(match answer {
        Answer::Yes => Places { took_place: listings::take_place(tx, listing).await?, ..Places::default() },
        Answer::Full => {
            let places_before = listings::no_places_left(tx, listing).await?;
            Places { made_full: true, places_before, ..Places::default() }
        }
        Answer::No => Places::default(),
    })
}
