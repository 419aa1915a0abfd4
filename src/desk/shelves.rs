//! What of the listings needs a look: what anybody said is not right, drafts, what lost its heartbeat, what lacks a
//! language or is out of date in one.

use super::line::{Act, Kind, Line};
use crate::{
    auth::Visit,
    hosts::{self, Silent},
    kit::words::Status,
    listings::{Item, Stock},
    platform::db::Db,
    web::{Error, dates::days_between},
};
use chrono::Days;
use std::collections::HashSet;
use uuid::Uuid;

/// A draft of what begins later can wait: those of a whole year are prepared at once.
const AHEAD_DAYS: u64 = 7 * 6;
/// So many of those that lost their heartbeat have a line; the page of them has all.
const SILENT: usize = 20;
/// The days of what nobody ever confirmed: it comes before what somebody did.
const NEVER: i64 = 700;

/// The lines of all listings that need a look, each with one; and one of all that was said is not right.
///
/// # Errors
/// Those of the database.
pub async fn lines(v: &Visit, db: &Db, stock: &Stock) -> Result<Vec<Line>, Error> {
    let mut lines: Vec<Line> = correction_line(v, db).await?.into_iter().collect();
    let (silent, _) = hosts::silent(db, SILENT).await?;
    let asked_about: HashSet<Uuid> = silent.iter().map(|it| it.id).collect();
    lines.extend(silent.iter().map(|it| silent_line(v, it)));
    let others = stock.items.iter().filter(|item| !asked_about.contains(&item.listing.id));
    lines.extend(others.filter_map(|item| line(v, item)));
    Ok(lines)
}

/// How many things that anybody said wait for a look.
async fn correction_line(v: &Visit, db: &Db) -> Result<Option<Line>, Error> {
    let (count, since) = hosts::count_corrections(db).await?;
    let line = |since| {
        let days = days_between(since, v.now);
        let act = Act::Open("/desk/corrections".to_owned());
        Line::new(Kind::Correction, days, v.t1("desk-line-correction", "count", count), v.w.waited(days), act)
    };
    Ok(since.map(line))
}

/// Nobody confirmed it, and a letter did not help or cannot be written.
fn silent_line(v: &Visit, it: &Silent) -> Line {
    let days = it.confirmed_on.map(|on| (v.today() - on).num_days());
    let waited = days.map_or_else(|| v.t("desk-never"), |days| v.w.waited(days));
    let path = format!("/desk/listings/{}", it.id);
    let confirm = format!("{path}/confirm");
    let what = v.t1("desk-line-unconfirmed", "title", it.title(v.lang));
    let act = Act::OpenAndPress(path, confirm);
    Line::new(Kind::Unconfirmed, days.unwrap_or(NEVER), what, waited, act).sending("back", "desk")
}

/// A draft that cannot wait, or one whose languages do not say the same.
fn line(v: &Visit, item: &Item) -> Option<Line> {
    let listing = &item.listing;
    let soon = |day| day <= v.today() + Days::new(AHEAD_DAYS);
    let (kind, key) = match listing.status {
        Status::Draft if listing.schedule.as_ref().is_none_or(|when| soon(when.first_date)) => {
            (Kind::Draft, "desk-line-draft")
        }
        Status::Active if listing.missing().is_some() => (Kind::Translation, "desk-line-translation"),
        Status::Active if item.behind().is_some() => (Kind::Translation, "desk-line-outdated"),
        _ => return None,
    };
    let days = days_between(item.changed_at(), v.now);
    let what = v.t1(key, "title", listing.title(v.lang).text);
    let act = Act::Open(format!("/desk/listings/{}", listing.id));
    Some(Line::new(kind, days, what, v.w.waited(days), act).sending("back", "desk"))
}
