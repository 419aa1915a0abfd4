//! What may be asked: each parameter stands here once, and is read and described from here.

use super::{
    answer::{Answer, Trouble},
    calendar::LANG,
};
use crate::kit::{lang::Lang, place::Postcode, text::optional_line};
use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Items on a page where nothing is said, and at most.
const PER_PAGE: (usize, usize) = (50, 100);

/// A text, as JSON Schema: without the characters that `kit::text` refuses.
const TEXT: &str = "^[^\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF\\uFFF9-\\uFFFB\\uFFFD]*$";

/// A parameter of a query.
pub(super) struct Parameter {
    pub name: &'static str,
    pub kind: Kind,
    pub says: &'static str,
}

/// What a value must be.
pub(super) enum Kind {
    Text,
    Number(usize),
    Flag,
    Id,
    Moment,
    Postcode,
    Word(&'static [&'static str]),
}

/// One parameter a line: its name here, its name in a query, what it must be, what it does.
macro_rules! parameters {
    ($($here:ident $name:literal $kind:expr, $says:literal;)+) => {
        $(pub(super) static $here: Parameter = Parameter { name: $name, kind: $kind, says: $says };)+
    };
}

parameters! {
    SEARCH "search" Kind::Text, "Only what has these words, in English or Dutch; typing errors are forgiven.";
    PAGE "page" Kind::Number(1_000_000), "The page, from 1.";
    SIZE "per_page" Kind::Number(PER_PAGE.1), "Items on a page; 50 where nothing is said.";
    FORMAT "format" Kind::Word(&["json"]), "json is all there is.";
    TERM "taxonomy_term_id" Kind::Id, "Only what this term holds for.";
    TAXONOMY "taxonomy_id" Kind::Id, "Only what a term of this taxonomy holds for.";
    ORGANIZATION "organization_id" Kind::Id, "Only what this organisation does.";
    MODIFIED "modified_after" Kind::Moment, "Only what changed at or after this moment or date.";
    MINIMAL "minimal" Kind::Flag, "true: only id and last_modified of each.";
    FULL "full" Kind::Flag, "true: each with all that is nested in it.";
    FULL_SERVICE "full_service" Kind::Flag, "true: with whole services in it.";
    POSTCODE "postcode" Kind::Postcode, "Only what is in these four digits.";
    PROXIMITY "proximity" Kind::Number(1_000_000), "With a postcode: only what is within so many metres of its middle.";
    TOP_ONLY "top_only" Kind::Flag, "true: only terms that stand in no other.";
    PARENT "parent_id" Kind::Id, "Only terms that stand in this one.";
}

impl Kind {
    /// As JSON Schema: an empty one is none.
    pub fn schema(&self) -> Value {
        let some = match self {
            Kind::Text => return json!({"type": "string", "maxLength": 100, "pattern": TEXT}),
            Kind::Number(most) => json!({"type": "integer", "minimum": 1, "maximum": most}),
            Kind::Flag => json!({"type": "boolean"}),
            Kind::Id => json!({"type": "string", "format": "uuid"}),
            Kind::Moment => json!({"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}),
            Kind::Postcode => json!({"type": "string", "pattern": "^[1-9][0-9]{3}$"}),
            Kind::Word(words) => json!({"type": "string", "enum": words}),
        };
        json!({"anyOf": [some, {"const": ""}]})
    }

    fn is_right(&self, value: &str) -> bool {
        match self {
            Kind::Text => optional_line(value, 100).is_ok(),
            Kind::Number(most) => value.parse::<usize>().is_ok_and(|n| (1..=*most).contains(&n)),
            Kind::Flag => matches!(value, "true" | "false"),
            Kind::Id => value.parse::<Uuid>().is_ok(),
            Kind::Moment => moment(value).is_some(),
            Kind::Postcode => value.parse::<Postcode>().is_ok(),
            Kind::Word(words) => words.contains(&value),
        }
    }

    fn expected(&self) -> String {
        match self {
            Kind::Text => "a text of 100 characters at most, without control characters".to_owned(),
            Kind::Number(most) => format!("a whole number from 1 to {most}"),
            Kind::Flag => "true or false".to_owned(),
            Kind::Id => "a UUID".to_owned(),
            Kind::Moment => "a moment such as 2026-11-24T10:00:00Z, or a date".to_owned(),
            Kind::Postcode => "four digits of a postcode, such as 5611".to_owned(),
            Kind::Word(words) => words.join(" or "),
        }
    }
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    let day = || text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0).map(|d| d.and_utc());
    DateTime::parse_from_rfc3339(text).ok().map(|d| d.to_utc()).or_else(day)
}

/// A query as it was asked.
pub(super) struct Asked(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Self> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        Ok(Self(uri.query().unwrap_or_default().to_owned()))
    }
}

