//! The desk's front: what needs a look first.

use crate::{
    auth::{AsSocialWorker, Visit},
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "desk/front.html")]
struct FrontPage {
    v: Visit,
}

/// `GET /desk`
pub async fn page(v: Visit, AsSocialWorker(_): AsSocialWorker) -> Result<Response, Error> {
    show(&FrontPage { v })
}
