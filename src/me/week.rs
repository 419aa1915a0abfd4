//! My week: what she said yes to and what she keeps, day by day; on paper and in her calendar too.

use super::plan::{Why, planned};
use crate::{
    auth::Visit,
    kit::schedule::Session,
    listings::{Shelf, calendar_entry},
    newcomers::Her,
    next_steps,
    platform::db::Db,
    web::{
        Error, Query,
        calendar::{self as calendar_file, Method},
        show,
    },
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Days, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

struct Line {
    id: Uuid,
    title: String,
    starts: String,
    ends: String,
    place: String,
    why: Why,
}

#[derive(Template)]
#[template(path = "me/week.html")]
struct WeekPage {
    v: Visit,
    from: NaiveDate,
    days: Vec<(NaiveDate, Vec<Line>)>,
    is_hers: bool,
    has_answers: bool,
    week: u64,
    /// "This week: …", as HTML; on the page of this week alone.
    step: String,
}

/// Which week, counted from this one.
#[derive(Deserialize)]
pub struct Asks {
    #[serde(default)]
    week: u64,
}

/// How many weeks ahead she can look.
pub(super) const WEEKS: u64 = 8;

/// `GET /week`
pub async fn page(v: Visit, her: Her, db: Db, shelf: Shelf, Query(asks): Query<Asks>) -> Result<Response, Error> {
    if asks.week > WEEKS {
        return Err(Error::NotFound);
    }
    let stock = shelf.now();
    let from = v.today() + Days::new(7 * asks.week);
    let plan = planned(&db, &stock, &her, &v).await?;
    let mut days: BTreeMap<NaiveDate, Vec<(DateTime<chrono_tz::Tz>, Line)>> = BTreeMap::new();
    for id in plan.ids() {
        let Some(item) = stock.public(id).filter(|i| i.listing.is_open()) else { continue };
        for session in item.sessions(from, from + Days::new(6)).into_iter().filter(|s| s.ends > v.now) {
            let Some(why) = plan.why(id, &session) else { continue };
            let listing = &item.listing;
            let place: Vec<&str> = [listing.venue.as_deref(), listing.part_of_town().map(|p| p.name.as_str())]
                .into_iter()
                .flatten()
                .collect();
            let line = Line {
                id,
                title: listing.title(v.lang).text.to_owned(),
                starts: v.w.time(session.starts.time()),
                ends: v.w.time(session.ends.time()),
                place: place.join(", "),
                why,
            };
            days.entry(session.date).or_default().push((session.starts, line));
        }
    }
    let in_order = |mut lines: Vec<(DateTime<chrono_tz::Tz>, Line)>| {
        lines.sort_by(|a, b| (a.0, &a.1.title).cmp(&(b.0, &b.1.title)));
        lines.into_iter().map(|(_, line)| line).collect()
    };
    let days = days.into_iter().map(|(day, lines)| (day, in_order(lines))).collect();
    let step = match asks.week {
        0 => next_steps::for_her(&v, &db, &stock, her.0.as_ref(), "week").await?,
        _ => String::new(),
    };
    show(&WeekPage { from, days, is_hers: plan.is_hers, has_answers: her.has_answers(), week: asks.week, step, v })
}

/// `GET /week/calendar.ics`: the coming weeks of what is hers.
pub async fn calendar(v: Visit, her: Her, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let plan = planned(&db, &stock, &her, &v).await?;
    let mut entries = Vec::new();
    for id in plan.ids().into_iter().filter(|_| plan.is_hers) {
        let Some(item) = stock.public(id).filter(|i| i.listing.is_open()) else { continue };
        let sessions = item.sessions(v.today(), v.today() + Days::new(7 * WEEKS));
        // What nobody answered yet is no date.
        let hers = |s: &Session| s.ends > v.now && plan.why(id, s).is_some_and(|why| why != Why::Asked);
        entries.extend(sessions.iter().filter(|s| hers(s)).map(|session| calendar_entry(&v, item, session)));
    }
    entries.sort_by(|a, b| (a.starts, &a.title).cmp(&(b.starts, &b.title)));
    Ok(calendar_file::file(Some(&v.t("week-title")), Method::Publish, &entries, &v.address))
}
