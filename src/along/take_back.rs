//! "I can't make it": a local takes a yes back, and she reads kindly what she can do now.

use super::{
    going::State,
    letters::{self, Sender},
    store::{self, Key},
};
use crate::{
    auth::Visit,
    listings::Shelf,
    locals::AsLocal,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /going/{id}/take-back`
pub async fn submit(v: Visit, them: AsLocal, Id(id): Id, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let asked = store::locked(&mut tx, Key::OfLocal(them.local.id, id)).await?.ok_or(Error::NotFound)?;
    if asked.state() == State::Yes && !asked.too_late {
        store::close(&mut tx, id, State::Lapsed).await?;
        if let Some(item) = shelf.now().public(asked.listing_id) {
            let sender = Sender { city: &v.city, address: &v.address };
            sender.send(&mut tx, letters::cannot_come(&sender, &item.listing, &asked)).await?;
        }
        tx.commit().await?;
    }
    // Whoever has the day in their calendar takes it out there.
    Ok(Flash::on(see(&v.to(&format!("/going/{id}"))), &v.address, "flash-along-taken-back", None))
}
