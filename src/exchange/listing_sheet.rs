//! Listings as a sheet: CSV, UTF-8, a header row, columns in any order, `;` between several values.

use super::cells::Cells;
use crate::kit::{
    level::Level,
    schedule::Schedule,
    vocabulary::vocabulary,
    words::{Audience, Belonging},
};
use crate::listings::Listing;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};
use uuid::Uuid;

/// Every column, in the order of the published interface.
pub const COLUMNS: [&str; 38] = [
    "id",
    "kind",
    "title_en",
    "title_nl",
    "summary_en",
    "summary_nl",
    "organisation",
    "domains",
    "interests",
    "skills_wanted",
    "languages",
    "dutch_needed",
    "english_ok",
    "audience",
    "cost_eur",
    "cost_per",
    "rrule",
    "first_date",
    "skip_dates",
    "starts",
    "ends",
    "postcode",
    "venue",
    "children",
    "trial",
    "capacity",
    "newcomer_places",
    "take_along",
    "local_share",
    "rung",
    "status",
    "closed_on",
    "successor_id",
    "confirmed_on",
    "min_months",
    "contact_name",
    "contact_email",
    "url",
];

/// What is wrong with a sheet, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetError {
    /// From 1.
    pub line: u64,
    /// The column, where it is one.
    pub column: Option<String>,
    /// What was found and what was expected.
    pub trouble: String,
}

impl std::fmt::Display for SheetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.trouble)
    }
}

impl std::error::Error for SheetError {}

/// Reads a sheet row by row, in order: each row, or what is wrong with it (its first slip). A byte order mark is
/// passed over. An id that stood before is a slip of the later row.
///
/// # Errors
/// What is wrong with the header row: an unknown or repeated column, or a needed one that is absent.
pub fn read_sheet(from: impl Read) -> Result<Vec<Result<Listing, SheetError>>, SheetError> {
    // The csv crate passes over a byte order mark itself.
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
    let headers = reader.headers().map_err(|e| unreadable(&e, 1))?.clone();
    let columns = columns(&headers)?;
    let mut rows = Vec::new();
    let mut ids = BTreeSet::new();
    let mut line = 1;
    for record in reader.records() {
        let row = record.map_err(|e| unreadable(&e, line + 1)).and_then(|record| {
            line = record.position().map_or(line + 1, csv::Position::line);
            if record.len() != headers.len() {
                let trouble = format!("{} cells: expected {} as in the header row", record.len(), headers.len());
                return Err(SheetError { line, column: None, trouble });
            }
            let cells = Cells { columns: &columns, record: &record, line };
            let row = row(&cells)?;
            if !ids.insert(row.key.clone()) {
                return Err(cells.wrong("id", format!("{:?}: expected an id that no row before has", row.key)));
            }
            Ok(row)
        });
        rows.push(row);
    }
    Ok(rows)
}

fn unreadable(error: &csv::Error, line: u64) -> SheetError {
    let line = error.position().map_or(line, csv::Position::line);
    let trouble = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "expected text in UTF-8".to_owned(),
        _ => format!("expected a CSV sheet: {error}"),
    };
    SheetError { line, column: None, trouble }
}

fn columns(headers: &csv::StringRecord) -> Result<BTreeMap<String, usize>, SheetError> {
    let mut columns = BTreeMap::new();
    let wrong = |name: &str, trouble: String| SheetError { line: 1, column: Some(name.to_owned()), trouble };
    for (place, name) in headers.iter().map(str::trim).enumerate() {
        if !COLUMNS.contains(&name) {
            return Err(wrong(name, format!("unknown column: expected only {}", COLUMNS.join(", "))));
        }
        if columns.insert(name.to_owned(), place).is_some() {
            return Err(wrong(name, "stands twice: expected each column once".to_owned()));
        }
    }
    for needed in ["id", "kind", "status"] {
        if !columns.contains_key(needed) {
            return Err(wrong(needed, "absent: expected in every sheet".to_owned()));
        }
    }
    if !columns.contains_key("title_en") && !columns.contains_key("title_nl") {
        return Err(wrong("title_en", "absent: expected title_en or title_nl in every sheet".to_owned()));
    }
    Ok(columns)
}

