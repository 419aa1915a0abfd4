//! Dates and times as people read them in their language.

use super::words::Words;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};

/// A date, however it is handed over: templates lend.
pub trait OnDate {
    /// The date.
    fn on(&self) -> NaiveDate;
}

impl OnDate for NaiveDate {
    fn on(&self) -> NaiveDate {
        *self
    }
}

impl<T: OnDate + ?Sized> OnDate for &T {
    fn on(&self) -> NaiveDate {
        (**self).on()
    }
}

impl Words {
    /// "Tuesday", "dinsdag".
    pub fn weekday(&self, day: Weekday) -> String {
        self.t(format!("weekday-{}", day.to_string().to_lowercase()))
    }

    /// "Tuesday 24 November", "dinsdag 24 november".
    pub fn day(&self, date: impl OnDate) -> String {
        let date = date.on();
        let month = self.t(format!("month-{}", date.month()));
        format!("{} {} {month}", self.weekday(date.weekday()), date.day())
    }

    /// "24 November 2026", "24 november 2026".
    pub fn date(&self, date: impl OnDate) -> String {
        let date = date.on();
        let month = self.t(format!("month-{}", date.month()));
        format!("{} {month} {}", date.day(), date.year())
    }

    /// "20:00", "20.00".
    pub fn time(&self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// The local time of a moment: "20:14".
    pub fn time_of(&self, moment: &DateTime<Utc>) -> String {
        self.time(moment.with_timezone(&chrono_tz::Europe::Amsterdam).time())
    }

    /// The local date and time of a moment: "Tuesday 24 November, 20:14".
    pub fn moment(&self, moment: impl std::borrow::Borrow<DateTime<Utc>>) -> String {
        let local = moment.borrow().with_timezone(&chrono_tz::Europe::Amsterdam);
        format!("{}, {}", self.day(local.date_naive()), self.time(local.time()))
    }

    /// How long it is since, in words: "today", "9 days", "5 weeks"; "vandaag", "9 dagen", "5 weken".
    pub fn waited(&self, days: i64) -> String {
        match days {
            ..=0 => self.t("waited-today"),
            1..=20 => self.t1("waited-days", "count", days),
            _ => self.t1("waited-weeks", "count", days / 7),
        }
    }
}

/// How many midnights of Europe/Amsterdam lie between two moments.
pub fn days_between(since: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let day = |moment: DateTime<Utc>| moment.with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
    (day(now) - day(since)).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::lang::Lang;

    #[test]
    fn a_waiting_time_is_said_in_days_then_in_weeks() {
        let both = |days| Lang::ALL.map(|lang| Words::of(lang).waited(days));
        assert_eq!(both(-1), ["today", "vandaag"]);
        assert_eq!(both(0), ["today", "vandaag"]);
        assert_eq!(both(1), ["1 day", "1 dag"]);
        assert_eq!(both(9), ["9 days", "9 dagen"]);
        assert_eq!(both(20), ["20 days", "20 dagen"]);
        assert_eq!(both(21), ["3 weeks", "3 weken"]);
        assert_eq!(both(400), ["57 weeks", "57 weken"]);
    }

    #[test]
    fn a_day_ends_at_midnight_in_the_city() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment");
        assert_eq!(days_between(at("2026-11-24T22:59:00Z"), at("2026-11-24T23:01:00Z")), 1, "midnight is at 23:00 UTC");
        assert_eq!(days_between(at("2026-11-24T23:01:00Z"), at("2026-11-25T22:59:00Z")), 0);
        assert_eq!(days_between(at("2026-10-24T10:00:00Z"), at("2026-10-26T10:00:00Z")), 2, "the clock went back");
    }
}
