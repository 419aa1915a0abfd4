//! A person as the heart reads them: the JSON of the published interface, and no key beyond it.
//!
//! `None` is "never said". A list that is there but empty is "said, and named none" (never free, no children),
//! except for interests, wishes and skills: who ticked none of them told us as little as who passed the question over.

use crate::kit::{
    language_tag::LanguageTag,
    level::Level,
    month::Month,
    place::Postcode,
    vocabulary::vocabulary,
    week::FreeWeek,
    words::{Belonging, Comfort, Domain, Offer, Role, Rung, Travel},
};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a person told us. Every field but `id`, `role` and `languages` may be unknown (`None`):
/// unknown is not no, and never scores like a perfect answer. There is no field for origin, religion,
/// health, sex or age, and an unknown key is refused.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Names the person in the answer; says nothing.
    pub id: String,
    /// Newcomer or local.
    pub role: Role,
    /// What somebody speaks, and how well.
    pub languages: BTreeMap<LanguageTag, Level>,
    /// Languages to practise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_to_learn: Option<BTreeSet<LanguageTag>>,
    /// Languages somebody can help another with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_teach: Option<BTreeSet<LanguageTag>>,
    /// Ids of the vocabulary: groups and leaves.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "interests")]
    pub interests: Option<BTreeSet<String>>,
    /// Ids of the vocabulary.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "skills")]
    pub skills: Option<BTreeSet<String>>,
    /// What somebody hopes to find.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wishes: Option<BTreeSet<Domain>>,
    /// When somebody usually has time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<FreeWeek>,
    /// Four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Postcode>,
    /// How somebody gets around.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel: Option<Travel>,
    /// One way, at most.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "minutes")]
    pub travel_minutes: Option<u16>,
    /// Euros a session: `None` unknown, `Some(None)` does not matter, `Some(Some(0))` free only.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "euros")]
    pub cost_max_eur: Option<Option<f64>>,
    /// Years of birth.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "years")]
    pub children: Option<Vec<i32>>,
    /// Whether a child comes along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_comes_along: Option<bool>,
    /// For eligibility alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<BTreeSet<Belonging>>,
    /// The company somebody likes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comfort: Option<Comfort>,
    /// What she asked for; nothing said reads as mixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<Rung>,
    /// Since when here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<Month>,
    /// Until when: `None` unknown, `Some(None)` no end.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    pub stays_until: Option<Option<Month>>,
    /// A local's: how many people at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// A local's: what they offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers: Option<BTreeSet<Offer>>,
    /// A local's: years in the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years_here: Option<u32>,
    /// A local's: speaks Dutch every day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dutch_daily: Option<bool>,
}

/// Nothing of a person goes into a log by accident.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}

impl Person {
    /// Somebody who told nothing yet.
    pub fn new(id: impl Into<String>, role: Role) -> Self {
        Self {
            id: id.into(),
            role,
            languages: BTreeMap::new(),
            wants_to_learn: None,
            can_teach: None,
            interests: None,
            skills: None,
            wishes: None,
            free: None,
            postcode: None,
            travel: None,
            travel_minutes: None,
            cost_max_eur: None,
            children: None,
            child_comes_along: None,
            belongs_to: None,
            comfort: None,
            rung: None,
            arrived: None,
            stays_until: None,
            capacity: None,
            offers: None,
            years_here: None,
            dutch_daily: None,
        }
    }

    /// The rung she asked for.
    pub fn asked_rung(&self) -> Rung {
        self.rung.unwrap_or(Rung::Mixed)
    }

    /// Reads answers as they are stored: the JSON of the interface, less what the row knows itself.
    ///
    /// # Errors
    /// Where they hold something that no answer does.
    pub fn of_answers(id: impl Into<String>, role: Role, mut answers: Value) -> Result<Self, serde_json::Error> {
        answers["id"] = json!(id.into());
        answers["role"] = json!(role);
        if answers.get("languages").is_none() {
            answers["languages"] = json!({});
        }
        serde_json::from_value(answers)
    }

