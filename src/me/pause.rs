//! She takes a break, and comes back.

use crate::{
    auth::Visit,
    newcomers::{self, AsNewcomer},
    platform::db::Db,
    web::{Error, flash::Flash, see},
};
use axum::response::Response;
use uuid::Uuid;

/// `POST /me/pause`
pub async fn submit(v: Visit, her: AsNewcomer, db: Db) -> Result<Response, Error> {
    newcomers::pause(&db, her.newcomer.id).await?;
    Ok(Flash::on(see(&v.to("/me")), &v.address, "flash-break-begun", Some(Uuid::nil())))
}

/// `POST /me/resume`
pub async fn undo(v: Visit, her: AsNewcomer, db: Db) -> Result<Response, Error> {
    newcomers::resume(&db, her.newcomer.id).await?;
    Ok(Flash::on(see(&v.to("/me")), &v.address, "flash-break-ended", Some(Uuid::nil())))
}
