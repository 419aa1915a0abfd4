//! A change to one of her answers, as small as it can be: what it does to her, and what takes it back.
//!
//! Each touches the field of one gate alone and never closes it further for the listing it was found for; so the
//! smallest set of changes that admits a listing has one for each gate that fails (`why_not`).

use super::person::Person;
use crate::kit::{
    language_tag::LanguageTag,
    level::Level,
    money::Euros,
    month::Month,
    named::Unexpected,
    vocabulary::vocabulary,
    week::Daypart,
    words::{Belonging, Domain, Travel},
};
use serde::{Deserialize, Deserializer, de::Error};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// What is changed, and what it becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A daypart is free, or is not.
    Free(Daypart, bool),
    /// So many minutes one way at most, as the question allows.
    Minutes(u16),
    /// Another way to get around.
    Travel(Travel),
    /// So much a session at most; `None`: it does not matter.
    Cost(Option<Euros>),
    /// A child comes along, or does not.
    Child(bool),
    /// An interest, a leaf or a whole group, is hers or is not.
    Interest(String, bool),
    /// She speaks a language this well.
    Language(LanguageTag, Level),
    /// She stays until the end of this month.
    Until(Month),
    /// She says that she belongs to these groups as well.
    Belongs(BTreeSet<Belonging>),
    /// She can do this as well.
    Skill(String),
    /// She looks for this as well.
    Wish(Domain),
}

/// The minutes that the question takes.
pub const MINUTES: std::ops::RangeInclusive<u16> = 5..=120;
const EXPECTED: &str =
    "a change such as free:tue-evening, minutes:30, travel:bike, cost:750, child:no or interest:music";

impl Change {
    /// Whether it is hers to choose by one tap. How well she speaks, how long she stays, what she can do and whom she
    /// belongs to is so or is not: there she is asked.
    pub fn is_choice(&self) -> bool {
        use Change::*;
        matches!(self, Free(..) | Minutes(_) | Travel(_) | Cost(_) | Child(_) | Interest(..))
    }

    /// Whether it is about Dutch: there are places to practise it.
    pub fn is_dutch(&self) -> bool {
        matches!(self, Change::Language(tag, _) if tag.is_dutch())
    }

    /// Her answers with this change.
    pub fn apply(&self, person: &Person) -> Person {
        let mut her = person.clone();
        match self {
            Change::Free(daypart, free) => {
                let others = her.free.into_iter().flat_map(|f| f.iter()).filter(|d| d != daypart);
                her.free = Some(others.chain(free.then_some(*daypart)).collect());
            }
            Change::Minutes(minutes) => her.travel_minutes = Some(*minutes),
            Change::Travel(travel) => her.travel = Some(*travel),
            Change::Cost(most) => her.cost_max_eur = Some(most.map(Euros::euros)),
            Change::Child(along) => her.child_comes_along = Some(*along),
            Change::Interest(id, true) => _ = her.interests.get_or_insert_default().insert(id.clone()),
            Change::Interest(id, false) => _ = her.interests.as_mut().map(|all| all.remove(id)),
            Change::Language(tag, level) => _ = her.languages.insert(tag.clone(), *level),
            Change::Until(month) => her.stays_until = Some(Some(*month)),
            Change::Belongs(groups) => her.belongs_to.get_or_insert_default().extend(groups),
            Change::Skill(id) => _ = her.skills.get_or_insert_default().insert(id.clone()),
            Change::Wish(domain) => _ = her.wishes.get_or_insert_default().insert(*domain),
        }
        her
    }

    /// The choice that takes this one back: with it her answers are again what they were. None where this changes
    /// nothing, where she had not answered before, or where it is no choice.
    pub fn undo(&self, before: &Person) -> Option<Self> {
        let cents = |euros: f64| Euros::of_cents(libm::round(euros * 100.0) as u32);
        let back = match self {
            Change::Free(daypart, _) => Change::Free(*daypart, before.free?.has(*daypart)),
            Change::Minutes(_) => Change::Minutes(before.travel_minutes?),
            Change::Travel(_) => Change::Travel(before.travel?),
            Change::Cost(_) => Change::Cost(before.cost_max_eur?.map(cents)),
            Change::Child(_) => Change::Child(before.child_comes_along?),
            Change::Interest(id, _) => Change::Interest(id.clone(), before.interests.as_ref()?.contains(id)),
            _ => return None,
        };
        (back != *self).then_some(back)
    }
}

/// As forms and cookies name it: `free:tue-evening`, `busy:tue-evening`, `cost:750` (cents), `cost:any`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Free(daypart, true) => write!(f, "free:{daypart}"),
            Change::Free(daypart, false) => write!(f, "busy:{daypart}"),
            Change::Minutes(minutes) => write!(f, "minutes:{minutes}"),
            Change::Travel(travel) => write!(f, "travel:{travel}"),
            Change::Cost(None) => f.write_str("cost:any"),
            Change::Cost(Some(euros)) => write!(f, "cost:{}", euros.cents),
            Change::Child(along) => write!(f, "child:{}", if *along { "yes" } else { "no" }),
            Change::Interest(id, true) => write!(f, "interest:{id}"),
            Change::Interest(id, false) => write!(f, "no-interest:{id}"),
            Change::Language(tag, level) => write!(f, "language:{tag}:{level}"),
            Change::Until(month) => write!(f, "until:{month}"),
            Change::Belongs(groups) => {
                let names: Vec<&str> = groups.iter().map(|g| g.as_str()).collect();
                write!(f, "belongs:{}", names.join(":"))
            }
            Change::Skill(id) => write!(f, "skill:{id}"),
            Change::Wish(domain) => write!(f, "wish:{domain}"),
        }
    }
}

/// Reads choices alone: nothing else is ever sent.
impl FromStr for Change {
    type Err = Unexpected;

    fn from_str(s: &str) -> Result<Self, Unexpected> {
        let read = || {
            let (what, value) = s.split_once(':')?;
            let interest = || vocabulary().interest(value).map(|_| value.to_owned());
            Some(match what {
                "free" => Change::Free(value.parse().ok()?, true),
                "busy" => Change::Free(value.parse().ok()?, false),
                "minutes" => Change::Minutes(value.parse().ok().filter(|m| MINUTES.contains(m))?),
                "travel" => Change::Travel(value.parse().ok()?),
                "cost" if value == "any" => Change::Cost(None),
                "cost" => Change::Cost(Some(Euros::of_cents(value.parse().ok().filter(|c| *c <= 100_000_000)?))),
                "child" => Change::Child(match value {
                    "yes" => true,
                    "no" => false,
                    _ => return None,
                }),
                "interest" => Change::Interest(interest()?, true),
                "no-interest" => Change::Interest(interest()?, false),
                _ => return None,
            })
        };
        read().ok_or_else(|| Unexpected::new(s, EXPECTED))
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}
