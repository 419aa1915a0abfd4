//! "You're going anyway. Take somebody along?" One page, one button.

use super::local::Them;
use crate::{
    auth::Visit,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "locals/pitch.html")]
struct PitchPage {
    v: Visit,
    /// They signed up already.
    joined: bool,
}

/// `GET /local`
pub async fn page(v: Visit, Them(them): Them) -> Result<Response, Error> {
    show(&PitchPage { joined: them.is_some_and(|l| l.joined_at.is_some()), v })
}
