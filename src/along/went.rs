//! They went together. Whoever says so, and wherever, it is set here and nowhere else.

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

/// `POST /going/{id}/went`: she says so on her page.
pub async fn submit(v: Visit, her: AsNewcomer, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let asked = store::locked(&mut tx, Key::OfHer(her.newcomer.id, id)).await?.ok_or(Error::NotFound)?;
    let going = store::hers_for_locked(&mut tx, her.newcomer.id, asked.listing_id).await?;
    if going.is_some_and(|g| g.id == id && g.can_say_went()) {
        set(&mut tx, &asked).await?;
        tx.commit().await?;
    }
    let back = see(&v.to(&format!("/listings/{}/along", asked.listing_id)));
    Ok(Flash::on(back, &v.address, "flash-went", None))
}

/// She said it the day after, or the local did and she said nothing while her link worked. Whether they went is hers to
/// say, in whatever order the two answer: the local's word stands in for hers only where there is none.
pub(super) async fn said(tx: &mut PgTransaction<'_>, asked: &Asked) -> Result<(), Error> {
    if matches!(asked.state(), State::Yes | State::Lapsed) && asked.is_of_two() && !asked.is_called_off() {
        set(tx, asked).await?;
    }
    Ok(())
}

/// The one place where it is set: a tie begins between the two, or they met once more. `asked` is locked, and there was
/// a yes.
async fn set(tx: &mut PgTransaction<'_>, asked: &Asked) -> Result<(), Error> {
    store::close(tx, asked.id, State::Went).await?;
    if let Some(them) = &asked.them {
        ties::went_together(tx, asked.newcomer_id, them.account, asked.id).await?;
    }
    Ok(())
}
