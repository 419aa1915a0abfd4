//! What a host may change of a listing, as it is typed: not what kind of thing it is, its topics, or where questions go.

use super::times::{Every, Weekdays, weekday};
use crate::{
    kit::{
        level::Level,
        schedule::Schedule,
        text::{Slip, optional_line},
        typed,
        week::DAYS,
        words::{Audience, Belonging, CostPer},
    },
    listings::Listing,
    web::Slips,
};
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Deserialize;
use std::{collections::BTreeSet, str::FromStr};

/// Longest texts, in characters: a summary as in the published sheet.
pub const SUMMARY: usize = 2000;
/// A title, or who organises it, as at the desk.
pub const TITLE: usize = 200;
/// A line.
pub const LINE: usize = 120;
/// The address of a page.
pub const PAGE: usize = 500;
/// More places nobody keeps free.
const MOST_PLACES: u32 = 1000;

/// The form.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the columns of the published sheet
pub struct EditForm {
    /// The version it was made from.
    pub version: i32,
    pub title_en: String,
    pub title_nl: String,
    pub organisation: String,
    pub summary_en: String,
    pub summary_nl: String,
    pub every: String,
    #[serde(default)]
    pub weekday: Vec<String>,
    pub first_date: String,
    pub starts: String,
    pub ends: String,
    pub skip_dates: String,
    pub venue: String,
    pub postcode: String,
    pub cost: String,
    pub cost_per: String,
    pub newcomer_places: String,
    /// The places as they were when the form was opened: an answer may take one meanwhile.
    pub places_were: String,
    pub trial: String,
    pub children: String,
    pub english_ok: String,
    pub dutch_needed: String,
    pub take_along: String,
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default)]
    pub audience: Vec<String>,
    pub contact_name: String,
    pub url: String,
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn yes_or_no(value: Option<bool>) -> String {
    value.map(|yes| if yes { "yes" } else { "no" }.to_owned()).unwrap_or_default()
}

fn number(value: Option<u32>) -> String {
    value.map(|n| n.to_string()).unwrap_or_default()
}

impl EditForm {
    /// The form of a listing as it is.
    pub fn of(listing: &Listing, version: i32) -> Self {
        let schedule = listing.schedule.as_ref();
        let (every, days) = Every::of(schedule);
        let time = |t: Option<NaiveTime>| t.map(|t| t.format("%H:%M").to_string()).unwrap_or_default();
        let skip = |s: &Schedule| s.skip_dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        Self {
            version,
            title_en: text(listing.title_en.as_ref()),
            title_nl: text(listing.title_nl.as_ref()),
            organisation: text(listing.organisation.as_ref()),
            summary_en: text(listing.summary_en.as_ref()),
            summary_nl: text(listing.summary_nl.as_ref()),
            every: every.to_string(),
            weekday: days.iter().filter_map(|d| DAYS.get(*d)).map(|d| (*d).to_owned()).collect(),
            first_date: schedule.map(|s| s.first_date.to_string()).unwrap_or_default(),
            starts: time(schedule.map(|s| s.starts)),
            ends: time(schedule.map(|s| s.ends)),
            skip_dates: schedule.map(skip).unwrap_or_default(),
            venue: text(listing.venue.as_ref()),
            postcode: listing.postcode.map(|p| p.to_string()).unwrap_or_default(),
            cost: listing.cost.map(|c| c.to_string()).unwrap_or_default(),
            cost_per: listing.cost_per.map(|p| p.to_string()).unwrap_or_default(),
            newcomer_places: number(listing.newcomer_places),
            places_were: number(listing.newcomer_places),
            trial: yes_or_no(listing.trial),
            children: yes_or_no(listing.children),
            english_ok: yes_or_no(listing.english_ok),
            dutch_needed: listing.dutch_needed.map(|l| l.to_string()).unwrap_or_default(),
            take_along: yes_or_no(listing.take_along),
            languages: listing.languages.iter().map(ToString::to_string).collect(),
            audience: listing.audience.0.iter().map(ToString::to_string).collect(),
            contact_name: text(listing.contact_name.as_ref()),
            url: text(listing.url.as_ref()),
        }
    }

