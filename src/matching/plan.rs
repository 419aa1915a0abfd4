//! The sessions of a listing as the heart needs them: per weekday, over the next 13 weeks, and hours over a year.

use crate::kit::{
    schedule::Schedule,
    week::{DAY, Daypart, FreeWeek},
};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

/// How far ahead the time gate looks.
pub const WEEKS_AHEAD: u64 = 13;
/// Together at most so long counts for bridging.
const WEEKS_TOGETHER: u64 = 52;
/// By appointment, so many hours a month.
const HOURS_BY_APPOINTMENT: f64 = 2.0;

/// A session can be attended if at least this share of its minutes lies in free dayparts.
const FREE_SHARE: (u32, u32) = (60, 100);
/// On the best weekday at least this share of the sessions can.
const SESSIONS_SHARE: (u32, u32) = (80, 100);

/// The sessions ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The dates of the next 13 weeks, in order.
    pub dates: Vec<NaiveDate>,
    /// Sessions in the next 13 weeks by weekday, Monday first.
    pub counts: [u32; 7],
    /// Sessions in the next 52 weeks.
    pub in_a_year: usize,
    /// Sessions in 52 weeks at its pace: as if it had begun and had no last one.
    pub pace: usize,
    /// Whether the rule names weekdays. A rule by day of the month does not: all its sessions count together.
    pub by_weekday: bool,
    /// Local time.
    pub starts: NaiveTime,
    /// Local time.
    pub ends: NaiveTime,
    /// The minute of the day at which a session begins.
    pub start_minute: u32,
    /// Minutes of a session.
    pub minutes: u32,
    /// The daypart in which a session begins, by weekday; none at night.
    begins: [Option<Daypart>; 7],
    /// Hours together until the end of the month so many months ahead; the last is 52 weeks.
    hours: [f64; 13],
}

impl Plan {
    /// The plan of a schedule as of a day, that day included.
    #[cfg(test)]
    pub fn of(schedule: &Schedule, today: NaiveDate) -> Self {
        Self::on(Self::year_of(schedule, today), schedule, today)
    }

    /// The dates that a plan looks at.
    pub(super) fn year_of(schedule: &Schedule, today: NaiveDate) -> Vec<NaiveDate> {
        schedule.dates_between(today, today + Days::new(7 * WEEKS_TOGETHER - 1))
    }

    /// The plan of a schedule whose dates of the year are known.
    pub(super) fn on(year: Vec<NaiveDate>, schedule: &Schedule, today: NaiveDate) -> Self {
        let last = today + Days::new(7 * WEEKS_TOGETHER - 1);
        let ahead = today + Days::new(7 * WEEKS_AHEAD);
        let dates: Vec<NaiveDate> = year.iter().copied().take_while(|d| *d < ahead).collect();
        let mut counts = [0; 7];
        for date in &dates {
            counts[date.weekday().num_days_from_monday() as usize] += 1;
        }
        let rule = schedule.rrule.to_ascii_uppercase();
        let minutes = schedule.minutes();
        let start_minute = schedule.start_minute();
        let hours = std::array::from_fn(|months| {
            let until = end_of_month(today, months as u32).min(last);
            let sessions = year.partition_point(|d| *d <= until);
            sessions as f64 * f64::from(minutes) / 60.0
        });
        Self {
            counts,
            in_a_year: year.len(),
            pace: pace(schedule, today).unwrap_or(year.len()),
            by_weekday: rule.contains("BYDAY") || rule.contains("WEEKLY") || rule.contains("DAILY"),
            starts: schedule.starts,
            ends: schedule.ends,
            start_minute,
            minutes,
            begins: std::array::from_fn(|d| Daypart::at(weekday(d), start_minute)),
            hours,
            dates,
        }
    }

