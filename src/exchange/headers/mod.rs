//! Sheets of others, whose header row is not ours: what their columns may be, and their rows as ours once somebody has
//! said which is which.

mod guess;
mod store;

pub(super) mod columns;
pub use store::forget_old as forget_old_headers;

use super::{
    listing_sheet::COLUMNS,
    sheet::{self, Columns, Raw},
};
use crate::{kit::text::slug, platform::chance};
use data_encoding::HEXLOWER;
use guess::guess;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A sheet with more columns is something else.
pub(super) const MOST_COLUMNS: usize = 100;

/// Which of our columns each header is, and what every row is where no column says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mapping {
    /// Header → column. What is not here is left out.
    pub columns: BTreeMap<String, String>,
    pub kind: String,
    pub status: String,
}

impl Mapping {
    /// What a header is: in capitals or not, as in the name of a set of headers.
    pub(super) fn of(&self, header: &str) -> Option<&str> {
        let found = self.columns.iter().find(|(said, _)| said.to_lowercase() == header.to_lowercase());
        found.map(|(_, column)| column.as_str())
    }
}

/// What headers may be: each of our columns once.
pub(super) fn guessed(headers: &[String]) -> Mapping {
    let mut columns = BTreeMap::new();
    for header in headers {
        if let Some(column) = guess(header).filter(|c| !columns.values().any(|taken| taken == c)) {
            columns.insert(header.clone(), column.to_owned());
        }
    }
    Mapping { columns, kind: String::new(), status: "draft".to_owned() }
}

/// The name of a set of headers, whatever their order.
pub(super) fn name_of(headers: &[String]) -> Vec<u8> {
    let mut sorted: Vec<String> = headers.iter().map(|h| h.trim().to_lowercase()).collect();
    sorted.sort_unstable();
    chance::hash(&sorted.join("\n"))
}

/// The rows as ours. Where no column says it, a row's id is made of its title and organisation, and of the headers: the
/// same sheet again names the same listings, and no others.
pub(super) fn mapped(headers: &[String], mapping: &Mapping, rows: &[Raw]) -> (Columns, Vec<Raw>) {
    let place = |column: &str| headers.iter().position(|h| mapping.of(h) == Some(column));
    let given = |column: &str| place(column).is_some();
    let chosen: Vec<(usize, &str)> =
        COLUMNS.into_iter().filter_map(|column| place(column).map(|place| (place, column))).collect();
    let added: Vec<&str> = ["id", "kind", "status"].into_iter().filter(|column| !given(column)).collect();
    let names = added.iter().copied().chain(chosen.iter().map(|(_, column)| *column)).map(str::to_owned);
    let source = &HEXLOWER.encode(&name_of(headers))[..6];
    let mut seen = HashMap::<String, usize>::new();
    let mut one = |raw: &Raw| {
        if raw.cells.len() != headers.len() {
            // Torn: said so when it is read.
            return Raw { cells: Vec::new(), ..raw.clone() };
        }
        let cell =
            |column: &str| place(column).and_then(|place| raw.cells[place].as_deref()).unwrap_or_default().trim();
        let mut id = || {
            let title = [cell("title_en"), cell("title_nl")].into_iter().find(|t| !t.is_empty())?;
            let id = format!("{source}-{}", slug(&format!("{title} {}", cell("organisation"))));
            let count = seen.entry(id.clone()).or_default();
            *count += 1;
            Some(if *count > 1 { format!("{id}-{count}") } else { id })
        };
        let add = |column: &&str| match *column {
            "id" => Some(id().unwrap_or_default()),
            "kind" => Some(mapping.kind.clone()),
            _ => Some(mapping.status.clone()),
        };
        let cells = added.iter().map(add).chain(chosen.iter().map(|(place, _)| raw.cells[*place].clone())).collect();
        Raw { line: raw.line, cells, id: None, calls_off: false, seen: None }
    };
    let rows: Vec<Raw> = rows.iter().map(&mut one).collect();
    let mut columns = Columns::new(names, false);
    columns.month_first = sheet::is_month_first_in(rows.iter().map(|raw| raw.cells.as_slice()), &columns);
    (columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(line: u64, cells: &[&str]) -> Raw {
        Raw {
            line,
            cells: cells.iter().map(|c| Some((*c).to_owned())).collect(),
            id: None,
            calls_off: false,
            seen: None,
        }
    }

    #[test]
    fn headers_of_others_are_guessed_once_each_and_rows_keep_their_ids() {
        let headers: Vec<String> =
            ["Naam activiteit", "Naam contact", "Wijk", "Kosten (euro)"].map(str::to_owned).into();
        let mut mapping = guessed(&headers);
        assert_eq!(mapping.columns.get("Naam activiteit").map(String::as_str), Some("title_nl"));
        assert_eq!(mapping.columns.get("Kosten (euro)").map(String::as_str), Some("cost_eur"));
        assert!(!mapping.columns.contains_key("Wijk"));
        mapping.kind = "club".to_owned();
        let rows = [raw(2, &["Koor", "Els", "Gestel", "0"]), raw(3, &["Koor", "", "", ""]), raw(4, &["torn"])];
        let (columns, ours) = mapped(&headers, &mapping, &rows);
        let cell = |row: usize, place: usize| ours[row].cells[place].as_deref().unwrap_or_default();
        assert_eq!(columns.names()[..4], ["id", "kind", "status", "title_nl"]);
        assert!(cell(0, 0).ends_with("-koor") && cell(1, 0).ends_with("-koor-2"), "{ours:?}");
        assert_eq!([cell(0, 1), cell(0, 2)], ["club", "draft"]);
        assert!(ours[2].cells.is_empty());
        // In another order of columns it is the same sheet.
        let turned: Vec<String> = headers.iter().rev().cloned().collect();
        assert_eq!(name_of(&turned), name_of(&headers));
        // And in capitals.
        let loud: Vec<String> = headers.iter().map(|h| h.to_uppercase()).collect();
        assert_eq!(name_of(&loud), name_of(&headers));
        assert_eq!(mapped(&loud, &mapping, &rows).1[0].cells, ours[0].cells);
    }
}
