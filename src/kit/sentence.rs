//! A sentence in both languages.

use super::lang::Lang;
use serde::{Deserialize, Serialize};

/// The same said in English and Dutch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// In English.
    pub en: String,
    /// In Dutch.
    pub nl: String,
}

impl Sentence {
    /// Both.
    pub fn new(en: impl Into<String>, nl: impl Into<String>) -> Self {
        Self { en: en.into(), nl: nl.into() }
    }

    /// The one for this reader.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.nl)
    }
}
