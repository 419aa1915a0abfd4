//! Rules by whole days and weeks ("every Tuesday", "every second Friday"): nearly all there are, followed by arithmetic.
//! The general way goes through the calendar of every year and takes a hundred times as long; a city of 100,000 listings
//! follows each of its rules anew every night.

use chrono::{Datelike, NaiveDate, Weekday};
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

/// A rule that repeats after so many days or weeks and names at most weekdays.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steady {
    /// Its first date, as a number of days.
    first: i32,
    /// Where the phase is counted from: its first date, or the first day of that week.
    from: i32,
    /// Days of one step: 1 or 7.
    step: i32,
    /// Every so many steps.
    every: i32,
    /// The weekdays, Monday lowest.
    days: u8,
}

fn number(day: Weekday) -> i32 {
    day.num_days_from_monday() as i32
}

impl Steady {
    /// The rule as one of these, where it is one.
    pub fn of(rule: &RRule<Unvalidated>, first_date: NaiveDate) -> Option<Self> {
        let plain = rule.get_count().is_none()
            && rule.get_by_month().is_empty()
            && rule.get_by_month_day().is_empty()
            && rule.get_by_set_pos().is_empty();
        let every = i32::from(rule.get_interval());
        if !plain || every == 0 {
            return None;
        }
        let mut days = 0;
        for day in rule.get_by_weekday() {
            match day {
                NWeekday::Every(day) => days |= 1 << number(*day),
                NWeekday::Nth(..) => return None,
            }
        }
        let first = first_date.num_days_from_ce();
        Some(match (rule.get_freq(), days) {
            (Frequency::Daily, 0) => Self { first, from: first, step: 1, every, days: 0b111_1111 },
            (Frequency::Daily, days) => Self { first, from: first, step: 1, every, days },
            (Frequency::Weekly, days) => {
                let into = (number(first_date.weekday()) - number(rule.get_week_start())).rem_euclid(7);
                let days = if days == 0 { 1 << number(first_date.weekday()) } else { days };
                Self { first, from: first - into, step: 7, every, days }
            }
            _ => return None,
        })
    }

    /// The dates from `from` to `to`, both included, in order.
    pub fn dates(self, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let days = self.first.max(from.num_days_from_ce())..=to.num_days_from_ce();
        // The first day of the common era was a Monday.
        let falls = move |day: &i32| {
            self.days & (1 << (day - 1).rem_euclid(7)) != 0 && ((day - self.from) / self.step) % self.every == 0
        };
        days.filter(falls).filter_map(NaiveDate::from_num_days_from_ce_opt)
    }
}
