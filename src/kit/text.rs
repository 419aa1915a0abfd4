//! Typed text: what people may type into a field.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What is wrong with a typed text. Each has a sentence in `locales/*/web.ftl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Nothing was typed where something is needed.
    Empty,
    /// Longer than this many characters.
    TooLong(usize),
    /// A control character or one that turns the reading direction.
    OddCharacter,
    /// Numbers that should add up to 100, and add up to this.
    Sum(u32),
    /// Not what this field is for: the name of the sentence that says what is.
    NotThis(&'static str),
}

/// Control characters, and those that reorder the text around them
/// (Unicode's Bidi_Control, and the tag and interlinear characters that hide text); and what stands
/// for bytes that were no UTF-8.
fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFD}' | '\u{E0000}'..='\u{E007F}')
}

/// One line of text as it is stored: NFC, trimmed, without control or bidi characters,
/// at most `max` characters. Nothing typed gives `None`.
///
/// # Errors
/// `OddCharacter` or `TooLong`.
pub fn optional_line(typed: &str, max: usize) -> Result<Option<String>, Slip> {
    let text: String = typed.trim().nfc().collect();
    if text.chars().any(is_odd) {
        return Err(Slip::OddCharacter);
    }
    match text.chars().count() {
        0 => Ok(None),
        n if n > max => Err(Slip::TooLong(max)),
        _ => Ok(Some(text)),
    }
}

/// One line of text that must not be empty.
///
/// # Errors
/// `Empty`, `OddCharacter` or `TooLong`.
pub fn line(typed: &str, max: usize) -> Result<String, Slip> {
    optional_line(typed, max)?.ok_or(Slip::Empty)
}

/// Lines of text, each as a single line is read, at most `max` characters in all. Nothing typed gives `None`.
///
/// # Errors
/// `OddCharacter` or `TooLong`.
pub fn lines(typed: &str, max: usize) -> Result<Option<String>, Slip> {
    let lines: Result<Vec<_>, _> = typed.trim().lines().map(|l| optional_line(l, max)).collect();
    let text = lines?.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("\n");
    match text.chars().count() {
        0 => Ok(None),
        n if n > max => Err(Slip::TooLong(max)),
        _ => Ok(Some(text)),
    }
}

/// Letters, digits and hyphens of a title, for a key: "Taalcafé op dinsdag" → "taalcafe-op-dinsdag".
pub fn slug(title: &str) -> String {
    let plain = title.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let dashed: String = plain.map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = dashed.split('-').filter(|w| !w.is_empty()).collect();
    let slug: String = words.join("-").chars().take(60).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "listing".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_composed_and_trimmed() {
        assert_eq!(line("  Zoe\u{0308} ", 10), Ok("Zoë".into()));
    }

    #[test]
    fn odd_characters_are_refused() {
        for odd in ["a\u{0000}b", "a\nb", "a\u{202E}b", "\u{2066}x", "a\u{7f}"] {
            assert_eq!(line(odd, 10), Err(Slip::OddCharacter), "{odd:?}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(line("ééé", 3), Ok("ééé".into()));
        assert_eq!(line("éééé", 3), Err(Slip::TooLong(3)));
        assert_eq!(line("   ", 3), Err(Slip::Empty));
    }

    #[test]
    fn a_note_has_lines_and_an_end() {
        assert_eq!(lines(" one\r\n\r\n two ", 1_000), Ok(Some("one\n\ntwo".into())));
        assert_eq!(lines(" \n ", 1_000), Ok(None));
        assert_eq!(lines("a\u{202e}b", 1_000), Err(Slip::OddCharacter));
        assert_eq!(lines(&"x\n".repeat(600), 1_000), Err(Slip::TooLong(1_000)));
        assert_eq!(lines(&"é".repeat(1_000), 1_000).map(|t| t.map(|t| t.len())), Ok(Some(2_000)));
    }
}
