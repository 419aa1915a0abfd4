//! Two people changed the same listing: what only one of them changed is kept from both; what both changed is asked.

use crate::listings::{Fields, columns_of, same_value, unit_of};
use serde_json::Value;

/// Dates on which somebody said it is true: the later one holds.
const LATER: [&str; 2] = ["confirmed_on", "contact_confirmed_on"];

/// What became of two changes from the same base.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Merged {
    /// The columns: theirs, mine, and mine where both changed.
    pub fields: Fields,
    /// What only they changed.
    pub theirs: Vec<String>,
    /// What both changed, differently: a column, or `when` for the rhythm.
    pub conflicts: Vec<String>,
}

/// Merges what they and I made of the same base.
pub(super) fn merge(base: &Fields, theirs: &Fields, mine: &Fields) -> Merged {
    let nothing = Value::Null;
    let mut merged = Merged { fields: mine.clone(), ..Merged::default() };
    let mut units: Vec<&str> = mine.keys().map(|c| unit_of(c)).collect();
    units.dedup();
    units.sort_unstable();
    units.dedup();
    for unit in units {
        let columns = columns_of(unit);
        let alike = |a: &Fields, b: &Fields| {
            columns.iter().all(|c| same_value(a.get(*c).unwrap_or(&nothing), b.get(*c).unwrap_or(&nothing)))
        };
        if alike(base, theirs) || alike(theirs, mine) {
            continue;
        }
        let take = |merged: &mut Merged| {
            for column in &columns {
                merged.fields.insert((*column).to_owned(), theirs.get(*column).unwrap_or(&nothing).clone());
            }
        };
        if alike(base, mine) {
            take(&mut merged);
            merged.theirs.push(unit.to_owned());
        } else if LATER.contains(&unit) {
            // Dates are written so that the later one is the larger text.
            if theirs[unit].as_str() > mine[unit].as_str() {
                take(&mut merged);
            }
        } else {
            merged.conflicts.push(unit.to_owned());
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn fields(all: &[(&str, Value)]) -> Fields {
        all.iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect()
    }

    #[test]
    fn what_one_changed_is_kept_and_what_both_changed_is_asked() {
        let base = fields(&[("title_en", json!("Choir")), ("venue", json!("Hall")), ("url", json!(null))]);
        let theirs = fields(&[("title_en", json!("The choir")), ("venue", json!("School")), ("url", json!(null))]);
        let mine = fields(&[("title_en", json!("Choir")), ("venue", json!("Church")), ("url", json!("https://a.nl"))]);
        let merged = merge(&base, &theirs, &mine);
        assert_eq!((merged.theirs, merged.conflicts), (vec!["title_en".to_owned()], vec!["venue".to_owned()]));
        assert_eq!(
            merged.fields,
            fields(&[("title_en", json!("The choir")), ("venue", json!("Church")), ("url", json!("https://a.nl"))])
        );
    }

    #[test]
    fn a_rhythm_is_one_thing_and_the_later_confirmation_holds() {
        let base = fields(&[("rrule", json!("A")), ("starts", json!("19:00")), ("confirmed_on", json!("2026-01-01"))]);
        let theirs =
            fields(&[("rrule", json!("B")), ("starts", json!("19:00")), ("confirmed_on", json!("2026-03-01"))]);
        let mine = fields(&[("rrule", json!("A")), ("starts", json!("20:00")), ("confirmed_on", json!("2026-02-01"))]);
        let merged = merge(&base, &theirs, &mine);
        assert_eq!(merged.conflicts, ["when"]);
        assert_eq!(merged.fields["confirmed_on"], json!("2026-03-01"));
        assert_eq!((&merged.fields["rrule"], &merged.fields["starts"]), (&json!("A"), &json!("20:00")));
    }

    proptest! {
        #[test]
        fn nobody_s_change_is_lost(
            base in prop::collection::vec(0_u8..3, 4), theirs in prop::collection::vec(0_u8..3, 4), mine in prop::collection::vec(0_u8..3, 4),
        ) {
            let names = ["venue", "url", "title_en", "languages"];
            let row = |v: &[u8]| -> Fields { names.iter().zip(v).map(|(n, v)| ((*n).to_owned(), json!(v))).collect() };
            let merged = merge(&row(&base), &row(&theirs), &row(&mine));
            for (place, name) in names.iter().enumerate() {
                let (b, t, m, got) = (base[place], theirs[place], mine[place], &merged.fields[*name]);
                let asked = merged.conflicts.iter().any(|c| c == name);
                prop_assert_eq!(asked, b != t && b != m && t != m, "asked exactly where both changed");
                prop_assert_eq!(got, &json!(if t != b && m == b { t } else { m }));
            }
        }
    }
}
