//! What anybody said is not right on a page: the desk takes it over or leaves it, field by field. Taking over is a change
//! like any other, with its history and its undo.

use super::{
    act::{back, by},
    undo::Undo,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    hosts::{self, Look, Proposed},
    platform::db::Db,
    web::{Error, Id, flash::Flash, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "curation/corrections.html")]
struct CorrectionsPage {
    v: Visit,
    /// Taken over: the change can be undone.
    undo: Option<Undo>,
    /// Left: that can be taken back.
    left: Option<Uuid>,
    proposed: Vec<Proposed>,
    all: i64,
}

/// `GET /desk/corrections`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, db: Db) -> Result<Response, Error> {
    let left = v.flash.as_ref().filter(|f| f.key == "flash-correction-leave").and_then(|f| f.subject);
    let undo = if left.is_some() { None } else { Undo::of(&db, &v, &who).await? };
    let (proposed, all) = hosts::open_corrections(&db, &v).await?;
    show(&CorrectionsPage { undo, left, proposed, all, v })
}

/// `POST /desk/corrections/{id}/take`
pub async fn take(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    does(&v, &who, &db, id, Look::Take).await
}

/// `POST /desk/corrections/{id}/leave`
pub async fn leave(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    does(&v, &who, &db, id, Look::Leave).await
}

/// `POST /desk/corrections/{id}/reopen`: leaving it is taken back.
pub async fn reopen(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    does(&v, &who, &db, id, Look::Reopen).await
}

async fn does(v: &Visit, who: &SignedIn, db: &Db, id: Uuid, act: Look) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let done = hosts::look_at_correction(&mut tx, by(who), id, None, act).await?;
    tx.commit().await?;
    let (flash, subject) = hosts::looked_at_correction(act, id, done);
    Ok(Flash::on(back(id, "corrections", ""), &v.address, flash, subject))
}
