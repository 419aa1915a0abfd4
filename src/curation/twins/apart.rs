//! They look like one and are two: nobody is asked about this pair again. Or that is taken back.

use super::store;
use crate::{
    auth::{AsSocialWorker, Visit},
    platform::db::Db,
    web::{Error, Form, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// The pair.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairForm {
    one: Uuid,
    other: Uuid,
}

/// `POST /desk/twins/apart`
pub async fn submit(v: Visit, _: AsSocialWorker, db: Db, Form(pair): Form<PairForm>) -> Result<Response, Error> {
    store::set_apart(&db, (pair.one, pair.other), true).await?;
    let detail = format!("{}~{}", pair.one, pair.other);
    Ok(Flash::with_detail(see("/desk/twins"), &v.address, "flash-twins-apart", &detail))
}

/// `POST /desk/twins/together`
pub async fn undo(v: Visit, _: AsSocialWorker, db: Db, Form(pair): Form<PairForm>) -> Result<Response, Error> {
    store::set_apart(&db, (pair.one, pair.other), false).await?;
    Ok(Flash::on(see("/desk/twins"), &v.address, "flash-twins-together", None))
}
