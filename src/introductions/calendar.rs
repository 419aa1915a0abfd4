//! The meeting as a calendar takes it: asked for, changed, or called off.

use super::{introduction::Seen, meet::One};
use crate::{auth::Visit, platform::db::Db, web::Error};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};

/// A meeting stands in a calendar for so long.
const LASTS: TimeDelta = TimeDelta::minutes(90);

/// `GET /meet/{id}/calendar.ics`: the same entry with a higher number each time the date changes, cancelled where it
/// was called off. Says a first name and the place, nothing else.
pub async fn file(v: Visit, one: One, db: Db) -> Result<Response, Error> {
    let (pair, side, seen) = one.finds(&v, &db).await?;
    // What never had a date is in no calendar.
    if seen != Seen::Both || pair.meets_at.is_none() && pair.calendar_sequence == 0 {
        return Err(Error::NotFound);
    }
    let name = pair.other(side).map(|other| other.name().to_owned()).unwrap_or_default();
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", pair.id, v.address.host()))
        .timestamp(v.now)
        .sequence(u32::try_from(pair.calendar_sequence).unwrap_or_default())
        .summary(&v.w.t1("intro-meet-title", "name", name))
        .url(&v.address.link(&v.to(&format!("/meet/{}", pair.id))));
    if let Some(place) = &pair.place {
        event.location(place);
    }
    let method = match pair.meets_at {
        Some(at) => {
            event.starts(at).ends(at + LASTS).status(EventStatus::Confirmed);
            "REQUEST"
        }
        None => {
            // A calendar knows which entry it is by its name; a time must stand there all the same.
            event.starts(v.now).status(EventStatus::Cancelled);
            "CANCEL"
        }
    };
    let mut calendar = Calendar::new();
    calendar.append_property(("METHOD", method)).push(event.done());
    let kind = HeaderValue::from_static(if method == "CANCEL" {
        "text/calendar; charset=utf-8; method=CANCEL"
    } else {
        "text/calendar; charset=utf-8; method=REQUEST"
    });
    let saved_as = HeaderValue::from_static("attachment; filename=\"buurten.ics\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, saved_as)], calendar.to_string()).into_response())
}
