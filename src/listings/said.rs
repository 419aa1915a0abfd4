//! The columns of a listing in words: for its history, for what two people changed, and for what somebody says is wrong.

use super::{Fields, Listing, columns_of, rhythm};
use crate::{
    auth::Visit,
    kit::{money::Euros, vocabulary::vocabulary},
};
use chrono::NaiveDate;
use serde_json::Value;

/// The name of a column, or of a unit of columns.
pub fn label(v: &Visit, column: &str) -> String {
    v.t(format!("column-{}", column.replace('_', "-")))
}

/// What stands in a column, in words.
pub fn value(v: &Visit, column: &str, value: &Value) -> String {
    let said = match value {
        Value::Null => String::new(),
        Value::Bool(yes) => v.t(if *yes { "choice-yes" } else { "choice-no" }),
        Value::Number(cents) if column == "cost_cents" => cents
            .as_u64()
            .and_then(|c| u32::try_from(c).ok())
            .map(|c| Euros::of_cents(c).text(v.lang))
            .unwrap_or_default(),
        Value::Number(n) => n.to_string(),
        Value::String(text) => word(v, column, text),
        Value::Array(all) => {
            all.iter().filter_map(Value::as_str).map(|t| word(v, column, t)).collect::<Vec<_>>().join(", ")
        }
        Value::Object(_) => String::new(),
    };
    if said.is_empty() { v.t("curation-nothing") } else { said }
}

fn word(v: &Visit, column: &str, text: &str) -> String {
    let words = vocabulary();
    let known = |key: String| if v.w.has(&key) { v.t(key) } else { text.to_owned() };
    match column {
        "kind" => known(format!("kind-{text}")),
        "status" => known(format!("status-{text}")),
        "domains" => known(format!("domain-{text}")),
        "audience" => known(format!("belongs-{text}")),
        "rung" => known(format!("desk-rung-{text}")),
        "cost_per" => known(format!("per-{text}")),
        "dutch_needed" => known(format!("level-{}", text.to_lowercase())),
        "interests" => words.interest(text).map_or(text, |i| words.interests[i].named.name(v.lang)).to_owned(),
        "skills_wanted" => words.skill(text).map_or(text, |i| words.skills[i].named.name(v.lang)).to_owned(),
        "languages" => text.parse().map_or(text.to_owned(), |t| words.language_name(&t, v.lang).to_owned()),
        "starts" | "ends" => text.get(..5).unwrap_or(text).to_owned(),
        _ => text.parse::<NaiveDate>().map_or(text.to_owned(), |d| v.w.date(d)),
    }
}

/// What stands in a unit of columns, in words.
pub fn unit(v: &Visit, unit: &str, fields: &Fields, listing: &Listing) -> String {
    if unit != "when" {
        return value(v, unit, fields.get(unit).unwrap_or(&Value::Null));
    }
    let Some(schedule) = &listing.schedule else { return v.t("when-by-appointment") };
    let said = rhythm(v, schedule).unwrap_or_else(|| schedule.rrule.clone());
    let parts = columns_of(unit).into_iter().filter(|c| *c != "rrule");
    let rest = parts.map(|c| value(v, c, fields.get(c).unwrap_or(&Value::Null)));
    std::iter::once(said).chain(rest).collect::<Vec<_>>().join(" · ")
}