    /// The answers as they are stored. Not answered yet is absent, so that it never writes over an answer.
    pub fn answers(&self) -> Value {
        let mut answers = serde_json::to_value(self).unwrap_or_default();
        if let Some(answers) = answers.as_object_mut() {
            answers.remove("id");
            answers.remove("role");
            if answers.get("languages").and_then(Value::as_object).is_some_and(|l| l.is_empty()) {
                answers.remove("languages");
            }
        }
        answers
    }

    /// How well she speaks this language; A0 where she does not name it.
    pub fn level(&self, tag: &LanguageTag) -> Level {
        self.languages.get(tag).copied().unwrap_or(Level::A0)
    }
}

/// What is wrong with a person: the key, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {trouble}")]
pub struct PersonError {
    /// The key of the JSON.
    pub field: String,
    /// What was found and what was expected.
    pub trouble: String,
}

impl Person {
    /// Reads the JSON of the interface, and names what is wrong with it (serde alone does not name the key).
    ///
    /// # Errors
    /// The first key that is unknown, missing or holds something else than expected.
    pub fn from_json(person: &Map<String, Value>) -> Result<Self, PersonError> {
        let wrong = |field: &str, trouble: String| PersonError { field: field.to_owned(), trouble };
        for needed in ["id", "role", "languages"] {
            if !person.contains_key(needed) {
                return Err(wrong(needed, "missing, expected in every person".to_owned()));
            }
        }
        // Each key alone beside three that are right: what fails is the key's own.
        for (field, value) in person {
            let mut alone = Map::from_iter([
                ("id".to_owned(), json!("x")),
                ("role".to_owned(), json!("newcomer")),
                ("languages".to_owned(), json!({})),
            ]);
            alone.insert(field.clone(), value.clone());
            Person::deserialize(Value::Object(alone)).map_err(|e| wrong(field, e.to_string()))?;
        }
        Person::deserialize(Value::Object(person.clone())).map_err(|e| wrong("person", e.to_string()))
    }
}

/// A value that was said, `null` included; absent is `None` by default.
fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}

fn euros<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Option<f64>>, D::Error> {
    match Option::<f64>::deserialize(d)? {
        Some(e) if !(0.0..=1e6).contains(&e) => Err(D::Error::custom(format!(
            "{e}: expected euros a session such as 0 or 2.5, or null where it does not matter"
        ))),
        euros => Ok(Some(euros)),
    }
}

fn known<'de, D: Deserializer<'de>>(
    d: D,
    what: &str,
    knows: impl Fn(&str) -> bool,
) -> Result<Option<BTreeSet<String>>, D::Error> {
    let ids = Option::<BTreeSet<String>>::deserialize(d)?;
    match ids.iter().flatten().find(|id| !knows(id)) {
        Some(id) => Err(D::Error::custom(format!("{id:?}: expected an id of the vocabulary of {what}"))),
        None => Ok(ids),
    }
}

fn interests<'de, D: Deserializer<'de>>(d: D) -> Result<Option<BTreeSet<String>>, D::Error> {
    known(d, "interests", |id| vocabulary().interest(id).is_some())
}

fn skills<'de, D: Deserializer<'de>>(d: D) -> Result<Option<BTreeSet<String>>, D::Error> {
    known(d, "skills", |id| vocabulary().skill(id).is_some())
}

fn minutes<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u16>, D::Error> {
    match Option::<u16>::deserialize(d)? {
        Some(m) if m > 24 * 60 => Err(D::Error::custom(format!("{m}: expected minutes of one way, at most 1440"))),
        minutes => Ok(minutes),
    }
}

fn years<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Vec<i32>>, D::Error> {
    let years = Option::<Vec<i32>>::deserialize(d)?;
    match years.iter().flatten().find(|y| !(1900..2200).contains(*y)) {
        Some(y) => Err(D::Error::custom(format!("{y}: expected a year of birth such as 2016"))),
        None => Ok(years),
    }
}
