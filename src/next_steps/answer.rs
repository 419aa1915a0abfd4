//! What she says to her step: she went, or something else; and taking that back.

use super::{choose::choose, store};
use crate::{
    auth::Visit,
    listings::Shelf,
    newcomers::AsNewcomer,
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// The page she is on, by name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackForm {
    #[serde(default)]
    back: String,
}

/// The page she came from, which says what was done.
fn done(v: &Visit, form: &BackForm, flash: &str, step: Option<Uuid>) -> Response {
    let path = match form.back.as_str() {
        "week" => "/week",
        _ => "/me",
    };
    Flash::on(see(&v.to(path)), &v.address, flash, step)
}

/// `POST /me/step/{id}/went`
pub async fn went(
    v: Visit,
    her: AsNewcomer,
    Id(id): Id,
    db: Db,
    Form(form): Form<BackForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let stands = store::locked(&mut tx, her.newcomer.id, id).await?.ok_or(Error::NotFound)?;
    if stands.is_open() {
        store::done(&mut tx, id).await?;
        tx.commit().await?;
    }
    Ok(done(&v, &form, "flash-step-went", Some(id)))
}

/// `POST /me/step/{id}/something-else`: another one, at once.
pub async fn something_else(
    v: Visit,
    her: AsNewcomer,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<BackForm>,
) -> Result<Response, Error> {
    let load = store::load(&db).await?;
    let mut tx = db.begin().await?;
    let stands = store::locked(&mut tx, her.newcomer.id, id).await?.ok_or(Error::NotFound)?;
    if stands.is_open() {
        store::set_aside(&mut tx, id).await?;
        let due = store::of_newcomer(&mut tx, her.newcomer.id).await?;
        store::insert(&mut tx, due.id, &choose(&shelf.now(), v.now, &due, &load)).await?;
        tx.commit().await?;
    }
    Ok(done(&v, &form, "flash-step-other", Some(id)))
}

/// `POST /me/step/{id}/back`: it stands again, within the hour.
pub async fn back(
    v: Visit,
    her: AsNewcomer,
    Id(id): Id,
    db: Db,
    Form(form): Form<BackForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let stands = store::locked(&mut tx, her.newcomer.id, id).await?.ok_or(Error::NotFound)?;
    if stands.just && !stands.over {
        store::bring_back(&mut tx, her.newcomer.id, id).await?;
        tx.commit().await?;
    }
    Ok(done(&v, &form, "flash-step-back", None))
}
