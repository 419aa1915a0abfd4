//! A sheet as rows of cells: comma, semicolon or tab, columns in any order, empty rows and columns at the end.

use super::{
    fault::{Expected, Fault, Faults},
    listing_sheet::COLUMNS,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Columns of a header row that are looked at.
const MOST_COLUMNS: usize = 3 * COLUMNS.len() + 1;
/// A header row is no longer, in bytes: of a longer one the rest is not read, for what it begins with is wrong already.
const LONGEST_HEADER: usize = 256 << 10;
/// Columns of dates.
const DATES: [&str; 4] = ["first_date", "skip_dates", "closed_on", "confirmed_on"];

/// The columns a sheet has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// Name → place in a row.
    places: BTreeMap<String, usize>,
    /// Whether 3/4/2026 may be the fourth of March here: another date of the sheet can only be month first.
    pub month_first: bool,
}

impl Columns {
    /// These, from the first on.
    pub fn new(names: impl IntoIterator<Item = String>, month_first: bool) -> Self {
        Self { places: names.into_iter().enumerate().map(|(place, name)| (name, place)).collect(), month_first }
    }

    /// Where a column stands.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.places.get(column).copied()
    }

    /// All of them, in the order of the published interface.
    pub fn all() -> Self {
        Self::new(COLUMNS.iter().map(|c| (*c).to_owned()), false)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Their names, as they stand.
    pub fn names(&self) -> Vec<String> {
        let mut all: Vec<_> = self.places.iter().collect();
        all.sort_by_key(|(_, place)| **place);
        all.into_iter().map(|(name, _)| name.clone()).collect()
    }
}

/// A row as it stands in a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Raw {
    /// From 1; the header row included.
    pub line: u64,
    /// One for each column, unless the row is torn. `None`: not said; as it was then, or as `cells::taken_for` has it.
    pub cells: Vec<Option<String>>,
    /// The id that a new listing of this row would like; `None`: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// It says that something of a calendar does not take place: where we never had that, there is nothing to take in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calls_off: bool,
    /// What the row was compared with when somebody was asked about it (`plan::Known::seen`); `None`: nobody was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// A sheet; gives its rows from top to bottom, those without any text left out.
pub(super) struct Sheet<'t> {
    pub columns: Columns,
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    counted: usize,
    line: u64,
}

impl<'t> Sheet<'t> {
    /// Reads the header row.
    ///
    /// # Errors
    /// All that is wrong with it: unknown or repeated columns, and needed ones that are absent.
    pub fn open(text: &'t str) -> Result<Self, Faults> {
        let known =
            |delimiter: u8| header(text, delimiter).iter().filter(|h| COLUMNS.contains(&name(h).as_str())).count();
        // The first of those that know most: a comma where none knows anything.
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(|d| known(*d)).unwrap_or(b',');
        let names = names(&header(text, delimiter))?;
        let columns = Columns::new(names, false);
        let month_first = text.contains('/') && is_month_first(text, delimiter, &columns);
        let reader = reader(text.as_bytes(), delimiter);
        Ok(Self { columns: Columns { month_first, ..columns }, text, reader, counted: 0, line: 1 })
    }

    /// The line of a record: the csv crate counts before it passes over the ends of lines in front of it.
    fn line_at(&mut self, byte: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let start = byte + bytes[byte..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.line += bytes[self.counted..start].iter().filter(|b| **b == b'\n').count() as u64;
        self.counted = start;
        self.line
    }
}

impl Iterator for Sheet<'_> {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        let mut record = csv::StringRecord::new();
        // Text that is UTF-8 and rows of any length: nothing is left that this refuses.
        while self.reader.read_record(&mut record).unwrap_or_default() {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let line = self.line_at(record.position().map_or(0, |p| p.byte() as usize));
            // Columns without a name at the end, and nothing in them.
            let beyond = record.iter().skip(self.columns.len()).all(|cell| cell.trim().is_empty());
            let most = if beyond { self.columns.len() } else { record.len() };
            let cells = record.iter().take(most).map(|cell| Some(cell.to_owned())).collect();
            return Some(Raw { line, cells, id: None, calls_off: false, seen: None });
        }
        None
    }
}

fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text)
}

