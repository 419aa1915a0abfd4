//! The sample's dates are offsets from the day of seeding, so that it does not go stale.

use crate::{
    kit::{month::Month, schedule::Schedule},
    matching::person::Person,
};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// From the day as of which the files are written to the day of seeding.
#[derive(Clone, Copy)]
pub struct Shift {
    days: TimeDelta,
    months: i32,
    years: i32,
}

impl Shift {
    /// From this day to that.
    pub fn new(written: NaiveDate, today: NaiveDate) -> Self {
        Self {
            days: today - written,
            months: Month::of(today).months_after(Month::of(written)),
            years: today.year() - written.year(),
        }
    }

    /// A day.
    pub fn day(self, day: NaiveDate) -> NaiveDate {
        day + self.days
    }

    /// A schedule, by whole weeks: Tuesday stays Tuesday.
    pub fn schedule(self, schedule: &Schedule) -> anyhow::Result<Schedule> {
        let weeks = TimeDelta::weeks(self.days.num_days().div_euclid(7));
        let skip = schedule.skip_dates.iter().map(|d| *d + weeks).collect();
        Ok(Schedule::new(&schedule.rrule, schedule.first_date + weeks, skip, schedule.starts, schedule.ends)?)
    }

    /// A person: the months of the stay and the children's years.
    pub fn person(self, mut person: Person) -> Person {
        person.arrived = person.arrived.map(|m| m.plus(self.months));
        person.stays_until = person.stays_until.map(|until| until.map(|m| m.plus(self.months)));
        person.children = person.children.map(|years| years.into_iter().map(|y| y + self.years).collect());
        person
    }
}
