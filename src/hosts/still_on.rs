//! "Still on": one tap says that a listing is true today. Pausing it and being back are as short; each can be undone.

use super::host::{Hosted, confirm};
use crate::{
    auth::Visit,
    kit::words::Status,
    listings::{self, By, Listing, Role},
    platform::db::Db,
    web::{Error, Form, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;

/// `POST /host/listings/{id}/still-on`
pub async fn submit(v: Visit, hosted: Hosted, db: Db) -> Result<Response, Error> {
    let today = v.today();
    hosted.change(&db, |listing| confirm(listing, today)).await?;
    Ok(done(&v, &hosted, "flash-host-still-on"))
}

/// `POST /host/listings/{id}/pause`: nobody is sent there for now.
pub async fn pause(v: Visit, hosted: Hosted, db: Db) -> Result<Response, Error> {
    hosted.change(&db, |listing| turn(listing, Status::Active, Status::Paused)).await?;
    Ok(done(&v, &hosted, "flash-host-paused"))
}

/// `POST /host/listings/{id}/back`: it is on again, and true as of today.
pub async fn back(v: Visit, hosted: Hosted, db: Db) -> Result<Response, Error> {
    let today = v.today();
    let change = |listing: &mut Listing| {
        turn(listing, Status::Paused, Status::Active);
        confirm(listing, today);
    };
    hosted.change(&db, change).await?;
    Ok(done(&v, &hosted, "flash-host-back"))
}

fn turn(listing: &mut Listing, from: Status, to: Status) {
    if listing.status == from {
        listing.status = to;
    }
}

fn done(v: &Visit, hosted: &Hosted, key: &str) -> Response {
    Flash::on(see(&v.to("/host")), &v.address, key, Some(hosted.listing.id))
}

/// The version that the act to be undone made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoForm {
    version: i32,
}

/// `POST /host/listings/{id}/undo`: the last act on this page, as long as nobody changed anything since.
pub async fn undo(v: Visit, hosted: Hosted, db: Db, Form(form): Form<UndoForm>) -> Result<Response, Error> {
    let last = listings::history_of(&db, hosted.listing.id).await?.into_iter().next();
    let last = last.filter(|c| c.version == form.version && c.role == Role::Host);
    let mut tx = db.begin().await?;
    let (now, version) = listings::with_version_locked(&mut tx, hosted.listing.id).await?.ok_or(Error::NotFound)?;
    let mut key = "flash-host-too-late";
    if let Some(change) = last.filter(|_| version == form.version) {
        let before = listings::fields_before(&listings::fields_of(&now), &[change]);
        let listing = listings::with_fields(&now, &before)?;
        listings::change(&mut tx, By::of(&hosted.who, Role::Host), &listing, version).await?;
        tx.commit().await?;
        key = "flash-host-undone";
    }
    Ok(Flash::on(see(&v.to("/host")), &v.address, key, None))
}