/// The header row, as far as one is looked at.
fn header(text: &str, delimiter: u8) -> csv::StringRecord {
    let head = &text.as_bytes()[..text.len().min(LONGEST_HEADER)];
    reader(head, delimiter).headers().cloned().unwrap_or_default()
}

fn name(header: &str) -> String {
    header.trim().to_lowercase()
}

fn names(header: &csv::StringRecord) -> Result<Vec<String>, Faults> {
    let width = header.iter().enumerate().filter(|(_, h)| !h.trim().is_empty()).last().map_or(0, |(last, _)| last + 1);
    let mut names: Vec<String> = Vec::new();
    let mut faults = Vec::new();
    let mut wrong = |column: &str, found: &str, expected| faults.push(Fault::new(1, Some(column), found, expected));
    // A hundred thousand strange columns are one strange sheet: of so many, more are wrong than are told.
    for (place, header) in header.iter().take(width.min(MOST_COLUMNS)).enumerate() {
        let known = name(header);
        if !COLUMNS.contains(&known.as_str()) {
            let column = if header.trim().is_empty() { (place + 1).to_string() } else { header.trim().to_owned() };
            wrong(&column, header, Expected::names("column", COLUMNS.join(", ")));
        } else if names.contains(&known) {
            wrong(&known, header, Expected::this("column-once"));
        }
        names.push(known);
    }
    let has = |column: &str| names.iter().any(|n| n == column);
    for needed in ["id", "kind", "status"].into_iter().filter(|c| !has(c)) {
        wrong(needed, "", Expected::this("column-there"));
    }
    if !has("title_en") && !has("title_nl") {
        wrong("title_en", "", Expected::this("title-column"));
    }
    faults.truncate(2 * COLUMNS.len());
    if faults.is_empty() { Ok(names) } else { Err(Faults(faults)) }
}

/// The rows of a sheet whose header row is not ours, and the header row: from two columns to as many as `most`, each with
/// a name of its own. The delimiter is what parts most of it.
pub(super) fn of_others(text: &str, most: usize) -> Option<(Vec<String>, Vec<Raw>)> {
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(|delimiter| header(text, *delimiter).len())?;
    let mut headers: Vec<String> = header(text, delimiter).iter().map(|h| h.trim().to_owned()).collect();
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    let is_named = headers.iter().all(|h| !h.is_empty() && h.chars().count() <= 200 && !h.contains(char::is_control));
    let once = headers.iter().map(|h| h.to_lowercase()).collect::<BTreeSet<_>>().len() == headers.len();
    if !(2..=most).contains(&headers.len()) || !is_named || !once {
        return None;
    }
    let columns = Columns::new(headers.iter().cloned(), false);
    let reader = reader(text.as_bytes(), delimiter);
    let rows: Vec<Raw> = Sheet { columns, text, reader, counted: 0, line: 1 }.collect();
    Some((headers, rows))
}

/// Whether a date among these rows can only be month first.
pub(super) fn is_month_first_in<'r>(mut rows: impl Iterator<Item = &'r [Option<String>]>, columns: &Columns) -> bool {
    let places: Vec<usize> = DATES.iter().filter_map(|c| columns.place(c)).collect();
    rows.any(|cells| {
        places.iter().filter_map(|p| cells.get(*p)?.as_deref()).any(|cell| cell.split(';').any(only_month_first))
    })
}

/// Whether a date can only be month first, as 11/24/2026 is.
fn only_month_first(date: &str) -> bool {
    let mut parts = date.trim().split('/').map(|p| p.parse::<u32>().unwrap_or(0));
    let (first, second) = (parts.next(), parts.next());
    first.is_some_and(|m| (1..=12).contains(&m)) && second.is_some_and(|d| (13..=31).contains(&d))
}

/// Whether a date of the sheet can only be month first, as 11/24/2026 is: then no 3/4/2026 of it can be trusted.
fn is_month_first(text: &str, delimiter: u8, columns: &Columns) -> bool {
    let places: Vec<usize> = DATES.iter().filter_map(|c| columns.place(c)).collect();
    let mut reader = reader(text.as_bytes(), delimiter);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or_default() {
        let mut cells = places.iter().filter_map(|place| record.get(*place));
        if cells.any(|cell| cell.split(';').any(only_month_first)) {
            return true;
        }
    }
    false
}