    /// The listing as the host wants it, from what it is now.
    pub fn read(&self, slips: &mut Slips, now: &Listing) -> Listing {
        let mut listing = now.clone();
        let mut keep = |field: &'static str, typed: &str, most: usize, into: &mut Option<String>| {
            // What a sheet brought in may be longer than what is typed here.
            let most = most.max(into.as_ref().map_or(0, |text| text.chars().count()));
            if let Some(read) = slips.take(field, optional_line(&in_one_line(typed), most)) {
                *into = read;
            }
        };
        keep("title_en", &self.title_en, TITLE, &mut listing.title_en);
        keep("title_nl", &self.title_nl, TITLE, &mut listing.title_nl);
        keep("organisation", &self.organisation, TITLE, &mut listing.organisation);
        keep("summary_en", &self.summary_en, SUMMARY, &mut listing.summary_en);
        keep("summary_nl", &self.summary_nl, SUMMARY, &mut listing.summary_nl);
        keep("venue", &self.venue, LINE, &mut listing.venue);
        keep("contact_name", &self.contact_name, LINE, &mut listing.contact_name);
        if listing.title_en.is_none() && listing.title_nl.is_none() {
            slips.add("title_en", Slip::NotThis("slip-one-title"));
        }
        if let Some(postcode) = slips.take("postcode", typed::postcode(&self.postcode)) {
            listing.postcode = postcode;
        }
        listing.languages = some(slips, "languages", &self.languages);
        listing.audience = Audience(some::<Belonging>(slips, "audience", &self.audience));
        if let Some(schedule) = self.schedule(slips, now.schedule.as_ref()) {
            listing.schedule = schedule;
        }
        let cost = slips.take("cost", maybe(&self.cost, "slip-amount"));
        listing.cost = cost.flatten();
        listing.cost_per = slips.take("cost_per", maybe::<CostPer>(&self.cost_per, "slip-choice")).flatten();
        let (places, were) = (places(&self.newcomer_places), places(&self.places_were));
        if let (Some(places), Some(were)) = (slips.take("newcomer_places", places), slips.take("newcomer_places", were))
            && places != were
        {
            listing.newcomer_places = places;
        }
        let mut yes = |field: &'static str, typed: &str| slips.take(field, yes(typed)).flatten();
        listing.trial = yes("trial", &self.trial);
        listing.children = yes("children", &self.children);
        listing.english_ok = yes("english_ok", &self.english_ok);
        listing.take_along = yes("take_along", &self.take_along);
        listing.dutch_needed = slips.take("dutch_needed", maybe::<Level>(&self.dutch_needed, "slip-choice")).flatten();
        listing.url = slips.take("url", page(&self.url)).flatten();
        listing
    }

    /// The times; `None` where they have a slip.
    fn schedule(&self, slips: &mut Slips, now: Option<&Schedule>) -> Option<Option<Schedule>> {
        let every = self.every.parse::<Every>().ok().filter(|e| *e != Every::AsItIs || now.is_some());
        let every = slips.take("every", every.ok_or(Slip::NotThis("slip-choice")));
        let days: Option<Weekdays> = self.weekday.iter().map(|d| weekday(d)).collect();
        let days = slips.take("weekday", days.ok_or(Slip::NotThis("slip-choice")));
        let first = slips.take("first_date", maybe_with(&self.first_date, date, "host-slip-date"));
        let starts = slips.take("starts", maybe_with(&self.starts, time, "host-slip-time"));
        let ends = slips.take("ends", maybe_with(&self.ends, time, "host-slip-time"));
        let skip = slips.take("skip_dates", dates(&self.skip_dates));
        let (every, days, skip) = (every?, days?, skip?);
        let (first, starts, ends) = (first?, starts?, ends?);
        if every == Every::Appointment {
            return Some(None);
        }
        let needs_days = every != Every::AsItIs && (days.is_empty() || every.is_monthly() && days.len() > 1);
        if needs_days {
            let key = if every.is_monthly() { "host-slip-one-day" } else { "host-slip-days" };
            slips.add("weekday", Slip::NotThis(key));
        }
        let first = slips.take("first_date", first.ok_or(Slip::Empty));
        let starts = slips.take("starts", starts.ok_or(Slip::Empty));
        let ends = slips.take("ends", ends.ok_or(Slip::Empty));
        let (first, starts, ends) = (first?, starts?, ends?);
        if needs_days {
            return None;
        }
        // A rule that says the same stays as it was written.
        let same = now.filter(|_| every == Every::AsItIs || Every::of(now) == (every, days.clone()));
        let rule = same.map(|s| s.rrule.clone()).or_else(|| every.rule(&days))?;
        let schedule = Schedule::new(&rule, first, skip, starts, ends).map_err(|_| Slip::NotThis("host-slip-ends"));
        slips.take("ends", schedule).map(Some)
    }
}

