//! A host leaves: their name and address go from their listings, and from the history of those.

use super::store::{self, Stored};
use serde_json::{Map, Value};
use sqlx::PgTransaction;

/// Takes the name and address of whoever has this address off every listing, and out of its history. It counts as a
/// change, so that nobody who is editing just then writes them back.
///
/// # Errors
/// Those of the database.
pub async fn forget_contact(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    for (listing, contact) in store::naming(tx, address).await? {
        let mut history = store::contacts_of(tx, listing).await?;
        for change in scrub(&mut history, contact.as_deref(), address) {
            store::rewrite(tx, change).await?;
        }
        if is(contact.as_deref(), address) {
            store::without_contact(tx, listing).await?;
        }
    }
    Ok(())
}

fn is(contact: Option<&str>, address: &str) -> bool {
    contact.is_some_and(|c| c.to_lowercase() == address)
}

/// Empties the sides of changes (newest first) on which the contact was this address; answers the changes that became
/// different. `contact` is the address of today.
fn scrub<'a>(history: &'a mut [Stored], contact: Option<&str>, address: &str) -> Vec<&'a Stored> {
    let mut after = contact.map(str::to_owned);
    let mut different = Vec::new();
    for change in history {
        let said = |side: &str| change.fields.get("contact_email").map(|f| text(f, side));
        let to = said("to").unwrap_or_else(|| after.clone());
        let from = said("from").unwrap_or_else(|| to.clone());
        let mut touched = false;
        for (side, whose) in [("from", &from), ("to", &to)] {
            if is(whose.as_deref(), address) {
                touched |= empty(&mut change.fields, side);
            }
        }
        if touched {
            different.push(&*change);
        }
        after = from;
    }
    different
}

fn text(field: &Value, side: &str) -> Option<String> {
    field.get(side).and_then(Value::as_str).map(str::to_owned)
}

fn empty(fields: &mut Map<String, Value>, side: &str) -> bool {
    let mut touched = false;
    for name in ["contact_name", "contact_email"] {
        if let Some(value) = fields.get_mut(name).and_then(|f| f.get_mut(side)).filter(|value| !value.is_null()) {
            *value = Value::Null;
            touched = true;
        }
    }
    touched
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn change(fields: Value) -> Stored {
        Stored { id: Uuid::new_v4(), fields: fields.as_object().cloned().unwrap_or_default() }
    }

    #[test]
    fn only_what_was_theirs_is_emptied() {
        // Newest first: Bo took over from Ana, who had changed her name; before her it was Cas.
        let mut history = [
            change(
                json!({"contact_email": {"from": "Ana@x.nl", "to": "bo@x.nl"}, "contact_name": {"from": "Anna", "to": "Bo"}}),
            ),
            change(json!({"contact_name": {"from": "Ana", "to": "Anna"}})),
            change(json!({"title_en": {"from": "a", "to": "b"}})),
            change(
                json!({"contact_email": {"from": "cas@x.nl", "to": "ana@x.nl"}, "contact_name": {"from": "Cas", "to": "Ana"}}),
            ),
            change(json!({"contact_name": {"from": null, "to": "Cas"}})),
        ];
        let different = scrub(&mut history, Some("bo@x.nl"), "ana@x.nl").len();
        assert_eq!(different, 3);
        let left = json!(history.iter().map(|c| &c.fields).collect::<Vec<_>>()).to_string().to_lowercase();
        assert!(!left.contains("ana@") && !left.contains("\"ana\"") && !left.contains("anna"), "{left}");
        for others in ["bo@x.nl", "\"bo\"", "cas@x.nl", "\"cas\"", "title_en"] {
            assert!(left.contains(others), "{others} in {left}");
        }
    }
}
