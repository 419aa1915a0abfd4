//! She takes her question back. Whoever had said yes is told; whoever only had the question finds it gone.

use super::{
    going::State,
    letters::{self, Sender},
    store::{self, Key},
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
    let asked = store::locked(&mut tx, Key::OfHer(her.newcomer.id, id)).await?.ok_or(Error::NotFound)?;
    // It may have passed on since she saw the button: what she takes back is the question, whoever has it.
    let going = store::hers_for_locked(&mut tx, her.newcomer.id, asked.listing_id).await?;
    if let Some(going) = going.filter(|g| g.asked_at == asked.asked_at && g.can_be_withdrawn()) {
        let last = store::locked(&mut tx, Key::OfHer(her.newcomer.id, going.id)).await?.ok_or(Error::Stale)?;
        store::close(&mut tx, last.id, State::Withdrawn).await?;
        if last.state() == State::Yes
            && let Some(item) = shelf.now().public(last.listing_id)
        {
            let sender = Sender { city: &v.city, address: &v.address };
            sender.send(&mut tx, letters::not_needed(&sender, &item.listing, &last)).await?;
        }
        tx.commit().await?;
    }
    let back = see(&v.to(&format!("/listings/{}/along", asked.listing_id)));
    Ok(Flash::on(back, &v.address, "flash-withdrawn", None))
}
