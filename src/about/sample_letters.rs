//! The letters of a sample city: they leave for nowhere, so they are shown.

use crate::{
    auth::Visit,
    letters::{self, Shown},
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "about/sample_letters.html")]
struct SampleLettersPage {
    v: Visit,
    letters: Vec<Shown>,
}

/// `GET /dev/letters`, sample city only.
pub async fn page(v: Visit, db: Db) -> Result<Response, Error> {
    let letters = letters::newest(&db).await?;
    show(&SampleLettersPage { v, letters })
}
