//! The columns of a listing as values, so that a change can be named, undone and merged.

use super::change::Change;
use crate::listings::{Listing, store::Row};
use serde_json::{Map, Value, json};

/// Column → value, as the database has it (`null`: unknown).
pub type Fields = Map<String, Value>;

/// Columns that make sense only together.
const WHEN: [&str; 4] = ["rrule", "first_date", "starts", "ends"];

/// The name of a column, or of those it belongs to: `when` for a rhythm.
pub fn unit_of(column: &str) -> &str {
    if WHEN.contains(&column) { "when" } else { column }
}

/// The columns of a unit.
pub fn columns_of(unit: &str) -> Vec<&str> {
    if unit == "when" { WHEN.to_vec() } else { vec![unit] }
}

/// The columns of a listing; what names the row is no field.
pub fn fields_of(listing: &Listing) -> Fields {
    let Ok(Value::Object(mut all)) = serde_json::to_value(Row::from(listing)) else { return Fields::new() };
    all.remove("id");
    all.remove("key");
    all
}

/// The same listing with these columns as they are here.
///
/// # Errors
/// Where they make no listing.
pub fn with_fields(listing: &Listing, fields: &Fields) -> Result<Listing, sqlx::Error> {
    let mut all = fields_of(listing);
    all.extend(fields.clone());
    all.insert("id".to_owned(), json!(listing.id));
    all.insert("key".to_owned(), json!(listing.key));
    let row: Row = serde_json::from_value(Value::Object(all)).map_err(|e| sqlx::Error::Decode(Box::new(e)))?;
    Listing::try_from(row)
}

/// The columns before these changes, the newest of which stands first.
pub fn before(now: &Fields, newer: &[Change]) -> Fields {
    let mut then = now.clone();
    for field in newer.iter().flat_map(|change| &change.fields) {
        then.insert(field.name.clone(), field.from.clone());
    }
    then
}

/// Whether two values say the same: nothing is nothing, as `null` or as an empty list.
pub fn same(a: &Value, b: &Value) -> bool {
    let nothing = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty);
    a == b || nothing(a) && nothing(b)
}

/// What is different: column → from and to.
pub(in crate::listings) fn differences(from: &Fields, to: &Fields) -> Fields {
    let mut fields = Fields::new();
    for (name, value) in to {
        let before = from.get(name).unwrap_or(&Value::Null);
        if !same(before, value) {
            fields.insert(name.clone(), json!({"from": before, "to": value}));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::{Field, Role};
    use chrono::DateTime;
    use proptest::prelude::*;

    fn change(version: i32, from: &Fields, to: &Fields) -> Change {
        let part = |f: &Value, name: &str| f[name].clone();
        let field = |(name, f): (String, Value)| Field { name, from: part(&f, "from"), to: part(&f, "to") };
        let fields = differences(from, to).into_iter().map(field).collect();
        Change { version, at: DateTime::UNIX_EPOCH, by: None, role: Role::SocialWorker, fields }
    }

    proptest! {
        #[test]
        fn undoing_every_newer_change_gives_the_version_back(
            versions in prop::collection::vec(prop::collection::vec(0_u8..4, 3), 1..8), back_to in 0_usize..8,
        ) {
            let value = |n: &u8| match n { 0 => Value::Null, 1 => json!([]), 2 => json!(["nl"]), n => json!(n) };
            let row = |values: &Vec<u8>| -> Fields {
                ["title_en", "languages", "venue"].iter().zip(values).map(|(c, n)| ((*c).to_owned(), value(n))).collect()
            };
            let rows: Vec<Fields> = versions.iter().map(row).collect();
            let back_to = back_to.min(rows.len() - 1);
            let mut newer: Vec<Change> =
                (back_to + 1..rows.len()).map(|n| change(n as i32 + 1, &rows[n - 1], &rows[n])).collect();
            newer.reverse();
            let then = before(rows.last().expect("a version"), &newer);
            for (name, value) in &rows[back_to] {
                prop_assert!(same(&then[name], value), "{}: {:?} {:?}", name, then[name], value);
            }
        }
    }
}
