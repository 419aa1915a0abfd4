//! `.ics` for anything with a date.

use super::shelf::{Item, Shelf};
use crate::{
    auth::Visit,
    kit::schedule::Session,
    web::{Error, Id},
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{Days, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

/// How far ahead a calendar looks.
const WEEKS: u64 = 13;

/// One session of one listing, as a calendar shows it.
pub struct Entry<'a> {
    /// The listing.
    pub item: &'a Item,
    /// The session.
    pub session: Session,
}

/// A calendar file. Each session is an entry of its own in UTC: skipped dates and the change of the
/// clocks are right in every program, whatever it knows of time zones.
pub fn answer(v: &Visit, name: &str, entries: &[Entry<'_>]) -> Response {
    let mut calendar = Calendar::new();
    calendar.name(name);
    for Entry { item, session } in entries {
        let listing = &item.listing;
        let mut event = Event::new();
        event
            .uid(&format!("{}-{}@{}", listing.id, session.date.format("%Y%m%d"), v.address.host()))
            .timestamp(v.now)
            .summary(listing.title(v.lang).text)
            .starts(session.starts.with_timezone(&Utc))
            .ends(session.ends.with_timezone(&Utc))
            .url(&v.address.link(&v.to(&format!("/listings/{}", listing.id))));
        if let Some(summary) = listing.summary(v.lang) {
            event.description(summary.text);
        }
        let place: Vec<&str> =
            [listing.venue.as_deref(), listing.part_of_town().map(|p| p.name.as_str())].into_iter().flatten().collect();
        if !place.is_empty() {
            event.location(&place.join(", "));
        }
        calendar.push(event.done());
    }
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    let saved_as = HeaderValue::from_static("attachment; filename=\"buurten.ics\"");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, saved_as)], calendar.to_string()).into_response()
}

/// `GET /listings/{id}/calendar.ics`
pub async fn of_listing(v: Visit, shelf: Shelf, Id(id): Id) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).filter(|i| i.listing.is_open()).ok_or(Error::NotFound)?;
    let sessions = item.sessions(v.today(), v.today() + Days::new(7 * WEEKS));
    let entries: Vec<Entry> =
        sessions.into_iter().filter(|s| s.ends > v.now).map(|session| Entry { item, session }).collect();
    Ok(answer(&v, item.listing.title(v.lang).text, &entries))
}
