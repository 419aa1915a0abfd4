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

    /// The local date and time of a moment: "Tuesday 24 November, 20:14".
    pub fn moment(&self, moment: impl std::borrow::Borrow<DateTime<Utc>>) -> String {
        let local = moment.borrow().with_timezone(&chrono_tz::Europe::Amsterdam);
        format!("{}, {}", self.day(local.date_naive()), self.time(local.time()))
    }
}