    /// Whether she can attend a session on this weekday (0 = Monday): it begins in a free daypart, and at least
    /// 60 % of its minutes lie in free dayparts.
    pub fn can_attend(&self, free: FreeWeek, day: usize) -> bool {
        let begins_free = self.begins[day].is_some_and(|d| free.has(d));
        if !begins_free {
            return false;
        }
        // Within one daypart there is nothing to count.
        if self.start_minute % DAY / 360 == (self.start_minute + self.minutes - 1) / 360 {
            return true;
        }
        free.free_minutes(weekday(day), self.start_minute, self.minutes) * FREE_SHARE.1 >= self.minutes * FREE_SHARE.0
    }

    /// The weekdays on which she can come, Monday lowest; 0 = never. On a weekday of the rule its sessions count
    /// together; where the rule names no weekday, all sessions do. At least 80 % of them must fit.
    pub fn weekdays_for(&self, free: FreeWeek) -> u8 {
        let days = (0..7).filter(|d| self.counts[*d] > 0 && self.can_attend(free, *d));
        let (bits, can) = days.fold((0_u8, 0), |(bits, can), d| (bits | 1 << d, can + self.counts[d]));
        let all: u32 = self.counts.iter().sum();
        if self.by_weekday || can * SESSIONS_SHARE.1 >= all * SESSIONS_SHARE.0 { bits } else { 0 }
    }

    /// The dayparts in which sessions begin, one bit each.
    pub fn dayparts(&self) -> u32 {
        let begun = (0..7).filter(|d| self.counts[*d] > 0).filter_map(|d| self.begins[d]);
        begun.fold(0, |bits, d| bits | 1 << d.number())
    }

    /// The dayparts in which a session on this weekday (0 = Monday) has minutes, one bit each; it may run past midnight.
    pub fn touches(&self, day: usize) -> u32 {
        let parts = self.start_minute / 360..=(self.start_minute + self.minutes.max(1) - 1) / 360;
        let daypart = |part: u32| Daypart::at(weekday((day + part as usize / 4) % 7), part % 4 * 360);
        parts.filter_map(daypart).fold(0, |bits, d| bits | 1 << d.number())
    }

    /// The same over all weekdays on which it takes place.
    pub fn all_touched(&self) -> u32 {
        (0..7).filter(|d| self.counts[*d] > 0).fold(0, |bits, d| bits | self.touches(d))
    }

    /// The dates that fall on these weekdays, in order.
    pub fn dates_on(&self, weekdays: u8) -> impl Iterator<Item = NaiveDate> {
        self.dates.iter().copied().filter(move |d| weekdays & (1 << d.weekday().num_days_from_monday()) != 0)
    }

    /// Hours together until the end of the month so many months ahead; from 12 on, within 52 weeks.
    pub fn hours(&self, months: usize) -> f64 {
        self.hours[months.min(12)]
    }
}

/// Sessions in 52 weeks at its pace; none where those of the coming 52 weeks say it.
fn pace(schedule: &Schedule, today: NaiveDate) -> Option<usize> {
    let endless = schedule.endless();
    if endless.is_none() && schedule.first_date <= today {
        return None;
    }
    let from = schedule.first_date.max(today);
    Some(Plan::year_of(endless.as_ref().unwrap_or(schedule), from).len())
}

/// Hours together by appointment: two a month until the smaller of 52 weeks and the end of that month.
pub fn hours_by_appointment(today: NaiveDate, months: usize) -> f64 {
    let last = today + Days::new(7 * WEEKS_TOGETHER - 1);
    let until = end_of_month(today, months as u32).min(last);
    let days = (until - today).num_days() + 1;
    HOURS_BY_APPOINTMENT * days as f64 * 12.0 / 365.25
}

/// The last day of the month so many months ahead.
fn end_of_month(day: NaiveDate, months: u32) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    (first + Months::new(months + 1)).pred_opt().unwrap_or(first)
}

fn weekday(monday_first: usize) -> Weekday {
    Weekday::try_from(monday_first as u8).unwrap_or(Weekday::Mon)
}
