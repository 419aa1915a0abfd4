//! What is wrong with a sheet: where, what stands there, and what was expected.

use crate::{kit::lang::Lang, web::words::Words};
use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::fmt;

/// So many characters of what stands there are shown.
const SHOWN: usize = 40;

/// What was expected. Its sentence is in `locales/*/exchange.ftl`, for commands as for pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    key: &'static str,
    names: String,
    most: u64,
}

impl Expected {
    /// The one with this name.
    pub fn this(key: &'static str) -> Self {
        Self { key, names: String::new(), most: 0 }
    }

    /// The one with this name, up to so much.
    pub fn at_most(key: &'static str, most: impl TryInto<u64>) -> Self {
        Self { most: most.try_into().unwrap_or(u64::MAX), ..Self::this(key) }
    }

    /// The one with this name, and names it is about.
    pub fn names(key: &'static str, names: impl Into<String>) -> Self {
        Self { names: names.into(), ..Self::this(key) }
    }

    /// One of these names.
    pub fn one_of(names: impl Into<String>) -> Self {
        Self::names("one-of", names)
    }

    /// As the reader says it: "a date such as 2026-11-24".
    pub fn said(&self, w: &Words) -> String {
        w.t2(format!("sheet-expected-{}", self.key), "names", &self.names, "most", self.most)
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: u64,
    /// The column, where it is one.
    pub column: Option<String>,
    /// What stands there; empty where nothing does.
    pub found: String,
    /// What should.
    pub expected: Expected,
}

impl Fault {
    /// In this line and column this was found; that was expected.
    pub fn new(line: u64, column: Option<&str>, found: &str, expected: Expected) -> Self {
        let short = |text: &str| text.chars().take(SHOWN).collect::<String>();
        Self { line, column: column.map(short), found: short(found), expected }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        match (&self.column, self.found.as_str()) {
            (Some(_), "") => write!(f, ": empty")?,
            (_, "") => {}
            (_, found) => write!(f, ": {found:?}")?,
        }
        write!(f, ": expected {}", self.expected.said(&Words::of(Lang::En)))
    }
}

/// `{"line": …, "column": …, "found": …, "expected": …}`
impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut all = s.serialize_struct("Fault", 4)?;
        all.serialize_field("line", &self.line)?;
        all.serialize_field("column", &self.column)?;
        all.serialize_field("found", &self.found)?;
        all.serialize_field("expected", &self.expected.said(&Words::of(Lang::En)))?;
        all.end()
    }
}

/// All that is wrong with a row, or with a sheet as a whole; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&all.join("; "))
    }
}

impl std::error::Error for Faults {}