fn row(cells: &Cells) -> Result<Listing, SheetError> {
    let (title_en, title_nl) = (cells.text("title_en")?, cells.text("title_nl")?);
    if title_en.is_none() && title_nl.is_none() {
        return Err(cells.wrong("title_en", "empty: expected a title here or in title_nl"));
    }
    let words = vocabulary();
    let contact_email = cells.text("contact_email")?;
    let confirmed_on = cells.date("confirmed_on")?;
    Ok(Listing {
        id: Uuid::nil(), // given where it is stored
        key: cells.text("id")?.ok_or_else(|| cells.wrong("id", "empty: expected an id"))?,
        kind: cells.needed("kind", "club, initiative, activity or volunteer-role")?,
        title_en,
        title_nl,
        summary_en: cells.text("summary_en")?,
        summary_nl: cells.text("summary_nl")?,
        organisation: cells.text("organisation")?,
        domains: cells.several("domains")?,
        interests: cells.ids(
            "interests",
            |id| words.interest(id).is_some(),
            "an id of data/vocabulary/interests.csv",
        )?,
        skills_wanted: cells.ids(
            "skills_wanted",
            |id| words.skill(id).is_some(),
            "an id of data/vocabulary/skills.csv",
        )?,
        languages: cells.several("languages")?,
        dutch_needed: dutch_needed(cells)?,
        english_ok: cells.yes("english_ok")?,
        audience: audience(cells)?,
        cost: cells.value("cost_eur")?,
        cost_per: cells.value("cost_per")?,
        schedule: schedule(cells)?,
        postcode: cells.value("postcode")?,
        venue: cells.text("venue")?,
        children: cells.yes("children")?,
        trial: cells.yes("trial")?,
        capacity: cells.number("capacity", 1_000_000)?,
        newcomer_places: cells.number("newcomer_places", 1_000_000)?,
        take_along: cells.yes("take_along")?,
        local_share: cells.number("local_share", 100)?.map(|n| n as u8),
        rung: cells.value("rung")?,
        status: cells.needed("status", "active, paused, closed or draft")?,
        closed_on: cells.date("closed_on")?,
        successor: cells.text("successor_id")?,
        confirmed_on,
        min_months: cells.number("min_months", 1200)?,
        contact_name: cells.text("contact_name")?,
        // A host's address counts as confirmed when the listing was.
        contact_confirmed_on: contact_email.as_ref().and(confirmed_on),
        contact_email,
        url: cells.page("url")?,
    })
}

fn dutch_needed(cells: &Cells) -> Result<Option<Level>, SheetError> {
    match cells.cell("dutch_needed") {
        "none" => Ok(Some(Level::A0)),
        cell => cells
            .value("dutch_needed")
            .map_err(|_| cells.wrong("dutch_needed", format!("{cell:?}: expected none, A0, A1, A2, B1, B2, C1 or C2"))),
    }
}

/// `everyone`, or nothing, is for everyone.
fn audience(cells: &Cells) -> Result<Audience, SheetError> {
    match cells.cell("audience") {
        "" | "everyone" => Ok(Audience::default()),
        cell => {
            let some: Result<BTreeSet<Belonging>, _> = cells.several("audience");
            some.map(Audience).map_err(|_| {
                cells
                    .wrong("audience", format!("{cell:?}: expected everyone, or some of women, men, parents, students"))
            })
        }
    }
}

fn schedule(cells: &Cells) -> Result<Option<Schedule>, SheetError> {
    const WHOLE: [&str; 4] = ["rrule", "first_date", "starts", "ends"];
    let (rule, first) = (cells.text("rrule")?, cells.date("first_date")?);
    let (starts, ends) = (cells.time("starts")?, cells.time("ends")?);
    let skip_dates = cells.dates("skip_dates")?;
    match (rule, first, starts, ends) {
        (Some(rule), Some(first), Some(starts), Some(ends)) => {
            Schedule::new(&rule, first, skip_dates, starts, ends).map(Some).map_err(|e| cells.wrong("rrule", e))
        }
        (None, None, None, None) => Ok(None),
        _ => {
            let absent = WHOLE.iter().find(|c| cells.cell(c).is_empty()).copied().unwrap_or("rrule");
            Err(cells.wrong(absent, "empty: expected rrule, first_date, starts and ends together, or none of them"))
        }
    }
}
