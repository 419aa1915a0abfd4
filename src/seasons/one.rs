//! One of them: what it is, what to wear, what to say, a role to take, and where one can go with somebody.

use crate::{
    auth::Visit,
    city::Coming,
    kit::sentence::Sentence,
    listings::{Card, Shelf},
    newcomers::{self, Her},
    platform::db::Db,
    seasons::Named,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

/// Cards on the page; the rest is among all listings.
const MOST: usize = 8;

#[derive(Template)]
#[template(path = "seasons/one.html")]
struct OnePage {
    v: Visit,
    it: Coming,
    /// What is there for it, what takes place soonest first.
    cards: Vec<Card>,
}

impl OnePage {
    /// The heading of each part, and what stands below it.
    fn told(&self) -> [(&'static str, &'static [Sentence]); 4] {
        let season = self.it.season;
        [
            ("season-what", &season.what),
            ("season-wear", &season.wear),
            ("season-role", &season.role),
            ("season-with", &season.with),
        ]
    }
}

/// `GET /{lang}/seasons/{season}`
pub async fn page(v: Visit, Named(it): Named, her: Her, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let kept = match &her.0 {
        Some(newcomer) => newcomers::kept(&db, newcomer.id).await?,
        None => Vec::new(),
    };
    let found = stock.of_interest(&it.season.interest, v.now, MOST);
    let cards = found.into_iter().map(|item| Card::plain(&v, item).kept(&kept)).collect();
    show(&OnePage { v, it, cards })
}
