//! The week: dayparts, and the times somebody is free.

use crate::kit::named::Unexpected;
use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, str::FromStr};

/// Monday first, as three letters.
pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Morning 06–12, afternoon 12–18, evening 18–24, local time.
pub const PARTS: [&str; 3] = ["morning", "afternoon", "evening"];
/// Minutes of a day.
pub const DAY: u32 = 24 * 60;

/// A daypart of a weekday: 0 (Monday morning) to 20 (Sunday evening).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Daypart(u8);

impl Daypart {
    /// All 21, Monday morning first.
    pub fn all() -> impl Iterator<Item = Daypart> {
        (0..21).map(Daypart)
    }

    /// By weekday and part (0 morning, 1 afternoon, 2 evening).
    pub fn of(day: Weekday, part: u8) -> Self {
        Self(day.num_days_from_monday() as u8 * 3 + part.min(2))
    }

    /// The daypart of a minute of the day; none at night (00–06).
    pub fn at(day: Weekday, minute: u32) -> Option<Self> {
        let part = match minute % DAY / 60 {
            6..12 => 0,
            12..18 => 1,
            18..24 => 2,
            _ => return None,
        };
        Some(Self::of(day, part))
    }

    /// 0 to 20.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The weekday, 0 = Monday.
    pub fn day(self) -> u8 {
        self.0 / 3
    }

    /// The part: 0 morning, 1 afternoon, 2 evening.
    pub fn part(self) -> u8 {
        self.0 % 3
    }

    /// The weekday.
    pub fn weekday(self) -> Weekday {
        Weekday::try_from(self.day()).unwrap_or(Weekday::Mon)
    }
}

impl fmt::Display for Daypart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", DAYS[usize::from(self.day())], PARTS[usize::from(self.part())])
    }
}

impl FromStr for Daypart {
    type Err = Unexpected;

    fn from_str(s: &str) -> Result<Self, Unexpected> {
        Daypart::all()
            .find(|d| d.to_string() == s)
            .ok_or_else(|| Unexpected::new(s, "a daypart such as mon-morning, tue-afternoon or sun-evening"))
    }
}

/// The dayparts somebody is usually free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FreeWeek(u32);

impl FreeWeek {
    /// Always.
    pub const ALWAYS: FreeWeek = FreeWeek((1 << 21) - 1);

    /// One bit a daypart, Monday morning lowest.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Whether this daypart is free.
    pub fn has(self, daypart: Daypart) -> bool {
        self.0 & (1 << daypart.0) != 0
    }

    /// The same and this one.
    pub fn with(self, daypart: Daypart) -> Self {
        Self(self.0 | 1 << daypart.0)
    }

    /// Never free.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The free dayparts in order.
    pub fn iter(self) -> impl Iterator<Item = Daypart> {
        Daypart::all().filter(move |d| self.has(*d))
    }

    /// Minutes of the span that lie in free dayparts; it may run past midnight into the next day.
    pub fn free_minutes(self, day: Weekday, starts: u32, minutes: u32) -> u32 {
        let mut free = 0;
        let mut at = starts;
        let end = starts + minutes;
        while at < end {
            let boundary = (at / 360 + 1) * 360;
            let until = boundary.min(end);
            let days_on = at / DAY;
            let weekday = (0..days_on).fold(day, |d, _| d.succ());
            if Daypart::at(weekday, at).is_some_and(|d| self.has(d)) {
                free += until - at;
            }
            at = until;
        }
        free
    }
}

impl FromIterator<Daypart> for FreeWeek {
    fn from_iter<I: IntoIterator<Item = Daypart>>(dayparts: I) -> Self {
        dayparts.into_iter().fold(Self::default(), Self::with)
    }
}

impl Serialize for FreeWeek {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.iter().map(|d| d.to_string()))
    }
}

impl<'de> Deserialize<'de> for FreeWeek {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(d)?;
        names.iter().map(|n| n.parse::<Daypart>()).collect::<Result<_, _>>().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_counted_over_the_edges_of_dayparts() {
        let evening: FreeWeek = ["tue-evening".parse().expect("a daypart")].into_iter().collect();
        assert_eq!(evening.free_minutes(Weekday::Tue, 17 * 60 + 30, 90), 60);
        assert_eq!(evening.free_minutes(Weekday::Tue, 23 * 60, 120), 60);
        assert_eq!(evening.free_minutes(Weekday::Wed, 19 * 60, 60), 0);
        assert_eq!(FreeWeek::ALWAYS.free_minutes(Weekday::Sun, 23 * 60, 9 * 60), 60 + 120);
    }
}
