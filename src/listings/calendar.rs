//! `.ics` for a session of a listing.

use super::shelf::{Item, Shelf};
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

/// `GET /listings/{id}/calendar.ics`
pub async fn of_listing(v: Visit, shelf: Shelf, Id(id): Id) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).filter(|i| i.listing.is_open()).ok_or(Error::NotFound)?;
    let sessions = item.sessions(v.today(), v.today() + Days::new(7 * WEEKS));
    let entries: Vec<Entry> = sessions.iter().filter(|s| s.ends > v.now).map(|s| entry(&v, item, s)).collect();
    Ok(calendar::file(Some(item.listing.title(v.lang).text), Method::Publish, &entries, &v.address))
}
