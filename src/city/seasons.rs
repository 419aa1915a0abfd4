//! What people do in a city through the year: what it is, what to wear, how to join, and when. It stands in `seasons.toml`
//! of the city's own folder; the days are computed, and what somebody put right stands in the city's facts.

use super::facts::{City, embedded, slugs};
use crate::{kit::sentence::Sentence, web::words::Words};
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::LazyLock};

/// A day of the year without its year: "04-27". Every year has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct MonthDay(u32, u32);

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = text.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
        // 2023 has no 29 February.
        let every_year = read.filter(|(m, d)| NaiveDate::from_ymd_opt(2023, *m, *d).is_some());
        every_year
            .map(|(m, d)| Self(m, d))
            .ok_or_else(|| format!("{text:?}: expected a day of every year, such as 04-27"))
    }
}

impl MonthDay {
    fn of(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.0, self.1)
    }
}

/// Which day of a year.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Rule {
    /// The same day every year; the day before where that is a weekday on which it is never.
    Fixed { on: MonthDay, never: Option<Weekday> },
    /// The first such weekday from a day on.
    First { weekday: Weekday, from: MonthDay },
    /// So many days after Easter Sunday.
    Easter { easter: i64 },
}

impl Rule {
    fn of(&self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed { on, never } => {
                let day = on.of(year)?;
                if *never == Some(day.weekday()) { day.pred_opt() } else { Some(day) }
            }
            Self::First { weekday, from } => from.of(year)?.iter_days().take(7).find(|day| day.weekday() == *weekday),
            Self::Easter { easter } => {
                computus::gregorian_naive(year).ok()?.checked_add_signed(TimeDelta::days(*easter))
            }
        }
    }
}

/// What stands on its page, and the drafts that the desk prepares for it each year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// In addresses.
    pub id: String,
    /// Groups and activities with this interest belong to it.
    pub interest: String,
    /// What people call it.
    pub name: Sentence,
    starts: Rule,
    /// The day it starts, where there is none.
    ends: Option<Rule>,
    /// Its organisers choose the days each year.
    #[serde(default)]
    announced: bool,
    /// What it is.
    pub what: Vec<Sentence>,
    /// What to wear.
    pub wear: Vec<Sentence>,
    /// What one can do there for others.
    pub role: Vec<Sentence>,
    /// Going with somebody.
    pub with: Vec<Sentence>,
    /// What people say, and what it means.
    pub say: Vec<Sentence>,
    /// What else one should know.
    #[serde(default)]
    pub more: Vec<Sentence>,
    /// The heading above it.
    #[serde(default)]
    pub more_title: Sentence,
    /// A draft each.
    pub parts: Vec<Part>,
}

/// A draft that the desk prepares: in the words of its form of a new listing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the fields of that form
pub struct Part {
    /// In its key.
    pub id: String,
    pub kind: String,
    day: PartDay,
    pub times: String,
    pub speech: String,
    /// Somebody from here should take newcomers along: the desk asks for them.
    #[serde(default)]
    pub along: bool,
    pub title: Sentence,
    pub summary: Sentence,
}

/// So many days after its first or its last day.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PartDay {
    First(i64),
    Last(i64),
}

/// Days that somebody at the desk put right.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SeasonDays {
    /// Which one.
    pub season: String,
    /// Its first day.
    pub starts: NaiveDate,
    /// Its last day.
    pub ends: NaiveDate,
}

/// The next time that something takes place, or the one that goes on now.
#[derive(Clone, Copy, Debug)]
pub struct Coming {
    /// What.
    pub season: &'static Season,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// Somebody put the days right.
    pub put_right: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    seasons: Vec<Season>,
}

static SEASONS: LazyLock<BTreeMap<String, Vec<Season>>> = LazyLock::new(|| {
    let read = |slug: &String| {
        let sheet: Sheet =
            toml::from_str(&embedded(slug, "seasons.toml").ok()?).expect("the city's own file is right (a test)");
        Some((slug.clone(), sheet.seasons))
    };
    slugs().iter().filter_map(read).collect()
});