impl Asked {
    /// The query as it stands.
    pub fn query(&self) -> &str {
        &self.0
    }

    /// The language that is asked for; English where none is.
    ///
    /// # Errors
    /// Where it is none of ours, or asked for twice.
    pub fn lang(&self) -> Answer<Lang> {
        let asked = url::form_urlencoded::parse(self.0.as_bytes()).filter(|(n, v)| n == LANG && !v.is_empty());
        match asked.map(|(_, value)| value.parse()).collect::<Vec<Result<Lang, _>>>().as_slice() {
            [] => Ok(Lang::En),
            [Ok(lang)] => Ok(*lang),
            _ => Err(Trouble::Wrong(format!("{LANG}: expected en or nl, once"))),
        }
    }

    /// Reads the query: these parameters, each once at most; an empty one is none.
    ///
    /// # Errors
    /// The first that is unknown, repeated or wrong, by name.
    pub fn read(&self, known: &[&'static Parameter]) -> Answer<Params> {
        let mut values = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(self.0.as_bytes()) {
            let Some(parameter) = known.iter().find(|p| p.name == name) else {
                let names: Vec<&str> = known.iter().map(|p| p.name).collect();
                return Err(Trouble::Wrong(format!("{name}: expected only {}", names.join(", "))));
            };
            if value.is_empty() {
                continue;
            }
            if !parameter.kind.is_right(&value) {
                return Err(Trouble::Wrong(format!("{name}: expected {}", parameter.kind.expected())));
            }
            if values.insert(parameter.name, value.into_owned()).is_some() {
                return Err(Trouble::Wrong(format!("{name}: expected it once")));
            }
        }
        Ok(Params(values))
    }
}

/// The parameters of a query, each as it must be.
#[derive(Default)]
pub(super) struct Params(BTreeMap<&'static str, String>);

impl Params {
    /// A text; empty where none is asked for.
    pub fn text(&self, parameter: &Parameter) -> &str {
        self.0.get(parameter.name).map_or("", String::as_str)
    }

    fn value<T>(&self, parameter: &Parameter, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.0.get(parameter.name).and_then(|value| read(value))
    }

    /// An id.
    pub fn id(&self, parameter: &Parameter) -> Option<Uuid> {
        self.value(parameter, |v| v.parse().ok())
    }

    /// A number.
    pub fn number(&self, parameter: &Parameter) -> Option<usize> {
        self.value(parameter, |v| v.parse().ok())
    }

    /// A moment.
    pub fn moment(&self, parameter: &Parameter) -> Option<DateTime<Utc>> {
        self.value(parameter, moment)
    }

    /// A postcode.
    pub fn postcode(&self) -> Option<Postcode> {
        self.value(&POSTCODE, |v| v.parse().ok())
    }

    /// Whether it says true.
    pub fn is_set(&self, parameter: &Parameter) -> bool {
        self.text(parameter) == "true"
    }

    /// The page, from 1, and how many items are on one.
    pub fn page(&self) -> (usize, usize) {
        (self.number(&PAGE).unwrap_or(1), self.number(&SIZE).unwrap_or(PER_PAGE.0))
    }
}
