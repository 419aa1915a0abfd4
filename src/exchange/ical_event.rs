//! One event of a calendar, in the columns of the sheet.

use super::{fault::Faults, ical_file::wrong};
use crate::kit::{place::Postcode, schedule::Schedule};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};
use icalendar::parser::Property;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How Outlook calls the time of this country and its neighbours.
const OF_OUTLOOK: [&str; 4] = [
    "W. Europe Standard Time",
    "Romance Standard Time",
    "Central Europe Standard Time",
    "Central European Standard Time",
];
/// What is read of an event. Nobody who organises it or comes is.
const READ: [&str; 14] = [
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "STATUS",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXDATE",
    "RDATE",
    "RECURRENCE-ID",
    "SEQUENCE",
];

/// Bytes of a rule: no rule of RFC 5545 that means something is longer.
const LONGEST_RULE: usize = 1_000;

/// An event as it stands in a calendar.
#[derive(Default)]
pub(super) struct Event {
    /// Of its `BEGIN`, from 1.
    pub line: u64,
    /// How many properties it has.
    pub properties: usize,
    values: HashMap<&'static str, Vec<Value>>,
}

/// A value and the parameters we ask for.
struct Value {
    text: String,
    zone: Option<String>,
    language: Option<String>,
}

/// A moment on the local clock; a day without a time has none.
struct Local {
    date: NaiveDate,
    time: Option<NaiveTime>,
    /// Whether the date is another one here than where it was written.
    is_shifted: bool,
}

/// When an event takes place, as our schedules have it.
struct Times {
    rule: String,
    first: NaiveDate,
    starts: NaiveTime,
    ends: NaiveTime,
    skip: BTreeSet<NaiveDate>,
}

impl Event {
    /// One that begins on this line.
    pub fn on(line: u64) -> Self {
        Self { line, ..Self::default() }
    }

    /// Whether a property of this name is read.
    pub fn reads(name: &str) -> bool {
        READ.iter().any(|read| name.trim().eq_ignore_ascii_case(read))
    }

    /// Takes a property in.
    pub fn add(&mut self, property: &Property<'_>) {
        self.properties += 1;
        let Some(name) = READ.iter().find(|name| property.name.as_str().eq_ignore_ascii_case(name)) else { return };
        let parameter = |key: &str| {
            let found = property.params.iter().find(|p| p.key.as_str().eq_ignore_ascii_case(key));
            found.and_then(|p| p.val.as_ref()).map(|v| v.as_str().trim_matches('"').to_owned())
        };
        let text = property.val.as_str().to_owned();
        let value = Value { text, zone: parameter("TZID"), language: parameter("LANGUAGE") };
        self.values.entry(name).or_default().push(value);
    }

    fn first(&self, name: &str) -> Option<&Value> {
        self.values.get(name)?.first()
    }

    fn all(&self, name: &str) -> &[Value] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// A text on one line, where there is any.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = self.first(name)?.text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// Whether it does not take place.
    pub fn is_off(&self) -> bool {
        self.text("STATUS").is_some_and(|s| s.eq_ignore_ascii_case("CANCELLED"))
    }

