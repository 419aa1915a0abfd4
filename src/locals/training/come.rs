//! "I come", with one tap; undone with one.

use super::store;
use crate::{
    auth::Visit,
    locals::{asking::OWN_PATH, local::AsLocal},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /local/training/{id}/come`
pub async fn come(v: Visit, them: AsLocal, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::found(&db, id, them.local.id).await?.ok_or(Error::NotFound)?;
    store::come(&db, id, them.local.id).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-training-come", Some(id)))
}

/// `POST /local/training/{id}/not-come`
pub async fn not_come(v: Visit, them: AsLocal, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::found(&db, id, them.local.id).await?.ok_or(Error::NotFound)?;
    store::not_come(&db, id, them.local.id).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-training-not-come", Some(id)))
}
