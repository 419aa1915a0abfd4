//! Where can I speak Dutch today? One page, every day.

use super::{
    listing::Listing,
    shelf::{Item, Shelf},
};
use crate::{
    auth::Visit,
    kit::{schedule::Session, words::Kind},
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use std::sync::Arc;

/// One thing to go to, with what a beginner wants to know.
struct Line {
    listing: Arc<Listing>,
    starts: String,
    ends: String,
    needed: &'static str,
}

#[derive(Template)]
#[template(path = "listings/today.html")]
struct TodayPage {
    v: Visit,
    /// Today, and where it is late, tomorrow.
    days: Vec<(NaiveDate, Vec<Line>)>,
}

/// `GET /today`
pub async fn page(v: Visit, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let today = v.today();
    let mut days = Vec::new();
    for day in (0..7).map(|d| today + Days::new(d)) {
        let lines = lines(&v, &stock.items, day);
        if !lines.is_empty() || day == today {
            days.push((day, lines));
        }
        // Enough to choose from: today and the next day with something.
        if days.len() == 2 {
            break;
        }
    }
    show(&TodayPage { v, days })
}

fn lines(v: &Visit, items: &[Item], day: NaiveDate) -> Vec<Line> {
    let welcome = |l: &Listing| {
        l.is_open()
            && l.speaks_dutch()
            && l.kind != Kind::VolunteerRole
            && l.audience.is_everyone()
            && l.newcomer_places != Some(0)
            && !l.is_check_first(v.today())
    };
    let mut found: Vec<(Session, &Item)> = items
        .iter()
        .filter(|i| welcome(&i.listing))
        .filter_map(|i| i.next(v.now).find(|s| s.date == day).map(|s| (s.clone(), i)))
        .collect();
    found.sort_by_key(|(s, i)| (s.starts, i.listing.key.clone()));
    let line = |(session, item): (Session, &Item)| Line {
        listing: item.listing.clone(),
        starts: v.w.time(session.starts.time()),
        ends: v.w.time(session.ends.time()),
        needed: match item.listing.dutch_needed {
            Some(needed) => match needed.number() {
                0 => "none",
                1 => "words",
                2 => "chats",
                _ => "conversation",
            },
            None => "unknown",
        },
    };
    found.into_iter().map(line).collect()
}
