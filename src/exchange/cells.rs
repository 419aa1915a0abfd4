//! The cells of a row by the names of their columns. What is wrong is remembered, and reading goes on.

use super::{
    fault::{Expected, Fault},
    guard::unguarded,
    listing_sheet::{COLUMNS, Cells as Written},
    sheet::{Columns, Raw},
};
use crate::kit::{
    email_address::EmailAddress,
    level::Level,
    named::Unexpected,
    text::{Slip, optional_line},
};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use std::str::FromStr;

/// The longest text of a cell, in characters.
const LONGEST_TEXT: usize = 2000;

/// One row, and what is wrong with it so far.
pub(super) struct Cells<'a> {
    columns: &'a Columns,
    raw: &'a Raw,
    /// The row of before: it counts where the sheet has no such column.
    before: Option<&'a Written>,
    faults: Vec<Fault>,
}

impl<'a> Cells<'a> {
    /// A row of a sheet with these columns.
    pub fn new(columns: &'a Columns, raw: &'a Raw, before: Option<&'a Written>) -> Self {
        Self { columns, raw, before, faults: Vec::new() }
    }

    /// What is wrong, in the order of the sheet's columns.
    pub fn faults(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|f| f.column.as_deref().and_then(|c| self.columns.place(c)));
        self.faults
    }

    /// Remembers that something else was expected in a column.
    pub fn wrong(&mut self, column: &str, found: &str, expected: Expected) {
        self.faults.push(Fault::new(self.raw.line, Some(column), found, expected));
    }

    /// What stands there, trimmed; empty where neither the sheet nor the row of before has anything.
    pub fn cell(&self, column: &str) -> &'a str {
        let place = self.columns.place(column);
        match (place.and_then(|place| self.raw.cells.get(place)), self.before) {
            (Some(Some(cell)), _) => unguarded(cell.trim()).trim(),
            (_, Some(before)) => COLUMNS.iter().position(|c| *c == column).map_or("", |place| &before[place]),
            (Some(None), None) => taken_for(column),
            (None, None) => "",
        }
    }

    /// A text, where there is one: one line, as people type it.
    pub fn text(&mut self, column: &str) -> Option<String> {
        let cell = self.cell(column);
        optional_line(cell, LONGEST_TEXT).unwrap_or_else(|slip| {
            let expected = match slip {
                Slip::TooLong(most) => Expected::at_most("length", most),
                _ => Expected::this("plain-text"),
            };
            self.wrong(column, cell, expected);
            None
        })
    }

    /// The address of a page, where there is one.
    pub fn page(&mut self, column: &str) -> Option<String> {
        let is_page = |t: &str| url::Url::parse(t).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
        self.text_that(column, is_page, "page")
    }

    /// An address letters can go to, where there is one.
    pub fn email(&mut self, column: &str) -> Option<String> {
        self.text_that(column, |t| EmailAddress::parse(t).is_ok(), "email")
    }

    fn text_that(&mut self, column: &str, is_good: impl Fn(&str) -> bool, expected: &'static str) -> Option<String> {
        let text = self.text(column)?;
        if is_good(&text) {
            return Some(text);
        }
        self.wrong(column, &text, Expected::this(expected));
        None
    }

    /// A text that must be there.
    pub fn needed_text(&mut self, column: &str, expected: &'static str) -> Option<String> {
        let text = self.text(column);
        if text.is_none() && self.cell(column).is_empty() {
            self.wrong(column, "", Expected::this(expected));
        }
        text
    }

    /// One of fixed names, where there is one; in capitals too.
    pub fn named<T: FromStr<Err = Unexpected>>(&mut self, column: &str) -> Option<T> {
        if self.cell(column).is_empty() { None } else { self.needed(column) }
    }

    /// One of fixed names that must be there.
    pub fn needed<T: FromStr<Err = Unexpected>>(&mut self, column: &str) -> Option<T> {
        let cell = self.cell(column);
        let name = cell.to_lowercase().parse();
        name.map_err(|e: Unexpected| self.wrong(column, cell, Expected::one_of(e.expected))).ok()
    }

    /// Fixed names between semicolons.
    pub fn names<T: FromStr<Err = Unexpected>, C: FromIterator<T>>(&mut self, column: &str) -> C {
        self.several(column, |part| part.to_lowercase().parse().map_err(|e: Unexpected| Expected::one_of(e.expected)))
    }

    /// A value, where there is one.
    pub fn value<T: FromStr>(&mut self, column: &str, expected: &'static str) -> Option<T> {
        self.read(column, |cell| cell.parse().map_err(|_| Expected::this(expected)))
    }

    /// Several values between semicolons.
    pub fn several<T, C: FromIterator<T>>(&mut self, column: &str, read: impl Fn(&str) -> Result<T, Expected>) -> C {
        let parts = self.cell(column).split(';').map(str::trim).filter(|p| !p.is_empty());
        parts.filter_map(|p| read(p).map_err(|expected| self.wrong(column, p, expected)).ok()).collect()
    }

    /// Yes, no, or empty for unknown; also as an office program writes it.
    pub fn yes(&mut self, column: &str) -> Option<bool> {
        self.read(column, |cell| match cell.to_lowercase().as_str() {
            "yes" | "ja" | "true" | "waar" => Ok(true),
            "no" | "nee" | "false" | "onwaar" => Ok(false),
            _ => Err(Expected::this("yes-no")),
        })
    }

    /// A level of Dutch; `none` is A0.
    pub fn dutch(&mut self, column: &str) -> Option<Level> {
        self.read(column, |cell| match cell.to_uppercase().as_str() {
            "NONE" => Ok(Level::A0),
            level => level.parse().map_err(|e: Unexpected| Expected::one_of(format!("none, {}", e.expected))),
        })
    }

    /// A whole number up to a most.
    pub fn number(&mut self, column: &str, most: u32) -> Option<u32> {
        self.read(column, |cell| {
            let digits = cell.bytes().all(|b| b.is_ascii_digit());
            let number = cell.parse().ok().filter(|n| digits && *n <= most);
            number.ok_or_else(|| Expected::at_most("number", most))
        })
    }

    /// A date.
    pub fn date(&mut self, column: &str) -> Option<NaiveDate> {
        let month_first = self.columns.month_first;
        self.read(column, |cell| date(cell, month_first).ok_or_else(|| Expected::this("date")))
    }

    /// Dates between semicolons.
    pub fn dates<C: FromIterator<NaiveDate>>(&mut self, column: &str) -> C {
        let month_first = self.columns.month_first;
        self.several(column, |part| date(part, month_first).ok_or_else(|| Expected::this("date")))
    }

    /// A time of the day, in whole minutes.
    pub fn time(&mut self, column: &str) -> Option<NaiveTime> {
        self.read(column, |cell| time(cell).ok_or_else(|| Expected::this("time")))
    }

    fn read<T>(&mut self, column: &str, read: impl Fn(&str) -> Result<T, Expected>) -> Option<T> {
        match self.cell(column) {
            "" => None,
            cell => read(cell).map_err(|expected| self.wrong(column, cell, expected)).ok(),
        }
    }
}