/// Some of a list.
fn some<T: FromStr + Ord>(slips: &mut Slips, field: &'static str, typed: &[String]) -> BTreeSet<T> {
    let read =
        typed.iter().map(|name| name.parse().map_err(|_| Slip::NotThis("slip-choice"))).collect::<Result<_, _>>();
    slips.take(field, read).unwrap_or_default()
}

/// A text of several lines becomes one.
fn in_one_line(typed: &str) -> String {
    typed.replace("\r\n", " ").replace('\n', " ")
}

/// Nothing, or a value.
fn maybe<T: FromStr>(typed: &str, slip: &'static str) -> Result<Option<T>, Slip> {
    maybe_with(typed, |t| t.parse().ok(), slip)
}

fn maybe_with<T>(typed: &str, read: impl Fn(&str) -> Option<T>, slip: &'static str) -> Result<Option<T>, Slip> {
    match typed.trim() {
        "" => Ok(None),
        text => read(text).map(Some).ok_or(Slip::NotThis(slip)),
    }
}

fn yes(typed: &str) -> Result<Option<bool>, Slip> {
    let read = |t: &str| match t {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    maybe_with(typed, read, "slip-choice")
}

fn places(typed: &str) -> Result<Option<u32>, Slip> {
    let read = |t: &str| t.parse().ok().filter(|n| *n <= MOST_PLACES && t.bytes().all(|b| b.is_ascii_digit()));
    maybe_with(typed, read, "host-slip-places")
}

/// A date as 2026-12-21, or as people here write it: 21-12-2026.
fn date(typed: &str) -> Option<NaiveDate> {
    let read = |shape| NaiveDate::parse_from_str(typed, shape).ok();
    let found = read("%Y-%m-%d").or_else(|| read("%d-%m-%Y"));
    found.filter(|d| (8..=10).contains(&typed.len()) && (2000..2100).contains(&d.year()))
}

fn dates(typed: &str) -> Result<BTreeSet<NaiveDate>, Slip> {
    let parts = typed.split([',', ';', ' ']).map(str::trim).filter(|p| !p.is_empty());
    parts.map(|p| date(p).ok_or(Slip::NotThis("host-slip-dates"))).collect()
}

/// A time as 19:30 or 19.30.
fn time(typed: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(&typed.replace('.', ":"), "%H:%M").ok().filter(|_| typed.len() <= 5)
}

/// The address of a page; with https:// where they left that out.
fn page(typed: &str) -> Result<Option<String>, Slip> {
    let Some(text) = optional_line(typed, PAGE)? else { return Ok(None) };
    let whole = if text.contains("://") { text } else { format!("https://{text}") };
    let url = url::Url::parse(&whole).ok();
    let is_page = |u: &url::Url| {
        matches!(u.scheme(), "http" | "https")
            && u.username().is_empty()
            && u.host_str().is_some_and(|h| h.contains('.'))
    };
    if url.as_ref().is_some_and(is_page) && !whole.contains(char::is_whitespace) {
        Ok(Some(whole))
    } else {
        Err(Slip::NotThis("host-slip-page"))
    }
}