    /// What it says, by column.
    ///
    /// # Errors
    /// The first date or time zone that cannot be read.
    pub fn cells(&self) -> Result<BTreeMap<&'static str, String>, Faults> {
        let mut cells = BTreeMap::new();
        let mut say = |column: &'static str, value: Option<String>| {
            if let Some(value) = value {
                cells.insert(column, value);
            }
        };
        let is_english = |name: &str| {
            let language = self.first(name).and_then(|v| v.language.as_deref()).unwrap_or_default();
            language.get(..2).is_some_and(|l| l.eq_ignore_ascii_case("en"))
        };
        say(if is_english("SUMMARY") { "title_en" } else { "title_nl" }, self.text("SUMMARY"));
        say(if is_english("DESCRIPTION") { "summary_en" } else { "summary_nl" }, self.text("DESCRIPTION"));
        let place = self.text("LOCATION");
        say("postcode", place.as_deref().and_then(postcode));
        say("venue", place);
        say("url", self.text("URL").filter(|url| url.starts_with("https://") || url.starts_with("http://")));
        say("status", self.is_off().then(|| "closed".to_owned()));
        if let Some(times) = self.times()? {
            let time = |t: NaiveTime| Some(t.format("%H:%M").to_string());
            say("rrule", Some(times.rule));
            say("first_date", Some(times.first.to_string()));
            say("starts", time(times.starts));
            say("ends", time(times.ends));
            let dates: Vec<String> = times.skip.iter().map(ToString::to_string).collect();
            say("skip_dates", Some(dates.join(";")));
        }
        Ok(cells)
    }

    /// When it takes place, where our schedules can hold that: within a day, by days.
    fn times(&self) -> Result<Option<Times>, Faults> {
        let Some(start) = self.moment("DTSTART")? else { return Ok(None) };
        let mut skip = BTreeSet::new();
        for value in self.all("EXDATE") {
            for text in value.text.split(',') {
                skip.insert(self.local("EXDATE", text, value.zone.as_deref())?.date);
            }
        }
        let end = match (self.moment("DTEND")?, self.first("DURATION")) {
            (Some(Local { date, time: Some(time), .. }), _) => Some(date.and_time(time)),
            (_, Some(lasts)) => {
                let lasts = duration(lasts.text.trim())
                    .ok_or_else(|| wrong(self.line, Some("DURATION"), &lasts.text, "ical-duration"))?;
                start.time.and_then(|time| start.date.and_time(time).checked_add_signed(lasts))
            }
            _ => None,
        };
        let (Some(starts), Some(end)) = (start.time, end) else { return Ok(None) };
        let minutes = (end - start.date.and_time(starts)).num_minutes();
        let is_our_kind = self.all("RDATE").is_empty() && self.all("RRULE").len() <= 1 && (1..1440).contains(&minutes);
        let rule = match self.first("RRULE") {
            None => Some("FREQ=DAILY;COUNT=1".to_owned()),
            Some(value) => self.rule(&value.text, starts)?.filter(|rule| !(start.is_shifted && rule.contains("BY"))),
        };
        let Some(rule) = rule.filter(|_| is_our_kind) else { return Ok(None) };
        let fits = Schedule::new(&rule, start.date, BTreeSet::new(), starts, end.time()).is_ok();
        Ok(fits.then_some(Times { rule, first: start.date, starts, ends: end.time(), skip }))
    }

    /// A rule with its UNTIL as a local date.
    fn rule(&self, text: &str, starts: NaiveTime) -> Result<Option<String>, Faults> {
        if text.len() > LONGEST_RULE {
            return Err(wrong(self.line, Some("RRULE"), text, "rule"));
        }
        let mut parts = Vec::new();
        for part in text.trim().to_ascii_uppercase().split(';').filter(|part| !part.is_empty()) {
            parts.push(match part.strip_prefix("UNTIL=") {
                Some(until) => format!("UNTIL={}", self.last_day(until, starts)?.format("%Y%m%d")),
                None => part.to_owned(),
            });
        }
        Ok((!parts.is_empty()).then(|| parts.join(";")))
    }

    /// The last day of a rule: the day before that of UNTIL, where UNTIL is earlier than the event begins. Not by an
    /// hour: one that is written in UTC, or abroad, begins here at another hour in winter than in summer.
    fn last_day(&self, until: &str, starts: NaiveTime) -> Result<NaiveDate, Faults> {
        let start = self.first("DTSTART");
        // Without a zone of its own it is on the clock of the event.
        let zone = start.and_then(|s| if s.text.trim().ends_with('Z') { Some("UTC") } else { s.zone.as_deref() });
        let until = self.local("RRULE", until, zone)?;
        let is_before = until.time.is_some_and(|time| starts - time > TimeDelta::hours(1));
        Ok(until.date.pred_opt().filter(|_| is_before).unwrap_or(until.date))
    }

    fn moment(&self, name: &'static str) -> Result<Option<Local>, Faults> {
        let Some(value) = self.first(name) else { return Ok(None) };
        self.local(name, &value.text, value.zone.as_deref()).map(Some)
    }

    /// A date, or a date and a time, on the local clock.
    fn local(&self, name: &'static str, text: &str, zone: Option<&str>) -> Result<Local, Faults> {
        let text = text.trim();
        // Four digits of a year: those of the far future are no dates of ours.
        if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'T' | b'Z')) || text.len() > 16 {
            return Err(wrong(self.line, Some(name), text, "ical-date"));
        }
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y%m%d") {
            return Ok(Local { date, time: None, is_shifted: false });
        }
        let expected = || wrong(self.line, Some(name), text, "ical-date");
        let written = NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y%m%dT%H%M%S");
        let written = written.map_err(|_| expected())?;
        let moment: DateTime<Tz> = if text.ends_with('Z') {
            Utc.from_utc_datetime(&written).with_timezone(&Amsterdam)
        } else {
            match zone.map(zone_of) {
                None | Some(Some(Tz::Europe__Amsterdam)) => {
                    return Ok(Local { date: written.date(), time: Some(written.time()), is_shifted: false });
                }
                Some(Some(other)) => {
                    other.from_local_datetime(&written).earliest().ok_or_else(expected)?.with_timezone(&Amsterdam)
                }
                Some(None) => {
                    return Err(wrong(self.line, Some(name), zone.unwrap_or_default(), "ical-zone"));
                }
            }
        };
        let date = moment.date_naive();
        Ok(Local { date, time: Some(moment.time()), is_shifted: date != written.date() })
    }
}

