//! All listings: to look around, with filters, without telling us anything.

use super::{
    card::Card,
    filters::{FilterForm, Filters, PAGE, pages},
    shelf::{Item, Shelf, Stock},
};
use crate::{
    auth::Visit,
    newcomers::{self, Her},
    platform::db::Db,
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "listings/browse.html")]
struct BrowsePage {
    v: Visit,
    filters: Filters,
    cards: Vec<Card>,
    found: usize,
    last: usize,
}

/// `GET /listings`: what is open, soonest first.
pub async fn page(v: Visit, her: Her, db: Db, shelf: Shelf, Query(form): Query<FilterForm>) -> Result<Response, Error> {
    let filters = form.read()?;
    let stock = shelf.now();
    let kept = match &her.0 {
        Some(newcomer) => newcomers::kept(&db, newcomer.id).await?,
        None => Vec::new(),
    };
    let found = soonest_first(&v, &stock, |item| filters.pass(item));
    let cards =
        found.iter().skip((filters.page - 1) * PAGE).take(PAGE).map(|i| Card::plain(&v, i).kept(&kept)).collect();
    let (found, last) = (found.len(), pages(found.len()));
    show(&BrowsePage { v, filters, cards, found, last })
}

/// The open listings that pass, soonest first; those by appointment last.
fn soonest_first<'a>(v: &Visit, stock: &'a Stock, pass: impl Fn(&Item) -> bool) -> Vec<&'a Item> {
    let mut found: Vec<&Item> = stock.items.iter().filter(|i| i.listing.is_open() && pass(i)).collect();
    found.sort_by_key(|i| (i.next(v.now).next().map_or(i64::MAX, |s| s.starts.timestamp()), &i.listing.key));
    found
}

impl Stock {
    /// What takes place soonest within a week, for the front page: open, confirmed lately, one of each domain first.
    pub fn soon(&self, v: &Visit, most: usize) -> Vec<Card> {
        let found = soonest_first(v, self, |i| {
            i.is_within(v.now, 7) && !i.listing.is_check_first(v.today()) && i.listing.newcomer_places != Some(0)
        });
        let mut chosen: Vec<&Item> = Vec::new();
        for item in &found {
            if chosen.iter().all(|c| c.listing.domain() != item.listing.domain()) {
                chosen.push(item);
            }
        }
        for item in &found {
            if !chosen.iter().any(|c| c.listing.id == item.listing.id) {
                chosen.push(item);
            }
        }
        chosen.truncate(most);
        chosen.into_iter().map(|item| Card::plain(v, item)).collect()
    }
}
