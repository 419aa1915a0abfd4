//! What `buurten import` says of the rows of a sheet: to read, or as JSON.

use super::{
    bring_in::Counts,
    fault::Fault,
    lookalikes::Named,
    plan::{Became, Planned},
};
use crate::kit::lang::Lang;
use serde_json::{Map, Value, json};

/// What became of every row so far.
#[derive(Default)]
pub(super) struct Report {
    pub counts: Counts,
    pub wrong: Vec<Fault>,
    /// New rows that look like what stands before them, and how many more there are.
    pub lookalikes: (Vec<(Named, Named)>, usize),
    lines: String,
    rows: Vec<Value>,
}

impl Report {
    /// Adds rows, for people or as JSON.
    pub fn add(&mut self, planned: Vec<Planned>, as_json: bool) {
        self.counts.add(&planned);
        for row in planned {
            if as_json {
                self.rows.extend(value(&row));
            } else if let Some(became) = said(&row) {
                self.lines.push_str(&format!("line {}, {}: {became}\n", row.line, row.key));
            }
            if let Became::Wrong(faults) = row.became {
                self.wrong.extend(faults);
            }
        }
    }

    /// The answer to read. `why_not`: why nothing is stored, where that is so.
    pub fn text(&self, why_not: Option<&str>) -> String {
        let Counts { new, changed, unchanged, wrong, .. } = self.counts;
        let stored = why_not.map_or(String::new(), |why| format!(" Nothing is stored: {why}."));
        let (named, more) = &self.lookalikes;
        let mut alike: String = named.iter().map(|(row, other)| looks_like(row, other)).collect();
        if *more > 0 {
            alike.push_str(&format!("{more} more look like another\n"));
        }
        format!("{}{alike}{new} new, {changed} changed, {unchanged} unchanged, {wrong} wrong.{stored}\n", self.lines)
    }

    /// The answer as JSON.
    pub fn json(&self, is_stored: bool) -> String {
        let Counts { new, changed, unchanged, .. } = self.counts;
        let all = json!({
            "new": new, "changed": changed, "unchanged": unchanged, "wrong": self.wrong, "rows": self.rows,
            "looks_like": self.lookalikes.0.iter().map(|(row, other)| json!({
                "line": row.line, "id": row.key, "other": {"line": other.line, "id": other.key, "title": other.title},
            })).collect::<Vec<_>>(),
            "more_look_alike": self.lookalikes.1, "stored": is_stored,
        });
        format!("{all}\n")
    }
}

fn looks_like(row: &Named, other: &Named) -> String {
    let place = other.line.map_or_else(|| "which is there".to_owned(), |line| format!("line {line}"));
    let (line, key) = (row.line.unwrap_or_default(), &row.key);
    format!("line {line}, {key}: looks like {}, {place}: {}\n", other.key, other.title)
}

fn said(row: &Planned) -> Option<String> {
    match &row.became {
        Became::New(listing) if row.open.is_empty() => Some(format!("new: {}", listing.title(Lang::En).text)),
        Became::New(listing) => {
            Some(format!("new: {} (not said: {})", listing.title(Lang::En).text, row.open.join(", ")))
        }
        Became::Changed(change) => {
            let fields: Vec<String> =
                change.fields().iter().map(|f| format!("{} {:?} -> {:?}", f.column, f.from, f.to)).collect();
            Some(format!("changed: {}", fields.join(", ")))
        }
        Became::Unchanged => Some("unchanged".to_owned()),
        // On standard error, or never: a command asks nobody in between.
        Became::Wrong(_) | Became::Stale => None,
    }
}

fn value(row: &Planned) -> Option<Value> {
    let became = match &row.became {
        Became::New(_) => "new",
        Became::Changed(_) => "changed",
        Became::Unchanged => "unchanged",
        Became::Wrong(_) => "wrong",
        Became::Stale => return None,
    };
    let mut value = json!({"line": row.line, "id": row.key, "became": became});
    if !row.open.is_empty() {
        value["not_said"] = json!(row.open);
    }
    if let Became::Changed(change) = &row.became {
        let fields = change.fields().into_iter();
        let fields: Map<String, Value> =
            fields.map(|f| (f.column.to_owned(), json!({"from": f.from, "to": f.to}))).collect();
        value["fields"] = Value::Object(fields);
    }
    Some(value)
}
