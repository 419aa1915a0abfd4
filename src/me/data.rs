//! Everything we hold of somebody: to read, and as a file that other programs read.

use super::{
    export::{self, Held, Row, Table},
    words::moment,
};
use crate::{
    auth::{AsSignedIn, Visit},
    kit::words::Role,
    listings::{Shelf, Stock},
    matching::person::Person,
    newcomers::{self, Newcomer},
    platform::db::Db,
    web::{Error, show},
};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// What one row holds: label and value, in words.
struct Entry {
    /// As what it is theirs.
    side: Option<String>,
    lines: Vec<(String, String)>,
}

/// A table, by its title.
struct Section {
    title: String,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "me/data.html")]
struct DataPage {
    v: Visit,
    sections: Vec<Section>,
}

/// `GET /me/data`
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let held = export::everything(&db, &who).await?;
    let in_words = InWords { v: &v, stock: &stock };
    let sections = held.iter().filter(|h| !h.rows.is_empty()).map(|h| in_words.section(h)).collect();
    show(&DataPage { sections, v })
}

/// `GET /me/data.json`
pub async fn file(v: Visit, AsSignedIn(who): AsSignedIn, db: Db) -> Result<Response, Error> {
    let mut all = Map::from_iter([("taken_out_at".to_owned(), json!(v.now))]);
    for Held { table, rows } in export::everything(&db, &who).await? {
        let row = |Row { side, mut fields }: Row| {
            if let Some(side) = side {
                fields.insert("as".to_owned(), json!(side));
            }
            Value::Object(fields)
        };
        all.insert(table.name.clone(), rows.into_iter().map(row).collect());
    }
    let text = serde_json::to_vec_pretty(&all).map_err(Error::unexpected)?;
    let mut response = text.into_response();
    let name = format!("attachment; filename=\"buurten-{}.json\"", v.today());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::try_from(name).map_err(Error::unexpected)?);
    Ok(response)
}

struct InWords<'a> {
    v: &'a Visit,
    stock: &'a Stock,
}

/// The name of a sentence: the database has other joints in its names.
fn key(parts: &[&str]) -> String {
    format!("data-{}", parts.join("-").replace('_', "-"))
}

impl InWords<'_> {
    fn section(&self, held: &Held) -> Section {
        let entries = held.rows.iter().map(|row| self.entry(held.table, row)).collect();
        Section { title: self.v.t(key(&[&held.table.name])), entries }
    }

    fn entry(&self, table: &Table, row: &Row) -> Entry {
        let mut lines = Vec::new();
        let columns = table.columns.iter().filter_map(|c| row.fields.get_key_value(&c.name));
        for (column, value) in columns.filter(|(_, value)| !value.is_null()) {
            let label = self.v.t(key(&[&table.name, column]));
            match (column.as_str(), value) {
                ("answers", Value::Object(answers)) => lines.extend(self.answers(&table.name, answers)),
                _ => lines.push((label, self.value(&table.name, column, value, row))),
            }
        }
        Entry { side: row.side.map(|side| self.v.t(key(&["as", side]))), lines }
    }

    fn value(&self, table: &str, column: &str, value: &Value, row: &Row) -> String {
        let v = self.v;
        let text = match value {
            Value::String(text) => text.as_str(),
            Value::Bool(yes) => return v.t(if *yes { "data-word-true" } else { "data-word-false" }),
            Value::Array(all) => {
                let all: Vec<String> = all.iter().map(|one| self.value(table, column, one, row)).collect();
                return all.join(", ");
            }
            // A sentence in both languages.
            Value::Object(said) if said.contains_key(v.lang.as_str()) => {
                return said[v.lang.as_str()].as_str().unwrap_or_default().to_owned();
            }
            other => return other.to_string(),
        };
        match (table, column) {
            (_, "listing_id") | ("listings", "key") => {
                let title = self.stock.of_key(text).map(|i| i.listing.title(v.lang).text.to_owned());
                title.unwrap_or_else(|| text.to_owned())
            }
            ("logbook", "act") => {
                let at = row.fields.get("at").and_then(Value::as_str).and_then(|at| at.parse::<DateTime<Utc>>().ok());
                let when = at.map(|at| moment(&v.w, at)).unwrap_or_default();
                v.t2(format!("look-act-{text}"), "by", v.t("look-somebody"), "when", when)
            }
            ("letter_choices", "off") => v.t(format!("post-kind-{text}")),
            ("passed_over", "reason") => v.t(format!("pass-over-{text}")),
            (_, "state" | "kind" | "purpose" | "language") if v.w.has(&key(&["word", text])) => {
                v.t(key(&["word", text]))
            }
            _ if text.contains('T') && text.parse::<DateTime<Utc>>().is_ok() => {
                moment(&v.w, text.parse().unwrap_or_default())
            }
            _ => text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), |day| v.w.date(day)),
        }
    }

    /// The answers as questions and what was said. What a local alone is asked follows by its own name.
    fn answers(&self, table: &str, answers: &Map<String, Value>) -> Vec<(String, String)> {
        let role = if table == "locals" { Role::Local } else { Role::Newcomer };
        let mut person = answers.clone();
        let ours = ["capacity", "offers", "years_here", "dutch_daily"];
        person.retain(|name, _| !ours.contains(&name.as_str()));
        person.insert("id".to_owned(), json!(""));
        person.insert("role".to_owned(), json!(role));
        person.entry("languages").or_insert(json!({}));
        let mut lines = Vec::new();
        match serde_json::from_value::<Person>(Value::Object(person)) {
            Ok(person) => {
                let somebody = Newcomer { id: Uuid::nil(), account: None, person, women_only: false };
                let said = newcomers::answers(self.v, Some(&somebody)).into_iter().filter(|line| line.answered);
                lines.extend(said.map(|line| (line.label, line.value)));
            }
            Err(_) => lines.push((self.v.t(key(&[table, "answers"])), json!(answers).to_string())),
        }
        let row = Row { side: None, fields: Map::new() };
        for (name, value) in answers.iter().filter(|(name, _)| ours.contains(&name.as_str())) {
            let value = match value {
                Value::Array(offers) => {
                    let offers = offers.iter().filter_map(Value::as_str).map(|o| self.v.t(key(&["offer", o])));
                    offers.collect::<Vec<_>>().join(", ")
                }
                value => self.value(table, name, value, &row),
            };
            lines.push((self.v.t(key(&["answer", name])), value));
        }
        lines
    }
}
