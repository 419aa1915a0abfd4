//! Notes about a person: written, taken away, brought back. Each is a line in the logbook.

use super::{
    look,
    note::NoteForm,
    person::{self, Typed},
    steps::CertificateForm,
    store,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    listings::Shelf,
    logbook::{self, Act},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see},
};
use axum::response::Response;
use uuid::Uuid;

/// `POST /desk/people/{id}/notes`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<NoteForm>,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let mut slips = Slips::default();
    let Some(note) = form.read(v.today(), &mut slips) else {
        let certificate = CertificateForm::of(v.today());
        return person::again(v, &db, &shelf, looked, Typed { slips, note: form, certificate, ..Typed::default() })
            .await;
    };
    let mut tx = db.begin().await?;
    let written = store::write(&mut tx, &who, looked, &note).await?;
    logbook::write(&mut tx, &who, Some(id), Act::Noted, None).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&person::path(id)), &v.address, "flash-note-written", Some(written)))
}

/// `POST /desk/notes/{id}/end`: it is gone; for an hour it can come back.
pub async fn end(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(note): Id, db: Db) -> Result<Response, Error> {
    change(v, &db, &who, note, true).await
}

/// `POST /desk/notes/{id}/back`
pub async fn back(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(note): Id, db: Db) -> Result<Response, Error> {
    change(v, &db, &who, note, false).await
}

async fn change(v: Visit, db: &Db, who: &SignedIn, note: Uuid, ends: bool) -> Result<Response, Error> {
    let about = store::note_about(db, note).await?.ok_or(Error::NotFound)?;
    let to = see(&format!("{}#notes", person::path(about)));
    let Some(looked) = look::proof(db, who, about).await? else { return Ok(to) };
    let mut tx = db.begin().await?;
    let changed = store::end(&mut tx, looked, note, ends).await?;
    if changed {
        let act = if ends { Act::NoteEnded } else { Act::Noted };
        logbook::write(&mut tx, who, Some(about), act, None).await?;
    }
    tx.commit().await?;
    Ok(match (changed, ends) {
        (false, _) => to,
        (true, true) => Flash::on(to, &v.address, "flash-note-ended", Some(note)),
        (true, false) => Flash::on(to, &v.address, "flash-note-back", None),
    })
}