/// What a new listing is taken for where its package or calendar does not say it: something to go to, and not shown
/// before somebody at the desk has looked.
fn taken_for(column: &str) -> &'static str {
    match column {
        "kind" => "activity",
        "status" => "draft",
        _ => "",
    }
}

/// YYYY-MM-DD; day first as d-m-yyyy or d/m/yyyy, unless this sheet writes its slashes month first.
fn date(cell: &str, month_first: bool) -> Option<NaiveDate> {
    let numbers = |separator: char| {
        let parts: Vec<&str> = cell.split(separator).collect();
        let digits = parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
        let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
        let number = |place: usize| parts.get(place).and_then(|p| p.parse::<u32>().ok()).unwrap_or_default();
        digits.then(|| (lengths, [number(0), number(1), number(2)]))
    };
    let (lengths, [a, b, c]) = numbers('-').filter(|(l, _)| l.len() == 3).or_else(|| numbers('/'))?;
    let (year, month, day) = match lengths[..] {
        [4, 2, 2] => (a, b, c),
        [1 | 2, 1 | 2, 4] => (c, b, a),
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    let either = month_first && cell.contains('/') && date.day() <= 12 && date.day() != date.month();
    (!either).then_some(date)
}

/// H:MM, HH:MM or HH:MM:00; with AM or PM behind it as American office programs write it.
fn time(cell: &str) -> Option<NaiveTime> {
    let upper = cell.to_uppercase();
    let half = ["AM", "PM"].into_iter().find_map(|half| Some((upper.strip_suffix(half)?.trim_end(), half)));
    let digits = half.map_or(upper.as_str(), |(digits, _)| digits);
    let shape = if digits.len() > 5 { "%H:%M:%S" } else { "%H:%M" };
    let is_shape = matches!(digits.len(), 4 | 5 | 7 | 8) && digits.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let time = NaiveTime::parse_from_str(digits, shape).ok();
    let time = time.filter(|t| is_shape && t.second() == 0 && t.nanosecond() == 0)?;
    match half {
        None => Some(time),
        Some((_, half)) if (1..=12).contains(&time.hour()) => {
            time.with_hour(time.hour() % 12 + if half == "PM" { 12 } else { 0 })
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_read_as_office_programs_write_them() {
        for (cell, read) in [
            ("2026-11-04", Some("2026-11-04")),
            ("4-11-2026", Some("2026-11-04")),
            ("04/11/2026", Some("2026-11-04")),
            ("2026/11/04", Some("2026-11-04")),
            ("31-2-2026", None),
            ("11/24/2026", None),
            ("4-11-26", None),
            ("2026-11-4", None),
            ("4-11/2026", None),
            ("4-11-2026-1", None),
            ("2026-1", None),
            ("soon", None),
        ] {
            assert_eq!(date(cell, false).map(|d| d.to_string()).as_deref(), read, "{cell}");
        }
        assert_eq!((date("4/11/2026", true), date("4-11-2026", true).is_some()), (None, true));
        assert!(date("24/11/2026", true).is_some() && date("5/5/2026", true).is_some());
        for (cell, read) in [
            ("9:30", Some("09:30")),
            ("19:30", Some("19:30")),
            ("19:30:00", Some("19:30")),
            ("19:30:15", None),
            ("24:00", None),
            ("23:59:60", None),
            ("930", None),
            ("9:3", None),
            ("19.30", None),
            ("07:30:00 PM", Some("19:30")),
            ("12:05 am", Some("00:05")),
            ("12:30 PM", Some("12:30")),
            ("13:30 PM", None),
            ("0:30 PM", None),
        ] {
            assert_eq!(time(cell).map(|t| t.format("%H:%M").to_string()).as_deref(), read, "{cell}");
        }
    }
}
