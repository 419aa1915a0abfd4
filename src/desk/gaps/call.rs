//! Placing a call for somebody from here where everybody reads it, and taking it away again.

use super::{PATH, cell::Cell, store};
use crate::{
    auth::{AsSocialWorker, Visit},
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;

/// The page it was placed on: `front`, or the gap's own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceForm {
    #[serde(default)]
    back: String,
}

/// `POST /desk/gaps/{cell}/call`
pub async fn place(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    cell: Cell,
    db: Db,
    Form(form): Form<PlaceForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let id = store::place(&mut tx, &who, cell).await?;
    tx.commit().await?;
    let to = if form.back == "front" { see("/desk") } else { see(&format!("{PATH}/{cell}")) };
    Ok(Flash::on(to, &v.address, "flash-call-placed", Some(id)))
}

/// `POST /desk/gaps/calls/{id}/take-back`: nobody reads it any more.
pub async fn take_back(v: Visit, AsSocialWorker(_): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let cell = store::take_back(&db, id).await?;
    let to = cell.map_or_else(|| PATH.to_owned(), |cell| format!("{PATH}/{cell}"));
    Ok(Flash::on(see(&to), &v.address, "flash-call-back", None))
}

/// After a call was placed: the sentence, and the form that undoes it.
pub fn undo(v: &Visit) -> Option<(String, String)> {
    let flash = v.flash.as_ref().filter(|flash| flash.key == "flash-call-placed")?;
    Some((v.t(&flash.key), format!("{PATH}/calls/{}/take-back", flash.subject?)))
}
