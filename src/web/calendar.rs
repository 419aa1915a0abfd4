//! Calendar files (RFC 5545): one writer for every `.ics`. Moments are in UTC, so that skipped dates and the change of
//! the clocks are right in every program, whatever it knows of time zones.

use super::PublicAddress;
use crate::kit::email_address::EmailAddress;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// What has no end of its own stands in a calendar for so long.
pub const LASTS: TimeDelta = TimeDelta::minutes(90);

/// How sure something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Agreed.
    Agreed,
    /// Perhaps: saved, nobody was asked.
    Perhaps,
    /// Called off.
    Off,
}

/// Something with a date. No `Debug`: first names stand in it.
#[derive(Clone)]
pub struct Entry {
    /// The same for the same thing, in every file; without the host's name.
    pub uid: String,
    /// Rises with every change.
    pub sequence: u32,
    /// When it was last changed, or when the file was made.
    pub stamp: DateTime<Utc>,
    /// What.
    pub title: String,
    /// From when.
    pub starts: DateTime<Utc>,
    /// Until when.
    pub ends: DateTime<Utc>,
    /// How sure it is.
    pub standing: Standing,
    /// Where.
    pub place: Option<String>,
    /// A few words.
    pub about: Option<String>,
    /// The path of its page, with the language.
    pub path: Option<String>,
}

/// What a calendar does with a file (RFC 5546).
#[derive(Clone, Copy)]
pub enum Method<'a> {
    /// Shows it.
    Publish,
    /// Takes the one entry up, or changes it; for this reader, from the city's desk. Cancelled where it is off.
    Request {
        /// Who keeps it.
        reader: &'a EmailAddress,
        /// Who sends it.
        desk: &'a str,
    },
}

fn event(entry: &Entry, method: Method<'_>, address: &PublicAddress) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", entry.uid, address.host()))
        .timestamp(entry.stamp)
        .sequence(entry.sequence)
        .summary(&entry.title)
        .starts(entry.starts)
        .ends(entry.ends)
        .status(match entry.standing {
            Standing::Agreed => EventStatus::Confirmed,
            Standing::Perhaps => EventStatus::Tentative,
            Standing::Off => EventStatus::Cancelled,
        });
    if let Some(path) = &entry.path {
        event.url(&address.link(path));
    }
    if let Some(about) = &entry.about {
        event.description(about);
    }
    if let Some(place) = &entry.place {
        event.location(place);
    }
    if let Method::Request { reader, desk } = method {
        // Nobody is to answer: they said yes here already.
        let attendee = Property::new("ATTENDEE", format!("mailto:{}", reader.as_str()))
            .add_parameter("PARTSTAT", "ACCEPTED")
            .add_parameter("RSVP", "FALSE")
            .done();
        event.add_property("ORGANIZER", format!("mailto:{desk}")).append_property(attendee);
    }
    event.done()
}

/// The text of a calendar file.
pub fn text(name: Option<&str>, method: Method<'_>, entries: &[Entry], address: &PublicAddress) -> String {
    let mut calendar = Calendar::new();
    if let Some(name) = name {
        calendar.name(name);
    }
    calendar.append_property(("METHOD", method_of(method, entries)));
    for entry in entries {
        calendar.push(event(entry, method, address));
    }
    calendar.to_string()
}

fn method_of(method: Method<'_>, entries: &[Entry]) -> &'static str {
    match method {
        Method::Publish => "PUBLISH",
        Method::Request { .. } if entries.iter().all(|e| e.standing == Standing::Off) => "CANCEL",
        Method::Request { .. } => "REQUEST",
    }
}

/// The same as a file to open or keep.
pub fn file(name: Option<&str>, method: Method<'_>, entries: &[Entry], address: &PublicAddress) -> Response {
    let kind = match method_of(method, entries) {
        "CANCEL" => "text/calendar; charset=utf-8; method=CANCEL",
        "REQUEST" => "text/calendar; charset=utf-8; method=REQUEST",
        _ => "text/calendar; charset=utf-8",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"buurten.ics\"")),
    ];
    (headers, text(name, method, entries, address)).into_response()
}
