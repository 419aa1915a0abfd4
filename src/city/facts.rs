//! What the pages say of the city.

use super::seasons::SeasonDays;
use crate::{kit::lang::Lang, web::words::Words};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// Sample or real: written down in the database, decides whether letters leave the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Invented people; letters stay here.
    Sample,
    /// A real city.
    Real,
}

/// A person of the city's own whom one can call.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// First name.
    pub name: String,
    /// What they do.
    pub role_en: String,
    /// The same in Dutch.
    pub role_nl: String,
    /// As it is written.
    pub phone: String,
    /// Where to write.
    pub email: String,
    /// When, in one line.
    pub hours_en: String,
    /// The same in Dutch.
    pub hours_nl: String,
    /// What one can call about.
    pub about_en: String,
    /// The same in Dutch.
    pub about_nl: String,
    /// Something to know first.
    #[serde(default)]
    pub note_en: String,
    /// The same in Dutch.
    #[serde(default)]
    pub note_nl: String,
    /// When they answer, for "Tuesday 10:00" at the foot of every page.
    pub times: Vec<CallTime>,
}

/// A time of the week at which somebody answers the phone.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CallTime {
    /// Weekday.
    pub day: Weekday,
    /// Local time, HH:MM.
    pub starts: String,
    /// Local time, HH:MM.
    pub ends: String,
}

/// A line for when somebody is not doing well.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Permanent name.
    pub id: String,
    /// Its own name.
    pub name_en: String,
    /// The same in Dutch.
    pub name_nl: String,
    /// What to dial; absent where everybody has their own.
    pub phone: Option<String>,
    /// As people write it.
    pub phone_shown_en: Option<String>,
    /// The same in Dutch.
    pub phone_shown_nl: Option<String>,
    /// Its own page.
    pub url: Option<String>,
    /// Costs nothing.
    pub free: bool,
    /// Day and night, every day.
    pub around_the_clock: bool,
    /// What it is.
    pub what_en: String,
    /// The same in Dutch.
    pub what_nl: String,
    /// When to call.
    pub when_en: String,
    /// The same in Dutch.
    pub when_nl: String,
}

/// Who pays for this, and what they see: one sentence.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// In English.
    pub text_en: String,
    /// In Dutch.
    pub text_nl: String,
}

/// The facts of a city: `data/cities/<city>/city.toml` at first, then the database.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// Its folder.
    pub slug: String,
    /// As pages call it.
    pub name: String,
    /// ISO 3166 code.
    pub country: String,
    /// ISO 3166-2 code of its province, without the country.
    #[serde(default)]
    pub province: String,
    /// IANA name; schedules are local time.
    pub timezone: String,
    /// The languages of its pages.
    pub languages: Vec<String>,
    /// The day as of which the sample's dates are written; seeding moves them to its own day.
    pub reference_date: NaiveDate,
    /// Letters come from here; where a person's question goes.
    pub desk_email: String,
    /// Whom one can call.
    pub contact: Contact,
    /// For when somebody is not doing well, most urgent first.
    pub help_lines: Vec<HelpLine>,
    /// Who pays and what they see.
    pub who_pays: Vec<Sentence>,
    /// Days of the year that somebody put right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub season_days: Vec<SeasonDays>,
    /// Sample or real.
    #[serde(skip, default = "sample")]
    pub kind: Kind,
    /// The host in Message-IDs.
    #[serde(skip)]
    pub mail_host: String,
}

fn sample() -> Kind {
    Kind::Sample
}

impl City {
    /// Whether the people in it are invented.
    pub fn is_sample(&self) -> bool {
        self.kind == Kind::Sample
    }
}

impl Contact {
    /// What they do, in the reader's language.
    pub fn role(&self, lang: Lang) -> &str {
        lang.pick(&self.role_en, &self.role_nl)
    }

    /// When to call, in the reader's language.
    pub fn hours(&self, lang: Lang) -> &str {
        lang.pick(&self.hours_en, &self.hours_nl)
    }

    /// What one can call about, in the reader's language.
    pub fn about(&self, lang: Lang) -> &str {
        lang.pick(&self.about_en, &self.about_nl)
    }

    /// Something to know first, in the reader's language.
    pub fn note(&self, lang: Lang) -> &str {
        lang.pick(&self.note_en, &self.note_nl)
    }

    /// For a `tel:` link.
    pub fn dial(&self) -> String {
        self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }

    /// "Call Marieke, Tuesday 10:00": the next time they answer the phone, from this moment on.
    pub fn call_line(&self, w: &Words, now: DateTime<Utc>) -> String {
        match self.next_time(now.with_timezone(&chrono_tz::Europe::Amsterdam).naive_local()) {
            Some(time) => w.t3("frame-call", "name", &self.name, "day", w.weekday(time.day), "time", &time.starts),
            None => w.t1("frame-call-any", "name", &self.name),
        }
    }

    /// The next time they answer the phone, from this local time on.
    fn next_time(&self, now: NaiveDateTime) -> Option<&CallTime> {
        let minutes =
            |t: &str| t.split_once(':').and_then(|(h, m)| Some(h.parse::<i64>().ok()? * 60 + m.parse::<i64>().ok()?));
        let now_minutes =
            i64::from(now.weekday().num_days_from_monday()) * 1440 + i64::from(now.hour() * 60 + now.minute());
        self.times.iter().min_by_key(|time| {
            let ends = i64::from(time.day.num_days_from_monday()) * 1440 + minutes(&time.ends).unwrap_or_default();
            (ends - now_minutes).rem_euclid(7 * 1440)
        })
    }
}

impl HelpLine {
    /// Its name, in the reader's language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_en, &self.name_nl)
    }

    /// Its number as people write it, in the reader's language.
    pub fn phone_shown(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.phone_shown_en.as_deref(),
            Lang::Nl => self.phone_shown_nl.as_deref(),
        }
    }

    /// What it is, in the reader's language.
    pub fn what(&self, lang: Lang) -> &str {
        lang.pick(&self.what_en, &self.what_nl)
    }

    /// When to call, in the reader's language.
    pub fn when(&self, lang: Lang) -> &str {
        lang.pick(&self.when_en, &self.when_nl)
    }
}

impl Sentence {
    /// In the reader's language.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.text_en, &self.text_nl)
    }
}

#[derive(rust_embed::RustEmbed)]
#[folder = "data/cities/"]
struct Cities;

/// A file of a city's own folder, such as `city.toml` of `eindhoven`.
///
/// # Errors
/// Names the cities there are where this is none of them.
pub fn embedded(city: &str, file: &str) -> anyhow::Result<String> {
    let found = Cities::get(&format!("{city}/{file}"));
    let bytes = found.ok_or_else(|| {
        anyhow::anyhow!("BUURTEN_CITY {city}: no {file} for it; expected one of {}", slugs().join(", "))
    })?;
    Ok(String::from_utf8(bytes.data.into_owned())?)
}

/// The cities that have a folder.
pub(super) fn slugs() -> Vec<String> {
    let mut cities: Vec<_> = Cities::iter().filter_map(|n| n.split_once('/').map(|(c, _)| c.to_owned())).collect();
    cities.sort();
    cities.dedup();
    cities
}
