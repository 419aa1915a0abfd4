//! A first name, as somebody wants to be called.

use super::text::{Slip, line};
use std::fmt;

/// A first name: one line, at most 40 characters, without anything that could end a mail header
/// or pass for an address. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FirstName(String);

impl FirstName {
    /// Most characters of a first name.
    pub const MAX: usize = 40;

    /// Reads what somebody typed.
    ///
    /// # Errors
    /// The `Slip` of the text, or `NotThis("slip-first-name")` where there is no letter in it,
    /// or a character that names do not have.
    pub fn parse(typed: &str) -> Result<Self, Slip> {
        let text = line(typed, Self::MAX)?;
        let name_like = |c: char| !"<>@\"\\/:;,()[]{}|=+*&%$#!?0123456789".contains(c);
        if text.chars().any(char::is_alphabetic) && text.chars().all(name_like) {
            Ok(Self(text))
        } else {
            Err(Slip::NotThis("slip-first-name"))
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