/// The date that an event stands in for, where it was put elsewhere: one time of a series.
///
/// # Errors
/// A date that cannot be read.
pub(super) fn is_moved(event: &Event) -> Result<Option<String>, Faults> {
    Ok(event.moment("RECURRENCE-ID")?.map(|of| of.date.to_string()))
}

fn zone_of(name: &str) -> Option<Tz> {
    if OF_OUTLOOK.contains(&name) {
        return Some(Amsterdam);
    }
    // Some put their own name before that of the zone.
    let last_two: Vec<&str> = name.rsplit('/').take(2).collect();
    name.parse().ok().or_else(|| format!("{}/{}", last_two.get(1)?, last_two[0]).parse().ok())
}

/// P1W, P1DT2H, PT1H30M.
fn duration(text: &str) -> Option<TimeDelta> {
    let (mut minutes, mut number) = (0_i64, String::new());
    for letter in text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?.chars() {
        let each = match letter {
            'T' => continue,
            '0'..='9' if number.len() < 6 => {
                number.push(letter);
                continue;
            }
            'W' => 7 * 1440,
            'D' => 1440,
            'H' => 60,
            'M' => 1,
            'S' => 0,
            _ => return None,
        };
        minutes += number.parse::<i64>().ok()? * each;
        number.clear();
    }
    Some(TimeDelta::minutes(minutes)).filter(|_| number.is_empty())
}

/// The postcode in an address, such as "Markt 1, 5611 AB Eindhoven".
fn postcode(place: &str) -> Option<String> {
    let words: Vec<&str> = place.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let apart = words.windows(2).map(|two| format!("{}{}", two[0], two[1]));
    let whole = apart.chain(words.iter().map(|w| (*w).to_owned()));
    let mut whole = whole.filter(|w| w.len() == 6 && w.is_ascii() && w[4..].bytes().all(|b| b.is_ascii_uppercase()));
    whole.find_map(|w| Postcode::typed(&w).ok().flatten()).map(|p| p.to_string())
}
