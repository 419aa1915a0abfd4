//! What to do, where and when: the same for three people and for two groups.

use crate::{
    auth::Visit,
    introductions::{name_of_date, slots, ticked},
    kit::{
        schedule::Session,
        text::{Slip, line},
        week::{Daypart, FreeWeek},
    },
    listings::Item,
    web::Slips,
};
use chrono::{DateTime, Datelike, Days, Timelike, Utc};
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

/// When a listing is on within six weeks, but after the days to answer.
fn sessions(v: &Visit, item: &Item) -> Vec<Session> {
    item.sessions(v.today() + Days::new(FIRST), v.today() + Days::new(LAST))
}

/// When one of two groups is on; where none is, any afternoon or evening.
pub fn of_groups(v: &Visit, items: &[&Item]) -> Vec<DateTime<Utc>> {
    let on: Vec<_> = items.iter().flat_map(|item| sessions(v, item)).map(|s| s.starts.with_timezone(&Utc)).collect();
    first_of(if on.is_empty() { slots(None, None, v.today() + Days::new(FIRST)) } else { on })
}

/// When three can go there: in the time they share alone, on the weekdays on which each can come, when it is on; by
/// appointment, whenever they have time. None where no such moment is.
pub fn of_three(v: &Visit, item: &Item, common: FreeWeek, weekdays: u8) -> Vec<DateTime<Utc>> {
    if item.listing.schedule.is_none() {
        return first_of(slots(Some(common), None, v.today() + Days::new(FIRST)));
    }
    let suits = |s: &Session| {
        let day = s.date.weekday();
        let daypart = Daypart::at(day, s.starts.time().num_seconds_from_midnight() / 60);
        weekdays & (1 << day.num_days_from_monday()) != 0 && daypart.is_some_and(|daypart| common.has(daypart))
    };
    first_of(sessions(v, item).into_iter().filter(suits).map(|s| s.starts.with_timezone(&Utc)).collect())
}

fn first_of(mut all: Vec<DateTime<Utc>>) -> Vec<DateTime<Utc>> {
    all.sort();
    all.dedup();
    all.truncate(MOST);
    all
}

/// Value and words of each moment.
pub fn named(v: &Visit, moments: &[DateTime<Utc>]) -> Vec<(String, String)> {
    moments.iter().map(|at| (name_of_date(at), v.w.moment(at))).collect()
}
