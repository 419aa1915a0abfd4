//! "Not for me", with a reason: it goes away, what is like it in that respect moves down, and she can take it back.

use super::{filters::Filters, shelf::Shelf};
use crate::{
    auth::Visit,
    matching::leaning::Reason,
    newcomers::{self, Begun, Her},
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;

/// Why it is not for her.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassOverForm {
    reason: Reason,
    #[serde(default)]
    place: String,
}

/// `POST /listings/{id}/pass-over`
pub async fn submit(
    v: Visit,
    her: Her,
    db: Db,
    shelf: Shelf,
    Id(listing): Id,
    Form(form): Form<PassOverForm>,
) -> Result<Response, Error> {
    shelf.now().public(listing).ok_or(Error::NotFound)?;
    let begun = Begun::of(&db, &v, her).await?;
    newcomers::pass_over(&db, begun.newcomer.id, listing, form.reason.as_str()).await?;
    let back = see(&v.to(&format!("/for-you{}", Filters::of_query(&form.place).suffix())));
    Ok(begun.keep(Flash::on(back, &v.address, "flash-passed-over", Some(listing)), &v))
}

/// Taking it back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeBackForm {
    #[serde(default)]
    place: String,
}

/// `POST /listings/{id}/take-back`
pub async fn undo(
    v: Visit,
    her: Her,
    db: Db,
    shelf: Shelf,
    Id(listing): Id,
    Form(form): Form<TakeBackForm>,
) -> Result<Response, Error> {
    shelf.now().public(listing).ok_or(Error::NotFound)?;
    if let Some(newcomer) = &her.0 {
        newcomers::take_back(&db, newcomer.id, listing).await?;
    }
    Ok(see(&v.to(&format!("/for-you{}", Filters::of_query(&form.place).suffix()))))
}
