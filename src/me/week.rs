//! My week: what she said yes to and what she keeps, day by day; on paper and in her calendar too.

use super::{
    dates,
    plan::{Why, planned},
};
use crate::{
    auth::Visit,
    listings::Shelf,
    newcomers::Her,
    next_steps,
    platform::db::Db,
    web::{
        Error, Query,
        calendar::{self as calendar_file, Entry, Method, Standing},
        show,
    },
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Days, NaiveDate};
use chrono_tz::Europe::Amsterdam;
use serde::Deserialize;
use std::collections::BTreeMap;

struct Line {
    /// Its page.
    link: String,
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
    let with_people = with_people(&v, &db).await?;
    let plan = planned(&db, &stock, &her, &v, !with_people.is_empty()).await?;
    let mut days: BTreeMap<NaiveDate, Vec<(DateTime<chrono_tz::Tz>, Line)>> = BTreeMap::new();
    for entry in with_people {
        let (starts, ends) = (entry.starts.with_timezone(&Amsterdam), entry.ends.with_timezone(&Amsterdam));
        let day = starts.date_naive();
        if day < from || day > from + Days::new(6) {
            continue;
        }
        let line = Line {
            link: entry.path.unwrap_or_default(),
            title: entry.title,
            starts: v.w.time(starts.time()),
            ends: v.w.time(ends.time()),
            place: entry.place.unwrap_or_default(),
            why: Why::Agreed,
        };
        days.entry(day).or_default().push((starts, line));
    }
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
                link: v.to(&format!("/listings/{id}")),
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

/// What somebody agreed on with people and is still to come.
async fn with_people(v: &Visit, db: &Db) -> Result<Vec<Entry>, sqlx::Error> {
    let Some(who) = &v.signed_in else { return Ok(Vec::new()) };
    let mut all = dates::with_people(v, db, who.account).await?;
    all.retain(|entry| entry.standing == Standing::Agreed && entry.ends > v.now);
    Ok(all)
}

/// `GET /week/calendar.ics`: the coming weeks of what is hers. What was called off strikes itself out.
pub async fn calendar(v: Visit, her: Her, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let account = v.signed_in.as_ref().map(|who| who.account);
    let mut entries = dates::all(&v, &db, &shelf.now(), account, her.0.as_ref().map(|n| n.id)).await?;
    entries.retain(|entry| entry.ends > v.now);
    Ok(calendar_file::file(Some(&v.t("week-title")), Method::Publish, &entries, &v.address))
}