impl City {
    /// What people do here through the year, in the order of the city's file.
    pub fn seasons(&self) -> &'static [Season] {
        SEASONS.get(&self.slug).map_or(&[], Vec::as_slice)
    }

    /// The same, each the next time that it takes place, soonest first; what goes on now comes before.
    pub fn to_come(&self, today: NaiveDate) -> Vec<Coming> {
        let mut all: Vec<Coming> = self.seasons().iter().filter_map(|season| self.coming(season, today)).collect();
        all.sort_by_key(|it| (it.starts, it.ends));
        all
    }

    /// The one with this id, the next time that it takes place.
    pub fn season_to_come(&self, id: &str, today: NaiveDate) -> Option<Coming> {
        self.coming(self.seasons().iter().find(|season| season.id == id)?, today)
    }

    fn coming(&self, season: &'static Season, today: NaiveDate) -> Option<Coming> {
        let year = today.year();
        (year - 1..=year + 1).filter_map(|year| self.in_year(season, year)).find(|it| it.ends >= today)
    }

    fn in_year(&self, season: &'static Season, year: i32) -> Option<Coming> {
        let mut right = self.season_days.iter().filter(|days| days.season == season.id && days.starts.year() == year);
        match right.next() {
            Some(days) => Some(Coming { season, starts: days.starts, ends: days.ends, put_right: true }),
            None => season.by_rule(year),
        }
    }

    /// Puts the days of what comes right, or lets the rule say them again; days of long ago go.
    pub fn put_right(&mut self, coming: Coming, days: Option<(NaiveDate, NaiveDate)>) {
        let (id, year) = (&coming.season.id, coming.starts.year());
        self.season_days.retain(|it| {
            let this = it.season == *id && it.starts.year() == year;
            !this && it.starts.year() >= year - 2
        });
        if let Some((starts, ends)) = days {
            self.season_days.push(SeasonDays { season: id.clone(), starts, ends });
        }
    }
}

impl Season {
    fn by_rule(&'static self, year: i32) -> Option<Coming> {
        let starts = self.starts.of(year)?;
        let ends = self.ends.as_ref().map_or(Some(starts), |rule| rule.of(year))?;
        Some(Coming { season: self, starts, ends, put_right: false })
    }
}

impl Coming {
    /// As the rule alone says it.
    pub fn by_rule(&self) -> Option<Self> {
        self.season.by_rule(self.starts.year())
    }

    /// The days are what we expect: its organisers have not told them yet.
    pub fn is_expected(&self) -> bool {
        self.season.announced && !self.put_right
    }

    /// The day of a part.
    pub fn day_of(&self, part: &Part) -> NaiveDate {
        match part.day {
            PartDay::First(days) => self.starts + TimeDelta::days(days),
            PartDay::Last(days) => self.ends + TimeDelta::days(days),
        }
    }

    /// The key of a part's listing: it is this year's alone.
    pub fn key_of(&self, part: &Part) -> String {
        format!("{}-{}-{}", self.season.id, self.starts.year(), part.id)
    }

    /// "Saturday 6 February to Tuesday 9 February".
    pub fn days(&self, w: &Words) -> String {
        if self.starts == self.ends {
            w.day(self.starts)
        } else {
            w.t2("season-days", "from", w.day(self.starts), "until", w.day(self.ends))
        }
    }

    /// When it is, seen from today: "In 9 days: Tuesday 27 April", "Now, until Saturday 5 December".
    pub fn when(&self, w: &Words, today: NaiveDate) -> String {
        match (self.starts - today).num_days() {
            ..=0 if self.ends == today => w.t("season-today"),
            ..=0 => w.t1("season-now", "until", w.day(self.ends)),
            days @ 1..=20 => w.t2("season-in-days", "count", days, "days", self.days(w)),
            days => w.t2("season-in-weeks", "count", days / 7, "days", self.days(w)),
        }
    }

    /// Whether it goes on now or begins within so many days.
    pub fn is_within(&self, days: u64, today: NaiveDate) -> bool {
        self.starts <= today + Days::new(days)
    }
}

#[cfg(test)]
#[path = "seasons_tests.rs"]
mod tests;
