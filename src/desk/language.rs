//! The desk speaks the language of the account; one button changes it.

use crate::{
    auth::{self, AsSocialWorker, Visit},
    platform::db::Db,
    web::{Error, see},
};
use axum::response::Response;

/// `POST /desk/language`
pub async fn submit(v: Visit, AsSocialWorker(who): AsSocialWorker, db: Db) -> Result<Response, Error> {
    auth::speak(&db, who.account, v.lang.other()).await?;
    Ok(see("/desk"))
}
