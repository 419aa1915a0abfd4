//! The cells of a row by the names of their columns.

use super::listing_sheet::SheetError;
use crate::kit::{
    named::Unexpected,
    text::{Slip, optional_line},
};
use chrono::{NaiveDate, NaiveTime};
use std::{collections::BTreeMap, str::FromStr};

/// The longest text of a cell, in characters.
const LONGEST_TEXT: usize = 2000;

/// One row.
pub(super) struct Cells<'a> {
    /// Column → place in the row.
    pub columns: &'a BTreeMap<String, usize>,
    pub record: &'a csv::StringRecord,
    pub line: u64,
}

impl Cells<'_> {
    /// An error in a column.
    pub fn wrong(&self, column: &str, trouble: impl ToString) -> SheetError {
        SheetError { line: self.line, column: Some(column.to_owned()), trouble: trouble.to_string() }
    }

    /// What stands there, trimmed; empty where the column is absent.
    pub fn cell(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|place| self.record.get(*place)).unwrap_or_default().trim()
    }

    /// A text, where there is one: one line, as people type it.
    pub fn text(&self, column: &str) -> Result<Option<String>, SheetError> {
        optional_line(self.cell(column), LONGEST_TEXT).map_err(|slip| match slip {
            Slip::TooLong(most) => self.wrong(column, format!("too long: expected at most {most} characters")),
            _ => self.wrong(column, "expected text without control characters or characters that turn its direction"),
        })
    }

    /// The address of a page, where there is one.
    pub fn page(&self, column: &str) -> Result<Option<String>, SheetError> {
        let text = self.text(column)?;
        let is_page = |t: &String| url::Url::parse(t).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
        match text {
            Some(t) if !is_page(&t) => {
                Err(self.wrong(column, Unexpected::new(&t, "an address such as https://a.name/page")))
            }
            text => Ok(text),
        }
    }

    /// A value, where there is one.
    pub fn value<T: FromStr<Err = Unexpected>>(&self, column: &str) -> Result<Option<T>, SheetError> {
        self.read(column, |cell| cell.parse().map_err(|e: Unexpected| e))
    }

    /// A value that must be there.
    pub fn needed<T: FromStr<Err = Unexpected>>(&self, column: &str, expected: &str) -> Result<T, SheetError> {
        self.value(column)?.ok_or_else(|| self.wrong(column, format!("empty: expected {expected}")))
    }

    /// Several values between semicolons.
    pub fn several<T: FromStr<Err = Unexpected>, C: FromIterator<T>>(&self, column: &str) -> Result<C, SheetError> {
        let parts = self.cell(column).split(';').map(str::trim).filter(|p| !p.is_empty());
        parts.map(|p| p.parse().map_err(|e| self.wrong(column, e))).collect()
    }

    /// Ids of a vocabulary between semicolons.
    pub fn ids<C: FromIterator<String>>(
        &self,
        column: &str,
        known: impl Fn(&str) -> bool,
        expected: &str,
    ) -> Result<C, SheetError> {
        let parts = self.cell(column).split(';').map(str::trim).filter(|p| !p.is_empty());
        let id = |p: &str| {
            if known(p) { Ok(p.to_owned()) } else { Err(self.wrong(column, Unexpected::new(p, expected))) }
        };
        parts.map(id).collect()
    }

    /// Yes, no, or empty for unknown.
    pub fn yes(&self, column: &str) -> Result<Option<bool>, SheetError> {
        self.read(column, |cell| match cell {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => Err(Unexpected::new(other, "yes or no")),
        })
    }

    /// A whole number up to a most.
    pub fn number(&self, column: &str, most: u32) -> Result<Option<u32>, SheetError> {
        self.read(column, |cell| {
            let digits = cell.bytes().all(|b| b.is_ascii_digit());
            let number = cell.parse().ok().filter(|n| digits && *n <= most);
            number.ok_or_else(|| Unexpected::new(cell, format!("a whole number from 0 to {most}")))
        })
    }

    /// A date.
    pub fn date(&self, column: &str) -> Result<Option<NaiveDate>, SheetError> {
        self.read(column, date)
    }

    /// A time of the day.
    pub fn time(&self, column: &str) -> Result<Option<NaiveTime>, SheetError> {
        self.read(column, |cell| {
            let shape = cell.len() == 5;
            let time = shape.then(|| NaiveTime::parse_from_str(cell, "%H:%M").ok()).flatten();
            time.ok_or_else(|| Unexpected::new(cell, "a time as HH:MM"))
        })
    }

    /// Dates between semicolons.
    pub fn dates<C: FromIterator<NaiveDate>>(&self, column: &str) -> Result<C, SheetError> {
        let parts = self.cell(column).split(';').map(str::trim).filter(|p| !p.is_empty());
        parts.map(|p| date(p).map_err(|e| self.wrong(column, e))).collect()
    }

    fn read<T>(&self, column: &str, read: impl Fn(&str) -> Result<T, Unexpected>) -> Result<Option<T>, SheetError> {
        match self.cell(column) {
            "" => Ok(None),
            cell => read(cell).map(Some).map_err(|e| self.wrong(column, e)),
        }
    }
}

fn date(cell: &str) -> Result<NaiveDate, Unexpected> {
    let date = (cell.len() == 10).then(|| NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok()).flatten();
    date.ok_or_else(|| Unexpected::new(cell, "a date as YYYY-MM-DD"))
}
