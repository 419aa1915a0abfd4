//! All listings: to look around, with filters, without telling us anything.

use super::{
    card::Card,
    filters::{FilterForm, Filters, pages},
    looked_for::{LookedFor, Remark},
    shelf::{Is, Item, Shelf, Stock},
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
use chrono::{DateTime, Utc};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "listings/browse.html")]
struct BrowsePage {
    v: Visit,
    filters: Filters,
    cards: Vec<Card>,
    found: usize,
    last: usize,
    /// What the words found, where that is not quite what was asked.
    remark: Option<Remark>,
    /// The parts of town, each with how many places are open there, for the map and the list below it.
    parts: Vec<(&'static PartOfTown, usize)>,
    /// What is no longer there, for those who look for it by name: id and title.
    gone: Vec<(Uuid, String)>,
}

/// `GET /listings`: what is open, what meets the words best first, then soonest.
pub async fn page(v: Visit, her: Her, db: Db, shelf: Shelf, Query(form): Query<FilterForm>) -> Result<Response, Error> {
    let filters = form.read()?;
    let stock = shelf.now();
    let kept = match &her.0 {
        Some(newcomer) => newcomers::kept(&db, newcomer.id).await?,
        None => Vec::new(),
    };
    let looked_for = stock.look_for(&filters);
    let (places, found) = looked_for.page(v.now, filters.page);
    let cards = places.iter().map(|place| Card::plain(&v, &stock.items[*place]).kept(&kept)).collect();
    let (remark, gone) = (looked_for.remark(places.first().copied()), gone(&v, &stock, &looked_for));
    let parts = parts(&stock);
    show(&BrowsePage { v, filters, cards, found, last: pages(found), remark, parts, gone })
}

impl BrowsePage {
    /// The filters of this list, for what else knows them.
    fn more(&self) -> String {
        let query = self.filters.query();
        if query.is_empty() { query } else { format!("&{query}") }
    }
}

fn parts(stock: &Stock) -> Vec<(&'static PartOfTown, usize)> {
    gazetteer().parts.iter().zip(stock.open_in.iter().copied()).collect()
}

/// A closed place stays findable, and is never proposed.
fn gone(v: &Visit, stock: &Stock, looked_for: &LookedFor) -> Vec<(Uuid, String)> {
    let titled = |place: usize| &stock.items[place].listing;
    let gone = looked_for.gone(10).into_iter().map(titled);
    gone.map(|listing| (listing.id, listing.title(v.lang).text.to_owned())).collect()
}

impl Stock {
    /// What is open and has this interest, soonest first.
    pub fn of_interest(&self, interest: &str, now: DateTime<Utc>, most: usize) -> Vec<&Item> {
        let open = self.soonest_first(now).map(|place| &self.items[place]);
        open.filter(|item| item.listing.interests.contains(interest)).take(most).collect()
    }

    /// What takes place soonest within a week, for the front page: open, confirmed lately, one of each domain first.
    pub fn soon(&self, v: &Visit, most: usize) -> Vec<Card> {
        let (mut first, mut others, mut domains) = (Vec::new(), Vec::new(), 0);
        for place in self.soonest_first(v.now).take_while(|place| self.is_within(*place, v.now, 7)) {
            let (brief, new) = (self.brief(place), self.brief(place).domain() & !domains);
            let wanted = new != 0 || others.len() < most;
            if !wanted || brief.is(Is::Full) || brief.is(Is::CheckFirst) {
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
