//! Cells that a sheet would not leave alone. One that begins like a formula would be worked out by whoever opens the
//! sheet; a text such as 007, 1-2 or TRUE would come back as another one. Both get an apostrophe in front, and one
//! that has apostrophes before such a beginning gets one more: reading takes exactly one away.

use std::borrow::Cow;

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// In English and Dutch; sheets know them by their first three letters too.
const MONTHS: [&str; 22] = [
    "january",
    "januari",
    "february",
    "februari",
    "march",
    "maart",
    "mrt",
    "april",
    "may",
    "mei",
    "june",
    "juni",
    "july",
    "juli",
    "august",
    "augustus",
    "september",
    "october",
    "oktober",
    "november",
    "december",
    "sept",
];
const TRUTHS: [&str; 4] = ["true", "false", "waar", "onwaar"];

/// A cell as it is written. `is_words`: people's own words, which must come back as they are.
pub(super) fn guarded(cell: &str, is_words: bool) -> Cow<'_, str> {
    let bare = cell.trim_start_matches('\'');
    if bare.starts_with(FORMULA) || (is_words && is_taken_for_a_value(bare)) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A cell as it was before it was written.
pub(super) fn unguarded(cell: &str) -> &str {
    let bare = cell.trim_start_matches('\'');
    if bare.starts_with(FORMULA) || is_taken_for_a_value(bare) { cell.strip_prefix('\'').unwrap_or(cell) } else { cell }
}

/// Whether a sheet takes a text for a number, a date, a time or a truth.
fn is_taken_for_a_value(text: &str) -> bool {
    // Numbers with words around them are words; no value is long.
    if text.len() > 60 {
        return text.bytes().all(|b| b.is_ascii_digit());
    }
    let lower = text.trim().to_lowercase();
    let is_number = |word: &str| {
        word.split('e').all(|part| part.bytes().all(|b| b.is_ascii_digit())) && word.starts_with(|c: char| c != 'e')
    };
    let is_month = |word: &str| word.len() >= 3 && MONTHS.iter().any(|m| m.starts_with(word));
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    TRUTHS.contains(&lower.as_str())
        || (lower.contains(|c: char| c.is_ascii_digit())
            && words.all(|w| is_number(w) || is_month(w) || matches!(w, "am" | "pm" | "e")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_sheet_would_change_is_guarded_and_nothing_else() {
        for (cell, written) in [
            ("=SUM(A1)", "'=SUM(A1)"),
            ("+31 40 123", "'+31 40 123"),
            ("-", "'-"),
            ("@home", "'@home"),
            ("\tx", "'\tx"),
            ("'=x", "''=x"),
            ("'", "'"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch"),
            ("'80s disco", "'80s disco"),
            ("007", "'007"),
            ("1-2", "'1-2"),
            ("5 mei", "'5 mei"),
            ("May 5, 2026", "'May 5, 2026"),
            ("12345678901234567890", "'12345678901234567890"),
            ("1e5", "'1e5"),
            ("7:30 PM", "'7:30 PM"),
            ("waar", "'waar"),
            ("a = b", "a = b"),
            ("10 kilometres", "10 kilometres"),
            ("May I come in?", "May I come in?"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell, true), written, "{cell:?}");
            assert_eq!(unguarded(written), cell, "{written:?}");
        }
        assert_eq!((guarded("2026-11-24", false).as_ref(), guarded("=1", false).as_ref()), ("2026-11-24", "'=1"));
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_is_a_formula(cell in "'{0,3}[-=+@\t\r]?\\PC{0,20}", is_words: bool) {
            let written = guarded(&cell, is_words).into_owned();
            prop_assert!(!written.starts_with(FORMULA));
            if is_words {
                prop_assert_eq!(unguarded(&written), cell);
            }
        }
    }
}
