//! Bookmarks: keep a listing, or let it go again.

use super::{filters::Filters, shelf::Shelf};
use crate::{
    auth::Visit,
    newcomers::{self, Begun, Her},
    platform::db::Db,
    web::{Error, Form, Id, see},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// The page she is on, by name, and its filters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackForm {
    #[serde(default)]
    back: String,
    #[serde(default)]
    place: String,
}

/// The page she came from: a name of ours, never an address.
fn back(v: &Visit, listing: Uuid, form: &BackForm) -> Response {
    let filters = Filters::of_query(&form.place).suffix();
    see(&match form.back.as_str() {
        "for-you" => v.to(&format!("/for-you{filters}#l-{listing}")),
        "listings" => v.to(&format!("/listings{filters}#l-{listing}")),
        "me" => v.to("/me"),
        _ => v.to(&format!("/listings/{listing}")),
    })
}

/// `POST /listings/{id}/keep`
pub async fn submit(
    v: Visit,
    her: Her,
    db: Db,
    shelf: Shelf,
    Id(listing): Id,
    Form(form): Form<BackForm>,
) -> Result<Response, Error> {
    shelf.now().public(listing).ok_or(Error::NotFound)?;
    let begun = Begun::of(&db, &v, her).await?;
    newcomers::keep(&db, begun.newcomer.id, listing).await?;
    Ok(begun.keep(back(&v, listing, &form), &v))
}

/// `POST /listings/{id}/let-go`
pub async fn undo(
    v: Visit,
    her: Her,
    db: Db,
    shelf: Shelf,
    Id(listing): Id,
    Form(form): Form<BackForm>,
) -> Result<Response, Error> {
    shelf.now().public(listing).ok_or(Error::NotFound)?;
    if let Some(newcomer) = &her.0 {
        newcomers::let_go(&db, newcomer.id, listing).await?;
    }
    Ok(back(&v, listing, &form))
}
