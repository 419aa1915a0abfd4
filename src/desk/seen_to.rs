//! A request or a question to be taken along that waits was seen to: it leaves the list of the desk. What she and the host see stays as it is.

use super::{look, person};
use crate::{
    along,
    auth::{AsSocialWorker, Visit},
    listings::Shelf,
    platform::db::Db,
    requests,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

/// `POST /desk/requests/{id}/seen-to`
pub async fn submit(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let about = requests::asked_by(&db, id).await?.ok_or(Error::NotFound)?;
    let to = see(&person::path(about));
    let Some(looked) = look::proof(&db, &who, about).await? else { return Ok(to) };
    let mut tx = db.begin().await?;
    let done = requests::see_to(&mut tx, looked, id).await?;
    tx.commit().await?;
    Ok(if done { Flash::on(to, &v.address, "flash-seen-to", Some(id)) } else { to })
}

/// `POST /desk/requests/{id}/not-seen-to`: it waits again.
pub async fn undo(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let about = requests::asked_by(&db, id).await?.ok_or(Error::NotFound)?;
    let to = see(&person::path(about));
    let Some(looked) = look::proof(&db, &who, about).await? else { return Ok(to) };
    let mut tx = db.begin().await?;
    requests::wait_again(&mut tx, looked, id).await?;
    tx.commit().await?;
    Ok(Flash::on(to, &v.address, "flash-not-seen-to", None))
}

/// `POST /desk/requests/{id}/ask-again`: the group gets its letter once more, where it is known to read by now.
pub async fn ask_again(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let about = requests::asked_by(&db, id).await?.ok_or(Error::NotFound)?;
    let to = see(&person::path(about));
    let Some(looked) = look::proof(&db, &who, about).await? else { return Ok(to) };
    let mut tx = db.begin().await?;
    let done = requests::ask_again(&mut tx, &v.city, &v.address, &shelf.now(), (looked, id)).await?;
    tx.commit().await?;
    Ok(Flash::on(to, &v.address, if done { "flash-asked-again" } else { "flash-not-asked-again" }, None))
}

/// `POST /desk/along/{id}/seen-to`
pub async fn along(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let about = along::asked_by(&db, id).await?.ok_or(Error::NotFound)?;
    let to = see(&person::path(about));
    let Some(looked) = look::proof(&db, &who, about).await? else { return Ok(to) };
    let mut tx = db.begin().await?;
    let done = along::see_to(&mut tx, looked, id).await?;
    tx.commit().await?;
    Ok(if done { Flash::on(to, &v.address, "flash-along-seen-to", Some(id)) } else { to })
}

/// `POST /desk/along/{id}/not-seen-to`: it waits again.
pub async fn undo_along(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let about = along::asked_by(&db, id).await?.ok_or(Error::NotFound)?;
    let to = see(&person::path(about));
    let Some(looked) = look::proof(&db, &who, about).await? else { return Ok(to) };
    let mut tx = db.begin().await?;
    along::wait_again(&mut tx, looked, id).await?;
    tx.commit().await?;
    Ok(Flash::on(to, &v.address, "flash-not-seen-to", None))
}
