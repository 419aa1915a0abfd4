//! A language that people speak, as a BCP 47 tag.

use super::named::Unexpected;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{fmt, str::FromStr};

/// A tag such as `nl` or `pt-br`, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Dutch.
    pub fn dutch() -> Self {
        Self("nl".to_owned())
    }

    /// English.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is Dutch, of whatever region.
    pub fn is_dutch(&self) -> bool {
        self.primary() == "nl"
    }

    /// Whether it is English, of whatever region.
    pub fn is_english(&self) -> bool {
        self.primary() == "en"
    }

    /// The language without its region: regions understand each other, `pt-br` counts as `pt`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl FromStr for LanguageTag {
    type Err = Unexpected;

    fn from_str(s: &str) -> Result<Self, Unexpected> {
        let tag = s.trim().to_ascii_lowercase();
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let good = (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
            && tag.len() <= 35;
        if good { Ok(Self(tag)) } else { Err(Unexpected::new(s, "a BCP 47 language tag such as nl or pt-br")) }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}
