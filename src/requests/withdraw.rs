//! She takes a request back.

use super::{places, request::State, store};
use crate::{
    auth::Visit,
    newcomers::AsNewcomer,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /requests/{id}/withdraw`
pub async fn submit(v: Visit, her: AsNewcomer, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let request = store::locked(&mut tx, her.newcomer.id, id).await?.ok_or(Error::NotFound)?;
    if request.can_be_withdrawn() {
        places::give_back(&mut tx, id, request.listing).await?;
        store::close(&mut tx, id, State::Withdrawn).await?;
        tx.commit().await?;
    }
    Ok(Flash::on(see(&v.to("/me")), &v.address, "flash-withdrawn", None))
}
