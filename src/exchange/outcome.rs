//! What became of a sheet that was brought in at the desk.

use super::{
    bring_in::Counts,
    fault::Fault,
    plan::{Became, Planned},
};
use crate::{kit::lang::Lang, listings::Listing, web::words::Words};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// So many listings are named; the rest is counted.
const MOST_NAMED: usize = 500;

/// What is told at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub counts: Counts,
    pub new: Vec<Named>,
    pub changed: Vec<Named>,
    pub stale: Vec<Named>,
    pub wrong: Vec<WrongCell>,
}

/// A cell that could not be read, as its reader is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WrongCell {
    pub line: u64,
    pub column: String,
    pub found: String,
    pub expected: String,
}

impl WrongCell {
    /// In the reader's language.
    pub fn of(fault: &Fault, w: &Words) -> Self {
        let column = fault.column.clone().unwrap_or_default();
        Self { line: fault.line, column, found: fault.found.clone(), expected: fault.expected.said(w) }
    }
}

/// A row and its listing, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named {
    pub line: u64,
    /// `None` where it was left alone.
    pub id: Option<Uuid>,
    pub title: String,
}

impl Named {
    fn of(row: &Planned, listing: Option<&Listing>, lang: Lang) -> Self {
        let title = listing.map_or(row.key.as_str(), |l| l.title(lang).text).to_owned();
        Self { line: row.line, id: listing.map(|l| l.id), title }
    }
}

impl Outcome {
    /// Adds rows, in the reader's language.
    pub fn add(&mut self, rows: &[Planned], w: &Words) {
        self.counts.add(rows);
        for row in rows {
            let (list, listing) = match &row.became {
                Became::New(listing) => (&mut self.new, Some(&**listing)),
                Became::Changed(change) => (&mut self.changed, Some(&change.after)),
                Became::Stale => (&mut self.stale, None),
                Became::Unchanged => continue,
                Became::Wrong(faults) => {
                    if self.wrong.len() < MOST_NAMED {
                        self.wrong.extend(faults.iter().map(|fault| WrongCell::of(fault, w)));
                    }
                    continue;
                }
            };
            if list.len() < MOST_NAMED {
                list.push(Named::of(row, listing, w.lang));
            }
        }
    }
}
