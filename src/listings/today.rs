//! Where can I speak Dutch today? One page, every day.

use super::{
    listing::Listing,
    shelf::{Is, Item, Shelf, Stock},
};
use crate::{
    auth::Visit,
    kit::{schedule::Session, week::DAYS},
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
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
    show(&TodayPage { v, days })
}

fn day(v: &Visit, stock: &Stock, date: NaiveDate) -> Day {
    let welcome = |place: &usize| {
        let brief = stock.brief(*place);
        brief.is(Is::Dutch) && brief.is(Is::ForEveryone) && !brief.is(Is::Role) && !brief.is(Is::Full)
    };
    // Whose next session is later has none on that day, which ends in Eindhoven before it ends in Greenwich.
    let end = (date + Days::new(1)).and_time(NaiveTime::MIN).and_utc().timestamp();
    let by_then = stock.soonest_first(v.now).take_while(|place| i64::from(stock.starts(*place, v.now)) < end);
    let on_it = by_then.filter(welcome).map(|place| &stock.items[place]).filter_map(|item| {
        let session = item.next(v.now).find(|s| s.date == date)?;
        (!item.listing.is_check_first(v.today())).then_some((session, item))
    });
    let mut found: Vec<(Session, &Item)> = on_it.collect();
    found.sort_by(|a, b| (a.0.starts, &a.1.listing.key).cmp(&(b.0.starts, &b.1.listing.key)));
    Day {
        date,
        more: found.len().saturating_sub(MOST),
        weekday: DAYS[date.weekday().num_days_from_monday() as usize],
        lines: found.into_iter().take(MOST).map(|(session, item)| line(v, &session, &item.listing)).collect(),
    }
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
