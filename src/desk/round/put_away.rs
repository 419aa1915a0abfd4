//! Puts a round away, or brings it back. Nobody of it notices.

use super::{ROUNDS, path, store};
use crate::{
    auth::{AsSocialWorker, Visit},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /desk/rounds/{id}/put-away`
pub async fn submit(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::by_id(&db, &who, id).await?.ok_or(Error::NotFound)?;
    store::put_away(&db, id, true).await?;
    Ok(Flash::on(see(ROUNDS), &v.address, "flash-round-put-away", Some(id)))
}

/// `POST /desk/rounds/{id}/bring-back`
pub async fn undo(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::by_id(&db, &who, id).await?.ok_or(Error::NotFound)?;
    store::put_away(&db, id, false).await?;
    Ok(Flash::on(see(&path(id)), &v.address, "flash-round-back", None))
}
