//! Her time here ends soon and she meets nobody from here: somebody of the desk says that they saw to it. It leaves their
//! list for four weeks; she sees nothing of it.

use super::{gaps, look, person, store};
use crate::{
    auth::{AsSocialWorker, Visit},
    logbook::Looked,
    matching::person::Person,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;
use chrono::NaiveDate;

/// How many months are left, where somebody should look for somebody from here; else `None`.
///
/// # Errors
/// Those of the database.
pub(super) async fn of(db: &Db, her: Looked, person: &Person, today: NaiveDate) -> Result<Option<i64>, Error> {
    match gaps::closes(person, today) {
        Some(left) if store::window_waits(db, her).await? => Ok(Some(i64::from(left))),
        _ => Ok(None),
    }
}

/// `POST /desk/people/{id}/window/seen-to`
pub async fn see_to(v: Visit, who: AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    set(v, who, id, db, true).await
}

/// `POST /desk/people/{id}/window/not-seen-to`: it waits again.
pub async fn undo(v: Visit, who: AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    set(v, who, id, db, false).await
}

async fn set(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    id: uuid::Uuid,
    db: Db,
    seen_to: bool,
) -> Result<Response, Error> {
    let to = see(&person::path(id));
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(to) };
    let mut tx = db.begin().await?;
    store::see_to_window(&mut tx, looked, seen_to).await?;
    tx.commit().await?;
    let flash = if seen_to { "flash-window-seen-to" } else { "flash-not-seen-to" };
    Ok(Flash::on(to, &v.address, flash, seen_to.then_some(id)))
}
