//! A first name, as somebody wants to be called.

use super::text::{Slip, line};
use std::fmt;

/// A first name: one word, at most 40 characters, without anything that could end a mail header
/// or pass for an address. Its `Debug` shows nothing of it.
///
/// Whoever types a surname behind it is not told off: we keep the first word alone, so that a surname stands in no letter
/// and on nobody's page, nor in the database. Somebody of two names writes them as one, Anna-Maria; the hint of each form
/// says so.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FirstName(String);

impl FirstName {
    /// Most characters of a first name.
    pub const MAX: usize = 40;

    /// Reads what somebody typed: its first word with a letter in it.
    ///
    /// # Errors
    /// The `Slip` of the text, or `NotThis("slip-first-name")` where there is no letter in it,
    /// or a character that names do not have.
    pub fn parse(typed: &str) -> Result<Self, Slip> {
        let text = line(typed, Self::MAX)?;
        let name_like = |c: char| !"<>@\"\\/:;,()[]{}|=+*&%$#!?0123456789".contains(c);
        let first = text.split_whitespace().find(|word| word.chars().any(char::is_alphabetic));
        match first.filter(|_| text.chars().all(name_like)) {
            Some(first) => Ok(Self(first.to_owned())),
            None => Err(Slip::NotThis("slip-first-name")),
        }
    }

    /// The name, for a page or a letter.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FirstName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FirstName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_not_kept_and_nobody_is_refused_for_it() {
        for (typed, kept) in [
            ("Ana", "Ana"),
            ("  Ana Jansen ", "Ana"),
            ("Ana\u{a0}Jansen", "Ana"),
            ("Anna-Maria de Vries", "Anna-Maria"),
            ("D'Arcy", "D'Arcy"),
            ("- Ana", "Ana"),
        ] {
            assert_eq!(FirstName::parse(typed).expect(typed).as_str(), kept);
        }
        for typed in ["", "…", "Ana 06", "ana@example.org"] {
            assert!(FirstName::parse(typed).is_err(), "{typed}");
        }
    }
}
