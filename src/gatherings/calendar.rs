//! The day as a calendar takes it: what there is to do and where; it names nobody.

use super::{gathering::Seen, store, who_comes::One};
use crate::{auth::Visit, platform::db::Db, web::Error};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};

/// It stands in a calendar for so long.
const LASTS: TimeDelta = TimeDelta::minutes(90);

/// `GET /gathering/{id}/calendar.ics`: asked for while it takes place, cancelled where it was called off.
pub async fn file(v: Visit, one: One, db: Db) -> Result<Response, Error> {
    let it = store::found(&db, one.key()).await?.ok_or(Error::NotFound)?;
    let on = match it.seen(v.now) {
        Some(Seen::On) => true,
        Some(Seen::Off | Seen::Cannot) => false,
        _ => return Err(Error::NotFound),
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", it.row.id, v.address.host()))
        .timestamp(v.now)
        .sequence(u32::from(!on))
        .summary(&it.row.what)
        .location(&it.row.place)
        .url(&v.address.link(&one.path(&v)))
        .starts(it.row.meets_at)
        .ends(it.row.meets_at + LASTS)
        .status(if on { EventStatus::Confirmed } else { EventStatus::Cancelled });
    let mut calendar = Calendar::new();
    calendar.append_property(("METHOD", if on { "REQUEST" } else { "CANCEL" })).push(event.done());
    let kind = HeaderValue::from_static(if on {
        "text/calendar; charset=utf-8; method=REQUEST"
    } else {
        "text/calendar; charset=utf-8; method=CANCEL"
    });
    let saved_as = HeaderValue::from_static("attachment; filename=\"buurten.ics\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, saved_as)], calendar.to_string()).into_response())
}
