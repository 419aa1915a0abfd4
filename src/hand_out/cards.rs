//! Ten cards on an A4, 85 × 55 mm each: for a reception, a school, an HR desk.

use super::{
    asked::{Asked, AskedForm},
    paper::Paper,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;

/// On one sheet: two beside each other, five below.
const CARDS: usize = 10;

#[derive(Template)]
#[template(path = "hand_out/cards.html")]
struct CardsPage {
    paper: Paper,
}

/// `GET /desk/hand-out/cards`
pub async fn page(v: Visit, _: AsSocialWorker, Query(form): Query<AskedForm>) -> Result<Response, Error> {
    let asked = Asked::read(form, v.lang)?;
    show(&CardsPage { paper: Paper::of(v, &asked)? })
}
