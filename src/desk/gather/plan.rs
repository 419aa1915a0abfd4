//! What to do, where and when: the same for three people and for two groups.

use crate::{
    auth::Visit,
    introductions::{name_of_date, slots, ticked},
    kit::text::{Slip, line},
    listings::Item,
    web::Slips,
};
use chrono::{DateTime, Datelike, Days, Utc, Weekday};
use serde::Deserialize;

/// Most characters of what there is to do, and of the place.
const LONGEST: usize = 200;
/// A day lies so many days ahead at least: everybody has seven to answer.
const FIRST: u64 = 8;
/// And so many at most.
const LAST: u64 = 42;
/// So many are offered.
const MOST: usize = 8;

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    /// What there is to do.
    pub what: String,
    /// Where.
    pub place: String,
    /// When, by its name.
    pub date: String,
}

/// What, where and when.
pub struct Plan {
    /// What there is to do.
    pub what: String,
    /// Where.
    pub place: String,
    /// When.
    pub meets_at: DateTime<Utc>,
}

impl PlanForm {
    /// What the first of these listings says of itself.
    pub fn of(v: &Visit, items: &[&Item], moments: &[DateTime<Utc>]) -> Self {
        let first = items.first().map(|item| &item.listing);
        let place = items.iter().find_map(|item| item.listing.venue.clone());
        Self {
            what: first.map(|listing| listing.title(v.lang).text.to_owned()).unwrap_or_default(),
            place: place.unwrap_or_else(|| v.t("introduce-library")),
            date: moments.first().map(name_of_date).unwrap_or_default(),
        }
    }

    /// Reads it.
    pub fn read(&self, moments: &[DateTime<Utc>], slips: &mut Slips) -> Option<Plan> {
        let what = slips.take("what", line(&self.what, LONGEST));
        let place = slips.take("place", line(&self.place, LONGEST));
        let chosen = ticked(moments, std::slice::from_ref(&self.date)).and_then(|all| all.into_iter().next());
        let meets_at = slips.take("date", chosen.ok_or(Slip::NotThis("slip-intro-date")));
        Some(Plan { what: what?, place: place?, meets_at: meets_at? })
    }
}

/// When one of these listings is on, within six weeks but after the days to answer, on these weekdays; where none is, any
/// afternoon.
pub fn moments(v: &Visit, items: &[&Item], suits: impl Fn(Weekday) -> bool) -> Vec<DateTime<Utc>> {
    let today = v.today();
    let sessions = items.iter().flat_map(|item| item.sessions(today + Days::new(FIRST), today + Days::new(LAST)));
    let mut all: Vec<DateTime<Utc>> =
        sessions.filter(|s| suits(s.date.weekday())).map(|s| s.starts.with_timezone(&Utc)).collect();
    if all.is_empty() {
        all = slots(None, None, today + Days::new(FIRST));
    }
    all.sort();
    all.dedup();
    all.truncate(MOST);
    all
}

/// Value and words of each moment.
pub fn named(v: &Visit, moments: &[DateTime<Utc>]) -> Vec<(String, String)> {
    moments.iter().map(|at| (name_of_date(at), v.w.moment(at))).collect()
}
