//! All listings: to look around, with filters, without telling us anything.

use super::{
    card::Card,
    filters::{FilterForm, Filters, PAGE, pages},
    shelf::{Is, Shelf, Stock},
};
use crate::{
    auth::Visit,
    kit::{
        place::{PartOfTown, gazetteer},
        words::Domain,
    },
    newcomers::{self, Her},
    platform::db::Db,
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "listings/browse.html")]
struct BrowsePage {
    v: Visit,
    filters: Filters,
    cards: Vec<Card>,
    found: usize,
    last: usize,
    /// The parts of town, each with how many places are open there, for the map and the list below it.
    parts: Vec<(&'static PartOfTown, usize)>,
    /// What is no longer there, for those who look for it by name: id and title.
    gone: Vec<(Uuid, String)>,
}

/// `GET /listings`: what is open, soonest first.
pub async fn page(v: Visit, her: Her, db: Db, shelf: Shelf, Query(form): Query<FilterForm>) -> Result<Response, Error> {
    let filters = form.read()?;
    let stock = shelf.now();
    let kept = match &her.0 {
        Some(newcomer) => newcomers::kept(&db, newcomer.id).await?,
        None => Vec::new(),
    };
    let (first, mut found, mut cards) = ((filters.page - 1) * PAGE, 0, Vec::new());
    for place in stock.soonest_first(v.now).filter(|place| filters.pass(&stock, *place)) {
        if (first..first + PAGE).contains(&found) {
            cards.push(Card::plain(&v, &stock.items[place]).kept(&kept));
        }
        found += 1;
    }
    let last = pages(found);
    let gone = if filters.q().is_empty() { Vec::new() } else { gone(&v, &stock, &filters) };
    let parts = parts(&stock);
    show(&BrowsePage { v, filters, cards, found, last, parts, gone })
}

fn parts(stock: &Stock) -> Vec<(&'static PartOfTown, usize)> {
    gazetteer().parts.iter().zip(stock.open_in.iter().copied()).collect()
}

/// A closed place stays findable, and is never proposed.
fn gone(v: &Visit, stock: &Stock, filters: &Filters) -> Vec<(Uuid, String)> {
    let is_gone = |place: &usize| {
        let brief = stock.brief(*place);
        brief.is(Is::Public) && !brief.is(Is::Open) && filters.pass(stock, *place)
    };
    let gone = stock.in_order_of_keys().filter(is_gone).take(10).map(|place| &stock.items[place].listing);
    gone.map(|listing| (listing.id, listing.title(v.lang).text.to_owned())).collect()
}

impl Stock {
    /// What takes place soonest within a week, for the front page: open, confirmed lately, one of each domain first.
    pub fn soon(&self, v: &Visit, most: usize) -> Vec<Card> {
        let (mut first, mut others, mut domains) = (Vec::new(), Vec::new(), 0);
        for place in self.soonest_first(v.now).take_while(|place| self.is_within(*place, v.now, 7)) {
            let (brief, new) = (self.brief(place), self.brief(place).domain() & !domains);
            let wanted = new != 0 || others.len() < most;
            if !wanted || brief.is(Is::Full) || self.items[place].listing.is_check_first(v.today()) {
                continue;
            }
            domains |= new;
            if new == 0 {
                others.push(place)
            } else {
                first.push(place)
            }
            if first.len() >= most.min(Domain::ALL.len()) && first.len() + others.len() >= most {
                break;
            }
        }
        first.into_iter().chain(others).take(most).map(|place| Card::plain(v, &self.items[place])).collect()
    }
}
