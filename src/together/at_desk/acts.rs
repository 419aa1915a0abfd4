//! What else the desk does with it: talks first, says not now with a reason for the desk alone, sees to one that nobody
//! could join; and takes that back. What she sees stays as it is, but for the wish to talk.

use super::{
    draft,
    page::DeskPage,
    store::{self, Mark},
};
use crate::{
    along::Sender,
    auth::{AsSocialWorker, Visit},
    kit::text::{Slip, line},
    platform::db::Db,
    together::letters,
    web::{Error, Form, Id, Slips, flash::Flash, see, show_again},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// Most characters of why not.
const LONGEST: usize = 500;

/// The page's address.
pub(super) fn path(id: Uuid) -> String {
    format!("/desk/together/{id}")
}

fn back(v: &Visit, id: Uuid, key: &str) -> Response {
    Flash::on(see(&path(id)), &v.address, key, None)
}

/// `POST /desk/together/{id}/talk-first`: she gets a letter with the number to call.
pub async fn talk_first(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let it = store::found(&db, &who.scope, id).await?.ok_or(Error::NotFound)?;
    let mut tx = db.begin().await?;
    if store::mark(&mut tx, id, Mark::TalkFirst).await? {
        let sender = Sender { city: &v.city, address: &v.address };
        sender.send(&mut tx, letters::talk_first(&sender, &it)).await?;
    }
    tx.commit().await?;
    Ok(back(&v, id, "flash-desk-together-talk"))
}

/// Why not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotNowForm {
    #[serde(default)]
    reason: String,
}

/// `POST /desk/together/{id}/not-now`
pub async fn not_now(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<NotNowForm>,
) -> Result<Response, Error> {
    let it = store::found(&db, &who.scope, id).await?.ok_or(Error::NotFound)?;
    let mut slips = Slips::default();
    let read = line(&form.reason, LONGEST).map_err(|slip| match slip {
        Slip::Empty => Slip::NotThis("slip-look-more"),
        other => other,
    });
    let Some(reason) = slips.take("reason", read) else {
        let filled = draft::form(&it, v.today());
        return show_again(&DeskPage::of(v, &it, filled, slips).with_reason(form.reason));
    };
    let mut tx = db.begin().await?;
    store::mark(&mut tx, id, Mark::NotNow(&reason)).await?;
    tx.commit().await?;
    Ok(back(&v, id, "flash-desk-together-not-now"))
}

/// `POST /desk/together/{id}/seen-to`
pub async fn seen_to(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::found(&db, &who.scope, id).await?.ok_or(Error::NotFound)?;
    let mut tx = db.begin().await?;
    store::mark(&mut tx, id, Mark::SeenTo).await?;
    tx.commit().await?;
    Ok(back(&v, id, "flash-desk-together-seen-to"))
}

/// `POST /desk/together/{id}/undo`: it waits again.
pub async fn undo(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::found(&db, &who.scope, id).await?.ok_or(Error::NotFound)?;
    let mut tx = db.begin().await?;
    store::mark(&mut tx, id, Mark::None).await?;
    tx.commit().await?;
    Ok(back(&v, id, "flash-desk-together-again"))
}
