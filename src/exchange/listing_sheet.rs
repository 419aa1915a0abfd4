//! Listings as a sheet: CSV, UTF-8, a header row, columns in any order, `;` between several values.

use super::{
    cells::Cells as Reading,
    encoding,
    fault::{Expected, Fault, Faults},
    guard::guarded,
    sheet::{Columns, Raw, Sheet},
};
use crate::{
    kit::{schedule::Schedule, vocabulary::vocabulary, words::Audience},
    listings::Listing,
};
use std::{
    collections::{BTreeSet, HashSet},
    fmt::Display,
    io::Read,
};
use uuid::Uuid;

/// Every column, in the order of the published interface.
#[rustfmt::skip]
pub const COLUMNS: [&str; 38] = [
    "id", "kind", "title_en", "title_nl", "summary_en", "summary_nl", "organisation", "domains", "interests",
    "skills_wanted", "languages", "dutch_needed", "english_ok", "audience", "cost_eur", "cost_per", "rrule", "first_date",
    "skip_dates", "starts", "ends", "postcode", "venue", "children", "trial", "capacity", "newcomer_places",
    "take_along", "local_share", "rung", "status", "closed_on", "successor_id", "confirmed_on", "min_months",
    "contact_name", "contact_email", "url",
];

/// People's own words: an office program must not take them for numbers or dates.
const WORDS: [&str; 9] =
    ["id", "title_en", "title_nl", "summary_en", "summary_nl", "organisation", "venue", "successor_id", "contact_name"];

/// Whether a column holds people's own words.
pub(super) fn is_words(column: &str) -> bool {
    WORDS.contains(&column)
}

/// A listing as cells, in the order of [`COLUMNS`].
pub(super) type Cells = [String; COLUMNS.len()];

/// Reads a sheet row by row, in order: each row, or all that is wrong with it. An id that stood before is wrong in
/// the later row.
///
/// # Errors
/// What is wrong with the file as a whole, or with its header row.
pub fn read_sheet(mut from: impl Read) -> Result<Vec<Result<Listing, Faults>>, Faults> {
    let mut bytes = Vec::new();
    if from.read_to_end(&mut bytes).is_err() {
        return Err(Faults(vec![Fault::new(1, None, "", Expected::this("text-file"))]));
    }
    let text = encoding::text(&bytes)?;
    let sheet = Sheet::open(&text)?;
    Ok(read_rows(&sheet.columns.clone(), sheet))
}

/// Rows as listings, in order, as [`read_sheet`] has them.
pub(super) fn read_rows(columns: &Columns, rows: impl Iterator<Item = Raw>) -> Vec<Result<Listing, Faults>> {
    let mut ids = HashSet::new();
    let one = |raw: Raw| {
        let again = !ids.insert(key(columns, &raw));
        listing(columns, &raw, None, again)
    };
    rows.map(one).collect()
}

/// The id that a row names; empty where it names none.
pub(super) fn key(columns: &Columns, raw: &Raw) -> String {
    if raw.cells.len() != columns.len() {
        // Torn: what stands there may be anything. No other row of the sheet is this one.
        return format!("\0{}", raw.line);
    }
    let mut cells = Reading::new(columns, raw, None);
    cells.text("id").unwrap_or_else(|| format!("\0{}", raw.line))
}

/// A row as a listing. Columns that the sheet does not have are as they were `before`. `again`: a row before has
/// its id.
///
/// # Errors
/// All that is wrong with it.
pub(super) fn listing(columns: &Columns, raw: &Raw, before: Option<&Cells>, again: bool) -> Result<Listing, Faults> {
    if raw.cells.len() != columns.len() {
        let expected = Expected::at_most("cells", columns.len());
        return Err(Faults(vec![Fault::new(raw.line, None, &raw.cells.len().to_string(), expected)]));
    }
    let mut cells = Reading::new(columns, raw, before);
    let read = row(&mut cells);
    if again {
        cells.wrong("id", cells.cell("id"), Expected::this("new-id"));
    }
    let faults = cells.faults();
    match read {
        Some(listing) if faults.is_empty() => Ok(listing),
        _ => Err(Faults(faults)),
    }
}

