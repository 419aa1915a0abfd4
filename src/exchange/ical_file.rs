//! Calendars (RFC 5545) as rows of the sheet: an event and its repetitions is a row. What we cannot hold as it is (a day
//! without a time, a rule by the hour) is left open, and said to be; nothing is made up.

use super::{
    fault::{Expected, Fault, Faults},
    guard::guarded,
    ical_event::{Event, is_moved},
    listing_sheet::{COLUMNS, is_words},
    sheet::Raw,
};
use icalendar::parser::{Property, unfold};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Components within components: a calendar, an event, its alarm.
const DEEPEST: usize = 8;
/// Lines of one event: nobody writes more by hand, and no program in earnest.
const LONGEST: usize = 20_000;
/// Bytes of a line that is read.
const LONGEST_LINE: usize = 64 << 10;

/// The events of a calendar.
///
/// # Errors
/// The first line that is wrong.
pub(super) fn rows(text: &str) -> Result<Vec<Raw>, Faults> {
    let mut events = read(text)?;
    let mut moved: HashMap<String, BTreeSet<String>> = HashMap::new();
    for event in &events {
        if let (Some(uid), Some(from)) = (event.text("UID"), is_moved(event)?) {
            moved.entry(uid).or_default().insert(from);
        }
    }
    events.iter_mut().map(|event| row(event, &moved)).collect()
}

fn row(event: &Event, moved: &HashMap<String, BTreeSet<String>>) -> Result<Raw, Faults> {
    let Some(uid) = event.text("UID") else { return Err(wrong(event.line, Some("UID"), "", "ical-there")) };
    let mut said: BTreeMap<&str, String> = event.cells()?;
    match is_moved(event)? {
        // One time that was put elsewhere stands for itself.
        Some(date) => drop(said.insert("id", format!("{uid} {date}"))),
        None => {
            if let (Some(skip), Some(more)) = (said.get_mut("skip_dates"), moved.get(&uid)) {
                let all: BTreeSet<&str> =
                    skip.split(';').filter(|d| !d.is_empty()).chain(more.iter().map(String::as_str)).collect();
                *skip = all.into_iter().collect::<Vec<_>>().join(";");
            }
            said.insert("id", uid);
        }
    }
    let cell = |column: &&str| said.get(column).map(|cell| guarded(cell, is_words(column)).into_owned());
    let cells = COLUMNS.iter().map(cell).collect();
    Ok(Raw { line: event.line, cells, id: None, calls_off: event.is_off(), seen: None })
}

/// In this line that was expected.
pub(super) fn wrong(line: u64, property: Option<&str>, found: &str, expected: &'static str) -> Faults {
    Faults(vec![Fault::new(line, property, found, Expected::this(expected))])
}

/// The events, with their properties; alarms and time zones are passed over.
fn read(text: &str) -> Result<Vec<Event>, Faults> {
    let mut events: Vec<Event> = Vec::new();
    let mut within: Vec<String> = Vec::new();
    for (line, content) in lines(text) {
        let name = |after: &str| {
            let (key, value) = content.split_once(':')?;
            key.trim().eq_ignore_ascii_case(after).then(|| value.trim().to_ascii_uppercase())
        };
        if within.is_empty() && name("BEGIN").as_deref() != Some("VCALENDAR") {
            return Err(wrong(line, None, "", "ical"));
        }
        if let Some(component) = name("BEGIN") {
            if within.len() == DEEPEST {
                return Err(wrong(line, Some("BEGIN"), &component, "ical-depth"));
            }
            if component == "VEVENT" && within.len() == 1 {
                events.push(Event::on(line));
            }
            within.push(component);
        } else if let Some(component) = name("END") {
            if within.pop().as_ref() != Some(&component) {
                return Err(wrong(line, Some("END"), &component, "ical-end"));
            }
        } else if let (Some(event), ["VCALENDAR", "VEVENT"]) =
            (events.last_mut(), &within.iter().map(String::as_str).collect::<Vec<_>>()[..])
        {
            if content.len() > LONGEST_LINE {
                // A picture within a calendar is passed over; nobody writes as much about what, when and where.
                let name = content.split([':', ';']).next().unwrap_or_default();
                if !Event::reads(name) {
                    continue;
                }
                return Err(wrong(line, Some(name), &content, "ical-line"));
            }
            let unfolded = unfold(&content);
            let property = Property::try_from(unfolded.as_str());
            let property = property.map_err(|_| wrong(line, None, &content, "ical-line"))?;
            let is_line = unfolded.contains(':') && !property.name.as_str().is_empty();
            if !is_line || event.properties == LONGEST {
                return Err(wrong(line, None, &content, "ical-line"));
            }
            event.add(&property);
        }
    }
    if within.is_empty() { Ok(events) } else { Err(wrong(text.lines().count().max(1) as u64, None, "", "ical-end")) }
}

/// The content lines with the numbers of the lines they begin on; those that were folded are still folded.
fn lines(text: &str) -> impl Iterator<Item = (u64, String)> {
    let mut all = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()).peekable();
    std::iter::from_fn(move || {
        let (first, number) = all.next()?;
        let mut content = first.to_owned();
        while let Some((more, _)) = all.next_if(|(line, _)| line.starts_with([' ', '\t'])) {
            content.push('\n');
            content.push_str(more);
        }
        Some((number, content))
    })
}
