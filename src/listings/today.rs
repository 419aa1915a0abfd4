//! Where can I speak Dutch today? One page, every day.

use super::{
    listing::Listing,
    shelf::{Is, Item, Shelf, Sieve, Stock},
};
use crate::{
    auth::Visit,
    city::Coming,
    kit::{schedule::Session, week::DAYS},
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Amsterdam;
use std::sync::Arc;

/// One thing to go to, with what a beginner wants to know.
struct Line {
    listing: Arc<Listing>,
    starts: String,
    ends: String,
    needed: &'static str,
}

/// What takes place on a day.
struct Day {
    date: NaiveDate,
    lines: Vec<Line>,
    /// How many more there are than the page shows, and where those are.
    more: usize,
    weekday: &'static str,
}

#[derive(Template)]
#[template(path = "listings/today.html")]
struct TodayPage {
    v: Visit,
    /// Today, and where it is late, tomorrow.
    days: Vec<Day>,
    /// What the city does within two weeks: something to ask about in Dutch.
    to_come: Vec<Coming>,
}

/// Nobody chooses among more in one day; the rest is among all listings.
const MOST: usize = 60;

/// `GET /today`
pub async fn page(v: Visit, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let today = v.today();
    let mut days = Vec::new();
    for date in (0..7).map(|d| today + Days::new(d)) {
        let day = day(&v, &stock, date);
        if !day.lines.is_empty() || date == today {
            days.push(day);
        }
        // Enough to choose from: today and the next day with something.
        if days.len() == 2 {
            break;
        }
    }
    let to_come = v.city.to_come(today).into_iter().filter(|it| it.is_within(14, today)).collect();
    show(&TodayPage { v, days, to_come })
}

/// The first of a day, soonest first; all are counted. What begins its next session on that day is known in brief and
/// stands in order already, so that only those are looked at whom the page shows, and those that have another session
/// before that day.
fn day(v: &Visit, stock: &Stock, date: NaiveDate) -> Day {
    let sieve = Sieve::default().days(&[date.weekday()]).must(Is::Dutch).must(Is::ForEveryone);
    let welcome = |place: &usize| {
        let brief = stock.brief(*place);
        stock.passes(*place, &sieve) && ![Is::Role, Is::Full, Is::CheckFirst].into_iter().any(|what| brief.is(what))
    };
    let session = |place: usize| stock.items[place].next(v.now).find(|s| s.date == date);
    let (begins, ends) = (midnight(date), midnight(date + Days::new(1)));
    let starts = |place: &usize| i64::from(stock.starts(*place, v.now));
    let by_then = stock.soonest_first(v.now).take_while(|place| starts(place) < ends).filter(welcome);
    let (mut all, mut first, mut sooner) = (0, Vec::new(), Vec::new());
    for place in by_then {
        if starts(&place) >= begins {
            all += 1;
            if first.len() < MOST {
                first.push(place);
            }
        } else if session(place).is_some() {
            all += 1;
            sooner.push(place);
        }
    }
    let sessions = first.into_iter().chain(sooner).filter_map(|place| Some((session(place)?, &stock.items[place])));
    let mut found: Vec<(Session, &Item)> = sessions.collect();
    found.sort_by(|a, b| (a.0.starts, &a.1.listing.key).cmp(&(b.0.starts, &b.1.listing.key)));
    Day {
        date,
        more: all - found.len().min(MOST),
        weekday: DAYS[date.weekday().num_days_from_monday() as usize],
        lines: found.into_iter().take(MOST).map(|(session, item)| line(v, &session, &item.listing)).collect(),
    }
}

/// When a day begins in the city, in seconds since 1970.
fn midnight(date: NaiveDate) -> i64 {
    let begins = date.and_time(NaiveTime::MIN);
    Amsterdam.from_local_datetime(&begins).earliest().map_or(begins.and_utc().timestamp(), |at| at.timestamp())
}

fn line(v: &Visit, session: &Session, listing: &Arc<Listing>) -> Line {
    Line {
        listing: listing.clone(),
        starts: v.w.time(session.starts.time()),
        ends: v.w.time(session.ends.time()),
        needed: match listing.dutch_needed.map(|needed| needed.number()) {
            Some(0) => "none",
            Some(1) => "words",
            Some(2) => "chats",
            Some(_) => "conversation",
            None => "unknown",
        },
    }
}
