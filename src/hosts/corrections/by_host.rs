//! The host looks at what was said of their own groups.

use super::look::{Look, look};
use crate::{
    auth::Visit,
    hosts::{AsHost, store},
    listings::{By, Role},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;
use uuid::Uuid;

/// `POST /host/corrections/{id}/take`: it is right, and the page says so from now on.
pub async fn take(v: Visit, host: AsHost, db: Db, Id(id): Id) -> Result<Response, Error> {
    does(&v, host, &db, id, Look::Take).await
}

/// `POST /host/corrections/{id}/leave`
pub async fn leave(v: Visit, host: AsHost, db: Db, Id(id): Id) -> Result<Response, Error> {
    does(&v, host, &db, id, Look::Leave).await
}

/// `POST /host/corrections/{id}/reopen`: what was done with it is taken back.
pub async fn reopen(v: Visit, host: AsHost, db: Db, Id(id): Id) -> Result<Response, Error> {
    does(&v, host, &db, id, Look::Reopen).await
}

async fn does(v: &Visit, AsHost(who): AsHost, db: &Db, id: Uuid, act: Look) -> Result<Response, Error> {
    let mine = store::listings_of(db, who.account).await?;
    let mut tx = db.begin().await?;
    let (flash, undo) = look(&mut tx, By::of(&who, Role::Host), id, Some(&mine), act).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&v.to("/host")), &v.address, flash, undo))
}
