//! What the desk does with an introduction afterwards: takes an open one back, or says that it saw to one that came to
//! nothing. What the two see stays as it is.

use super::{look, person};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions,
    logbook::Looked,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;
use uuid::Uuid;

/// The newcomer in it, where they said why they look at her; else where to say it.
async fn hers(db: &Db, who: &SignedIn, id: Uuid) -> Result<Result<Looked, Response>, Error> {
    let about = introductions::proposed_to(db, id).await?.ok_or(Error::NotFound)?;
    Ok(look::proof(db, who, about).await?.ok_or_else(|| see(&person::path(about))))
}

/// `POST /desk/introductions/{id}/take-back`
pub async fn take_back(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let looked = match hers(&db, &who, id).await? {
        Ok(looked) => looked,
        Err(to) => return Ok(to),
    };
    let mut tx = db.begin().await?;
    let done = introductions::take_back(&mut tx, looked, id).await?;
    tx.commit().await?;
    let key = if done { "flash-introduced-back" } else { "flash-introduced-over" };
    Ok(Flash::on(see(&person::path(looked.account())), &v.address, key, None))
}

/// `POST /desk/introductions/{id}/seen-to`
pub async fn see_to(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let looked = match hers(&db, &who, id).await? {
        Ok(looked) => looked,
        Err(to) => return Ok(to),
    };
    let mut tx = db.begin().await?;
    let done = introductions::see_to(&mut tx, looked, id).await?;
    tx.commit().await?;
    let to = see(&person::path(looked.account()));
    Ok(if done { Flash::on(to, &v.address, "flash-introduced-seen-to", Some(id)) } else { to })
}

/// `POST /desk/introductions/{id}/not-seen-to`: it waits again.
pub async fn undo(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let looked = match hers(&db, &who, id).await? {
        Ok(looked) => looked,
        Err(to) => return Ok(to),
    };
    let mut tx = db.begin().await?;
    introductions::wait_again(&mut tx, looked, id).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&person::path(looked.account())), &v.address, "flash-not-seen-to", None))
}
