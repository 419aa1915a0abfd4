//! What becomes of the rows of a sheet: compared by key with the listings there are.

use super::{
    fault::Fault,
    listing_sheet::{COLUMNS, Cells, cells, key, listing},
    sheet::{Columns, Raw},
};
use crate::{kit::words::Status, listings::Listing, platform::chance};
use data_encoding::HEXLOWER;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The listings that were found by the keys of a sheet, with their versions.
pub(super) type Known = HashMap<String, (Listing, i32)>;

/// What becomes of a row.
pub(super) enum Became {
    /// There is no listing with its key.
    New(Box<Listing>),
    /// The listing with its key is different.
    Changed(Box<Change>),
    /// It says what is stored already; or calls off what never was.
    Unchanged,
    /// The listing was changed, made or taken away since somebody was asked about this row. Left alone.
    Stale,
    /// It cannot be read.
    Wrong(Vec<Fault>),
}

/// A listing that would be different.
pub(super) struct Change {
    pub before: Listing,
    pub version: i32,
    pub after: Listing,
}

/// A row of a sheet, its key, and what becomes of it.
pub(super) struct Planned {
    pub line: u64,
    pub key: String,
    pub became: Became,
    /// Of a new listing, the columns that a newcomer asks about first and its file did not say.
    pub open: Vec<&'static str>,
}

/// A column of a row that changes.
pub(super) struct Field {
    pub column: &'static str,
    pub from: String,
    pub to: String,
}

impl Change {
    /// What is different, in the words of the sheet.
    pub fn fields(&self) -> Vec<Field> {
        let (before, after) = (cells(&self.before), cells(&self.after));
        let all = COLUMNS.into_iter().zip(before.into_iter().zip(after));
        all.filter(|(_, (from, to))| from != to).map(|(column, (from, to))| Field { column, from, to }).collect()
    }
}

/// The keys of a sheet that stood before.
#[derive(Default)]
pub(super) struct Keys(HashSet<String>);

impl Keys {
    /// Plans rows, in the order of the sheet.
    pub fn plan(&mut self, columns: &Columns, rows: &[Raw], known: &Known) -> Vec<Planned> {
        let one = |raw| {
            let key = key(columns, raw);
            let again = !self.0.insert(key.clone());
            plan_row(columns, raw, key, known, again)
        };
        rows.iter().map(one).collect()
    }
}

/// Plans one row. `again`: a row before has its key.
pub(super) fn plan_row(columns: &Columns, raw: &Raw, key: String, known: &Known, again: bool) -> Planned {
    let found = known.get(&key);
    // Columns that the sheet does not have are as they were.
    let says_all = columns.len() == COLUMNS.len() && raw.cells.iter().all(Option::is_some);
    let before: Option<Cells> = found.filter(|_| !says_all).map(|(before, _)| cells(before));
    let became = match (listing(columns, raw, before.as_ref(), again), found) {
        // What a calendar calls off and we never had is news to nobody: not a closed listing that nobody looked at, and
        // not a draft of something that does not take place. Such an event need not even say its title.
        (_, None) if raw.calls_off && !is_stale(raw, None) => Became::Unchanged,
        (Err(faults), _) => Became::Wrong(faults.0),
        (Ok(after), Some((before, version))) => {
            let after = kept(before, after, columns, raw);
            match after == *before {
                true => Became::Unchanged,
                false if is_stale(raw, Some(before)) => Became::Stale,
                false => Became::Changed(Box::new(Change { before: before.clone(), version: *version, after })),
            }
        }
        (Ok(_), None) if is_stale(raw, None) => Became::Stale,
        (Ok(new), None) => Became::New(Box::new(Listing { id: raw.id.unwrap_or_else(Uuid::new_v4), ..new })),
    };
    let key = if key.starts_with('\0') { String::new() } else { key };
    let open = if matches!(became, Became::New(_)) { open(columns, raw) } else { Vec::new() };
    Planned { line: raw.line, key, became, open }
}

/// What a newcomer asks about first, and a package or a calendar may not say. A sheet says all it has columns for.
fn open(columns: &Columns, raw: &Raw) -> Vec<&'static str> {
    const ASKED: [&str; 8] =
        ["kind", "domains", "languages", "dutch_needed", "english_ok", "cost_eur", "rrule", "postcode"];
    let is_open = |column: &&str| columns.place(column).and_then(|p| raw.cells.get(p)) == Some(&None);
    ASKED.into_iter().filter(is_open).collect()
}

/// What no sheet says stays: the id, and since when the host's address is known to be right. The address counts as
/// confirmed when a row that names it confirms its listing anew, and a new address when the sheet says when it was
/// confirmed. Who confirms a listing and does not name its address, as a package never does, confirms no address.
fn kept(before: &Listing, after: Listing, columns: &Columns, raw: &Raw) -> Listing {
    let is_same_address = after.contact_email == before.contact_email;
    let names_it = columns.place("contact_email").is_some_and(|p| matches!(raw.cells.get(p), Some(Some(_))));
    let is_confirmed_anew = names_it && after.confirmed_on > before.confirmed_on;
    let contact_confirmed_on = match (is_same_address, after.contact_email.is_some()) {
        (_, false) => None,
        (true, _) if is_confirmed_anew => before.contact_confirmed_on.max(after.confirmed_on),
        (true, _) => before.contact_confirmed_on,
        (false, _) => after.confirmed_on.filter(|_| columns.place("confirmed_on").is_some()),
    };
    // A draft that is called off is a draft still: closed, it would be public, and nobody looked at it.
    let is_draft_still = raw.calls_off && before.status == Status::Draft;
    let status = if is_draft_still { Status::Draft } else { after.status };
    Listing { id: before.id, contact_confirmed_on, status, ..after }
}

/// What to remember of a listing that somebody is asked about.
pub(super) fn seen(now: Option<&Listing>) -> String {
    let print = |it: &Listing| HEXLOWER.encode(&chance::hash(&cells(it).join("\n"))[..16]);
    now.map(print).unwrap_or_default()
}

/// Whether a listing is another than the one somebody was asked about.
fn is_stale(raw: &Raw, now: Option<&Listing>) -> bool {
    raw.seen.as_ref().is_some_and(|was| *was != seen(now))
}