fn row(cells: &mut Reading) -> Option<Listing> {
    let (key, kind) = (cells.needed_text("id", "id"), cells.needed("kind"));
    let (title_en, title_nl) = (cells.text("title_en"), cells.text("title_nl"));
    if cells.cell("title_en").is_empty() && cells.cell("title_nl").is_empty() {
        cells.wrong("title_en", "", Expected::this("title"));
    }
    let status = cells.needed("status");
    let words = vocabulary();
    let known = |is_known: &dyn Fn(&str) -> bool, part: &str, expected| {
        if is_known(part) { Ok(part.to_owned()) } else { Err(Expected::this(expected)) }
    };
    let contact_email = cells.email("contact_email");
    let confirmed_on = cells.date("confirmed_on");
    let read = Listing {
        id: Uuid::nil(), // given where it is stored
        title_en,
        title_nl,
        summary_en: cells.text("summary_en"),
        summary_nl: cells.text("summary_nl"),
        organisation: cells.text("organisation"),
        domains: cells.names("domains"),
        interests: cells.several("interests", |id| known(&|id| words.interest(id).is_some(), id, "interest")),
        skills_wanted: cells.several("skills_wanted", |id| known(&|id| words.skill(id).is_some(), id, "skill")),
        languages: cells.several("languages", |tag| tag.parse().map_err(|_| Expected::this("language"))),
        dutch_needed: cells.dutch("dutch_needed"),
        english_ok: cells.yes("english_ok"),
        audience: audience(cells),
        cost: cells.value("cost_eur", "amount"),
        cost_per: cells.named("cost_per"),
        schedule: schedule(cells),
        postcode: cells.value("postcode", "postcode"),
        venue: cells.text("venue"),
        children: cells.yes("children"),
        trial: cells.yes("trial"),
        capacity: cells.number("capacity", 1_000_000),
        newcomer_places: cells.number("newcomer_places", 1_000_000),
        take_along: cells.yes("take_along"),
        local_share: cells.number("local_share", 100).map(|n| n as u8),
        rung: cells.named("rung"),
        closed_on: cells.date("closed_on"),
        successor: cells.text("successor_id"),
        confirmed_on,
        min_months: cells.number("min_months", 1200),
        contact_name: cells.text("contact_name"),
        // A host's address counts as confirmed when the listing was.
        contact_confirmed_on: contact_email.as_ref().and(confirmed_on),
        contact_email,
        url: cells.page("url"),
        // Last: nothing that is wrong elsewhere goes unsaid.
        key: key?,
        kind: kind?,
        status: status?,
    };
    Some(read)
}

/// `everyone`, or nothing, is for everyone.
fn audience(cells: &mut Reading) -> Audience {
    if cells.cell("audience").eq_ignore_ascii_case("everyone") {
        return Audience::default();
    }
    let read = |part: &str| {
        part.to_lowercase().parse().map_err(|_| Expected::one_of("everyone, women, men, parents, students"))
    };
    Audience(cells.several("audience", read))
}

fn schedule(cells: &mut Reading) -> Option<Schedule> {
    const WHOLE: [&str; 4] = ["rrule", "first_date", "starts", "ends"];
    let (rule, first) = (cells.text("rrule"), cells.date("first_date"));
    let (starts, ends) = (cells.time("starts"), cells.time("ends"));
    let skip_dates: BTreeSet<_> = cells.dates("skip_dates");
    let empty: Vec<&str> = WHOLE.into_iter().filter(|c| cells.cell(c).is_empty()).collect();
    if !empty.is_empty() {
        if empty.len() < WHOLE.len() {
            cells.wrong(empty[0], "", Expected::this("schedule"));
        }
        return None;
    }
    let (rule, first, starts, ends) = (rule?, first?, starts?, ends?);
    if starts == ends {
        cells.wrong("ends", cells.cell("ends"), Expected::this("another-end"));
        return None;
    }
    Schedule::new(&rule, first, skip_dates, starts, ends)
        .map_err(|_| cells.wrong("rrule", &rule, Expected::this("rule")))
        .ok()
}

/// A listing as cells, not guarded yet.
pub(super) fn cells(it: &Listing) -> Cells {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let yes = |b: Option<bool>| b.map_or("", |b| if b { "yes" } else { "no" }).to_owned();
    let schedule = it.schedule.as_ref();
    let time = |t: chrono::NaiveTime| t.format("%H:%M").to_string();
    let dutch = it.dutch_needed.map(|l| if l.number() == 0 { "none" } else { l.as_str() }.to_owned());
    [
        it.key.clone(),
        it.kind.to_string(),
        text(&it.title_en),
        text(&it.title_nl),
        text(&it.summary_en),
        text(&it.summary_nl),
        text(&it.organisation),
        several(&it.domains),
        several(&it.interests),
        several(&it.skills_wanted),
        several(&it.languages),
        dutch.unwrap_or_default(),
        yes(it.english_ok),
        if it.audience.is_everyone() { "everyone".to_owned() } else { several(&it.audience.0) },
        maybe(it.cost),
        maybe(it.cost_per),
        schedule.map(|s| s.rrule.clone()).unwrap_or_default(),
        maybe(schedule.map(|s| s.first_date)),
        schedule.map(|s| several(&s.skip_dates)).unwrap_or_default(),
        schedule.map(|s| time(s.starts)).unwrap_or_default(),
        schedule.map(|s| time(s.ends)).unwrap_or_default(),
        maybe(it.postcode),
        text(&it.venue),
        yes(it.children),
        yes(it.trial),
        maybe(it.capacity),
        maybe(it.newcomer_places),
        yes(it.take_along),
        maybe(it.local_share),
        maybe(it.rung),
        it.status.to_string(),
        maybe(it.closed_on),
        text(&it.successor),
        maybe(it.confirmed_on),
        maybe(it.min_months),
        text(&it.contact_name),
        text(&it.contact_email),
        text(&it.url),
    ]
}

fn several<T: Display>(all: &BTreeSet<T>) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

fn maybe(value: Option<impl Display>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// Listings as a sheet, sorted by id: every column, RFC 4180, UTF-8, the same bytes for the same listings.
pub(super) fn write_sheet(mut listings: Vec<Listing>) -> Result<Vec<u8>, csv::Error> {
    listings.sort_by(|a, b| a.key.cmp(&b.key));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for listing in &listings {
        let cells = cells(listing);
        let written = COLUMNS.iter().zip(&cells).map(|(column, cell)| guarded(cell, is_words(column)));
        writer.write_record(written.map(|c| c.into_owned()))?;
    }
    writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))
}
