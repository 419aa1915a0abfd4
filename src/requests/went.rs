//! She has been there: the window stays lit.

use super::{request::State, store};
use crate::{
    auth::Visit,
    newcomers::AsNewcomer,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /requests/{id}/went`
pub async fn submit(v: Visit, her: AsNewcomer, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let request = store::locked(&mut tx, her.newcomer.id, id).await?.ok_or(Error::NotFound)?;
    if request.state == State::Yes {
        store::close(&mut tx, id, State::Went).await?;
        tx.commit().await?;
    }
    Ok(Flash::on(see(&v.to("/me")), &v.address, "flash-went", None))
}
