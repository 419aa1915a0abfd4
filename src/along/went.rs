//! She says that they went.

use super::{
    asked::Asked,
    going::State,
    store::{self, Key},
};
use crate::{
    auth::Visit,
    newcomers::AsNewcomer,
    platform::db::Db,
    ties,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;
use sqlx::PgTransaction;

/// `POST /going/{id}/went`
pub async fn submit(v: Visit, her: AsNewcomer, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let asked = store::locked(&mut tx, Key::OfHer(her.newcomer.id, id)).await?.ok_or(Error::NotFound)?;
    let going = store::hers_for_locked(&mut tx, her.newcomer.id, asked.listing_id).await?;
    if going.is_some_and(|g| g.id == id && g.can_say_went()) {
        went(&mut tx, &asked).await?;
        tx.commit().await?;
    }
    let back = see(&v.to(&format!("/listings/{}/along", asked.listing_id)));
    Ok(Flash::on(back, &v.address, "flash-went", None))
}

/// They went: a tie begins between the two, or they met once more.
pub(super) async fn went(tx: &mut PgTransaction<'_>, asked: &Asked) -> Result<(), sqlx::Error> {
    store::close(tx, asked.id, State::Went).await?;
    match &asked.them {
        Some(them) => ties::went_together(tx, asked.newcomer_id, them.account, asked.id).await,
        None => Ok(()),
    }
}
