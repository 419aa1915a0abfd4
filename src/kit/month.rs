//! A month of a year.

use super::named::Unexpected;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, str::FromStr};

/// YYYY-MM, 1900 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// A day of these years, as YYYY-MM-DD.
///
/// # Errors
/// Where it is none, in a sentence.
pub fn day(text: &str) -> Result<NaiveDate, Unexpected> {
    let day = text.parse().ok().filter(|day: &NaiveDate| Month::new(day.year(), 1).is_some());
    day.ok_or_else(|| Unexpected::new(text, "a day as YYYY-MM-DD, from 1900 to 2199"))
}

impl Month {
    /// A month by year and number (1 to 12).
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then(|| Self(year * 12 + month as i32 - 1))
    }

    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year() * 12 + day.month0() as i32)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// How many months later than the other; negative where it is earlier.
    pub fn months_after(self, other: Month) -> i32 {
        self.0 - other.0
    }

    /// So many months later.
    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = Unexpected;

    fn from_str(s: &str) -> Result<Self, Unexpected> {
        let parsed = s
            .split_once('-')
            .filter(|(y, m)| y.len() == 4 && m.len() == 2)
            .and_then(|(y, m)| Month::new(y.parse().ok()?, m.parse().ok()?));
        parsed.ok_or_else(|| Unexpected::new(s, "a month as YYYY-MM"))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}
