//! The front page: what this is, and real things this week.

use crate::{
    auth::Visit,
    listings::{Card, Shelf},
    newcomers::Her,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "about/welcome.html")]
struct WelcomePage {
    v: Visit,
    has_answers: bool,
    cards: Vec<Card>,
}

/// `GET /en/`
pub async fn page(v: Visit, her: Her, shelf: Shelf) -> Result<Response, Error> {
    let cards = shelf.now().soon(&v, 6);
    show(&WelcomePage { has_answers: her.has_answers(), v, cards })
}
