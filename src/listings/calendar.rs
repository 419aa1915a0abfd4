//! `.ics` for a session of a listing.

use super::{
    filters::Filters,
    search::Question,
    shelf::{Item, Shelf, Stock},
};
use crate::{
    auth::Visit,
    kit::schedule::Session,
    web::{
        Error, Id,
        calendar::{self, Entry, Method, Standing},
    },
};
use axum::response::Response;
use chrono::{Days, Utc};
use std::cmp::Reverse;

/// How far ahead a calendar looks.
const WEEKS: u64 = 13;

/// One session of one listing, as a calendar shows it.
pub fn entry(v: &Visit, item: &Item, session: &Session) -> Entry {
    let listing = &item.listing;
    let place: Vec<&str> =
        [listing.venue.as_deref(), listing.part_of_town().map(|p| p.name.as_str())].into_iter().flatten().collect();
    Entry {
        uid: format!("{}-{}", listing.id, session.date.format("%Y%m%d")),
        sequence: 0,
        stamp: v.now,
        title: listing.title(v.lang).text.to_owned(),
        starts: session.starts.with_timezone(&Utc),
        ends: session.ends.with_timezone(&Utc),
        standing: Standing::Agreed,
        place: (!place.is_empty()).then(|| place.join(", ")),
        about: listing.summary(v.lang).map(|s| s.text.to_owned()),
        path: Some(v.to(&format!("/listings/{}", listing.id))),
    }
}

/// So many listings and sessions are in a calendar of many.
const MOST: (usize, usize) = (500, 2_000);

/// The sessions ahead of what is open and passes the filters of a query, soonest first; `None` where it cannot be read.
pub fn of_filters(v: &Visit, stock: &Stock, query: &str) -> Option<Vec<Entry>> {
    let filters = Filters::strictly(query)?;
    let looked_for = stock.look_for(&filters);
    let places = stock.soonest_first(v.now).filter(|place| looked_for.shows(*place)).take(MOST.0);
    let (from, to) = (v.today(), v.today() + Days::new(7 * WEEKS));
    let each = |item: &'_ Item| -> Vec<Entry> {
        let ahead = item.sessions(from, to).into_iter().filter(|s| s.ends > v.now);
        // Stamped with its last change: the same calendar is the same bytes until something is different.
        ahead.map(|s| Entry { stamp: item.changed_at(), ..entry(v, item, &s) }).collect()
    };
    let mut entries: Vec<Entry> = places.flat_map(|place| each(&stock.items[place])).collect();
    entries.sort_by(|a, b| (a.starts, &a.uid).cmp(&(b.starts, &b.uid)));
    entries.truncate(MOST.1);
    Some(entries)
}

/// What is open and passes the filters of a query, the last one published first, so many at most; `None` where it cannot be read.
pub fn newest_of_filters<'s>(stock: &'s Stock, query: &str, most: usize) -> Option<Vec<&'s Item>> {
    let filters = Filters::strictly(query)?;
    let looked_for = stock.look_for(&filters);
    let open = stock.everybodys(&Question::default()).filter(|item| item.listing.is_open());
    let mut newest: Vec<&Item> =
        open.filter(|item| stock.place(item.listing.id).is_some_and(|place| looked_for.shows(place))).collect();
    newest.sort_by_key(|item| (Reverse(item.published_at()), item.listing.id));
    newest.truncate(most);
    Some(newest)
}

/// `GET /listings/{id}/calendar.ics`
pub async fn of_listing(v: Visit, shelf: Shelf, Id(id): Id) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).filter(|i| i.listing.is_open()).ok_or(Error::NotFound)?;
    let sessions = item.sessions(v.today(), v.today() + Days::new(7 * WEEKS));
    let entries: Vec<Entry> = sessions.iter().filter(|s| s.ends > v.now).map(|s| entry(&v, item, s)).collect();
    Ok(calendar::file(Some(item.listing.title(v.lang).text), Method::Publish, &entries, &v.address))
}
