//! What was done to many is undone at once, but for what somebody changed since.

use super::store;
use crate::{
    auth::{AsSocialWorker, Visit},
    curation::{filters::PlaceForm, restore::revert},
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /desk/many/{id}/undo`: once.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<PlaceForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let made = store::take_back(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let mut all = true;
    // In the order of their ids, as whoever acts on many locks them.
    for (listing, version) in made {
        all &= revert(&mut tx, &who, listing, version).await?;
    }
    tx.commit().await?;
    let flash = if all { "flash-many-undone" } else { "flash-many-undone-in-part" };
    Ok(Flash::on(see(&form.address()), &v.address, flash, None))
}
