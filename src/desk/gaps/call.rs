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
    if !cell.is_within(&who.scope) {
        return Err(Error::NotFound);
    }
    let mut tx = db.begin().await?;
    let (id, is_new) = store::place(&mut tx, &who, cell).await?;
    tx.commit().await?;
    // What a colleague placed is not undone here.
    let to = if form.back == "front" { see("/desk") } else { see(&format!("{PATH}/{cell}")) };
    Ok(Flash::on(to, &v.address, "flash-call-placed", is_new.then_some(id)))
}

/// `POST /desk/gaps/calls/{id}/take-back`: nobody reads it any more.
pub async fn take_back(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let cell = store::take_back(&mut tx, id).await?;
    // What the words do not know any more is nobody's in particular.
    let read = cell.as_ref().and_then(|cell| cell.parse::<Cell>().ok());
    if read.is_some_and(|cell| !cell.is_within(&who.scope)) {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    let to = cell.map_or_else(|| PATH.to_owned(), |cell| format!("{PATH}/{cell}"));
    Ok(Flash::on(see(&to), &v.address, "flash-call-back", None))
}

/// After a call was placed: the sentence, and the form that undoes it.
pub fn undo(v: &Visit) -> Option<(String, String)> {
    let flash = v.flash.as_ref().filter(|flash| flash.key == "flash-call-placed")?;
    Some((v.t(&flash.key), format!("{PATH}/calls/{}/take-back", flash.subject?)))
}
