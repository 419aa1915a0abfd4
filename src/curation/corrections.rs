//! What anybody said is not right on a page: the desk takes it over or leaves it, field by field. Taking over is a change
//! like any other, with its history; both can be taken back, and then it waits again.

use super::act::by;
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    hosts::{self, Look, Proposed},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "curation/corrections.html")]
struct CorrectionsPage {
    v: Visit,
    /// Taken over or left: that can be taken back.
    undo: Option<Uuid>,
    proposed: Vec<Proposed>,
    all: i64,
}

/// `GET /desk/corrections`
pub async fn page(v: Visit, _: AsSocialWorker, db: Db) -> Result<Response, Error> {
    let undo = hosts::correction_looked_at(&v);
    let (proposed, all) = hosts::open_corrections(&db, &v).await?;
    show(&CorrectionsPage { undo, proposed, all, v })
}

/// `POST /desk/corrections/{id}/take`
pub async fn take(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    does(&v, &who, &db, id, Look::Take).await
}

/// `POST /desk/corrections/{id}/leave`
pub async fn leave(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    does(&v, &who, &db, id, Look::Leave).await
}

/// `POST /desk/corrections/{id}/reopen`: what was done with it is taken back.
pub async fn reopen(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    does(&v, &who, &db, id, Look::Reopen).await
}

async fn does(v: &Visit, who: &SignedIn, db: &Db, id: Uuid, act: Look) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let (flash, undo) = hosts::look_at_correction(&mut tx, by(who), id, None, act).await?;
    tx.commit().await?;
    Ok(Flash::on(see("/desk/corrections"), &v.address, flash, undo))
}
