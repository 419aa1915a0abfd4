//! "Something changed", by the link of the letter: the host's own form, without signing in.

use super::answer::{by, opened};
use crate::{
    auth::Visit,
    hosts::{
        edit::{self, Place, Reader},
        form::EditForm,
    },
    listings::{self, Listing},
    platform::db::Db,
    web::{Error, Form, Id, needs::Part},
};
use axum::response::Response;
use uuid::Uuid;

fn place(v: &Visit, token: &str, id: Uuid) -> Place {
    let back = v.to(&format!("/still-on/{token}"));
    Place { action: format!("{back}/{id}"), back, reader: Reader::Letter }
}

/// `GET /still-on/{token}/{id}`
pub async fn page(v: Visit, db: Db, Part(token): Part, Id(id): Id) -> Result<Response, Error> {
    let asked = opened(&db, &token).await?;
    let found = listings::with_version(&db, id).await?.filter(|_| asked.listings.contains(&id));
    let (listing, version): (Listing, i32) = found.ok_or(Error::NotFound)?;
    let place = place(&v, &token, id);
    edit::open(v, place, listing, version)
}

/// `POST /still-on/{token}/{id}`: saving says that it is true today.
pub async fn submit(
    v: Visit,
    db: Db,
    Part(token): Part,
    Id(id): Id,
    Form(form): Form<EditForm>,
) -> Result<Response, Error> {
    let asked = opened(&db, &token).await?;
    if !asked.listings.contains(&id) {
        return Err(Error::NotFound);
    }
    let place = place(&v, &token, id);
    edit::save(v, &db, by(&asked), id, place, form).await
}
