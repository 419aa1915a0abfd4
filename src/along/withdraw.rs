//! She takes her question back. Whoever had said yes is told; whoever only had the question finds it gone.

use super::{
    going::State,
    letters::{self, Sender},
    store,
};
use crate::{
    auth::Visit,
    listings::Shelf,
    newcomers::AsNewcomer,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /going/{id}/withdraw`
pub async fn submit(v: Visit, her: AsNewcomer, Id(id): Id, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let asked = store::of_her_locked(&mut tx, her.newcomer.id, id).await?.ok_or(Error::NotFound)?;
    let going = store::hers_for_locked(&mut tx, her.newcomer.id, asked.listing_id).await?;
    if going.is_some_and(|g| g.id == id && g.can_be_withdrawn()) {
        store::close(&mut tx, id, State::Withdrawn).await?;
        if asked.state() == State::Yes
            && let Some(item) = shelf.now().public(asked.listing_id)
        {
            let sender = Sender { city: &v.city, address: &v.address };
            sender.send(&mut tx, letters::not_needed(&sender, &item.listing, &asked)).await?;
        }
        tx.commit().await?;
    }
    let back = see(&v.to(&format!("/listings/{}/along", asked.listing_id)));
    Ok(Flash::on(back, &v.address, "flash-withdrawn", None))
}
