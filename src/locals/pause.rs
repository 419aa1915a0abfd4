//! "I take a break", "I'm back": in one tap, and undone in one.

use super::{asking::OWN_PATH, local::AsLocal, store};
use crate::{
    auth::Visit,
    platform::db::Db,
    web::{Error, flash::Flash, see},
};
use axum::response::Response;

/// `POST /local/pause`: nobody asks them from now on. What they promised stays.
pub async fn submit(v: Visit, them: AsLocal, db: Db) -> Result<Response, Error> {
    store::pause(&db, them.local.id, true).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-paused", Some(them.local.id)))
}

/// `POST /local/back`
pub async fn undo(v: Visit, them: AsLocal, db: Db) -> Result<Response, Error> {
    store::pause(&db, them.local.id, false).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-back", Some(them.local.id)))
}
