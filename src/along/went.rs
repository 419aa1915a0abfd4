//! They went together. Whoever says so, and wherever, it is set here and nowhere else.

use super::{
    asked::Asked,
    going::{After, Side, State},
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

/// One of the two said it the day after; where she said that it was not so, her word counts.
pub(super) async fn said(tx: &mut PgTransaction<'_>, asked: &Asked, by: Side) -> Result<(), Error> {
    let she_did_not = asked.after(Side::Newcomer).is_some_and(|hers| hers != After::Went);
    let over = matches!(asked.state(), State::Yes | State::Lapsed) && asked.is_of_two() && !asked.is_called_off();
    if over && (by == Side::Newcomer || !she_did_not) {
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
