//! What is read of a package: the fields that a listing has a place for. Nobody's name or address is among them.

use super::shapes::Status;
use serde::{Deserialize, Deserializer, de};
use std::fmt;

/// Bytes of a text: more than two thousand characters, whatever they are.
const LONGEST: usize = 8_100;

/// Whatever stands in a package: what is asked of it is looked at afterwards, for a path to the field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Thing {
    #[serde(deserialize_with = "text")]
    pub id: Option<String>,
    #[serde(deserialize_with = "text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "text")]
    pub alternate_name: Option<String>,
    #[serde(deserialize_with = "text")]
    pub description: Option<String>,
    #[serde(deserialize_with = "text")]
    pub url: Option<String>,
    pub status: Option<Status>,
    #[serde(deserialize_with = "text")]
    pub assured_date: Option<String>,
    pub organization: Option<Named>,
    #[serde(deserialize_with = "list")]
    pub languages: Vec<Spoken>,
    #[serde(deserialize_with = "list")]
    pub cost_options: Vec<Cost>,
    #[serde(deserialize_with = "list")]
    pub schedules: Vec<When>,
    #[serde(deserialize_with = "list")]
    pub service_at_locations: Vec<At>,
    #[serde(deserialize_with = "list")]
    pub attributes: Vec<Said>,
    /// Of an organisation.
    pub services: Option<Vec<Thing>>,
    /// Of a service at a location.
    pub service: Option<Box<Thing>>,
    pub location: Option<Place>,
    /// Of a page.
    pub contents: Option<Vec<Thing>>,
}

macro_rules! told {
    ($(#[$doc:meta])* $name:ident { $($field:ident),* $(; $($list:ident: $of:ty),*)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
        #[serde(default)]
        pub(super) struct $name {
            $(#[serde(deserialize_with = "text")] pub $field: Option<String>,)*
            $($(#[serde(deserialize_with = "list")] pub $list: Vec<$of>,)*)?
        }
    };
}

told!(/** An organisation. */ Named { name });
told!(/** A language. */ Spoken { code });
told!(/** A price. */ Cost { amount, currency, amount_description });
told!(/** A schedule. */ When {
    dtstart, valid_from, valid_to, until, count, wkst, freq, interval, byday, byweekno, bymonthday, byyearday, opens_at, closes_at
});
told!(/** A location. */ Place { name; addresses: PostalAddress });
told!(/** Its address. */ PostalAddress { postal_code, country });
told!(/** A term. */ Term { code, taxonomy });

/// A service at a location.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct At {
    #[serde(deserialize_with = "text")]
    pub id: Option<String>,
    pub location: Option<Place>,
    #[serde(deserialize_with = "list")]
    pub schedules: Vec<When>,
}

/// An attribute.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    #[serde(deserialize_with = "text")]
    pub value: Option<String>,
    pub taxonomy_term: Option<Term>,
}

/// A text, or a number as its text; nothing where nothing stands.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    struct Loose(String);
    impl<'de> Deserialize<'de> for Loose {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            struct Any;
            impl de::Visitor<'_> for Any {
                type Value = Loose;
                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a text or a number")
                }
                fn visit_str<E: de::Error>(self, v: &str) -> Result<Loose, E> {
                    Ok(Loose(v.to_owned()))
                }
                fn visit_u64<E: de::Error>(self, v: u64) -> Result<Loose, E> {
                    Ok(Loose(v.to_string()))
                }
                fn visit_i64<E: de::Error>(self, v: i64) -> Result<Loose, E> {
                    Ok(Loose(v.to_string()))
                }
                fn visit_f64<E: de::Error>(self, v: f64) -> Result<Loose, E> {
                    Ok(Loose(v.to_string()))
                }
            }
            from.deserialize_any(Any)
        }
    }
    Ok(Option::<Loose>::deserialize(from)?.and_then(|loose| line(&loose.0)))
}

/// A text of several lines as one, where there is any; cut where it is longer than any text may be here, and too long
/// all the same: one long text that many things share must not become many.
pub(super) fn line(text: &str) -> Option<String> {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > LONGEST {
            let whole = (0..=LONGEST).rev().find(|at| line.is_char_boundary(*at));
            line.truncate(whole.unwrap_or_default());
            break;
        }
    }
    (!line.is_empty()).then_some(line)
}

/// A list; none where nothing stands.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}
