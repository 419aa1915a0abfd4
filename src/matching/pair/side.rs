//! One person of a pair, with everything worked out once that does not depend on the other.

use crate::{
    kit::{
        language_tag::LanguageTag,
        place::{Coordinates, gazetteer},
        vocabulary::vocabulary,
        words::{Domain, Offer},
    },
    matching::{interest, person::Person, skill},
};
use std::collections::{BTreeMap, BTreeSet};

/// A newcomer or a local.
#[derive(Clone)]
pub(super) struct Side {
    pub person: Person,
    /// The best level of each language, regions taken together; A0 left out.
    pub levels: BTreeMap<String, u8>,
    /// Named interests, by place in the vocabulary; none = unknown.
    pub interests: Option<Vec<usize>>,
    /// a_t of what they like; none = unknown.
    pub nearness: Option<Vec<f64>>,
    /// Named skills, by place in the vocabulary; none = unknown.
    pub skills: Option<Vec<usize>>,
    /// What they can do: 1 named, .5 of the same field; none = unknown.
    pub can: Option<Vec<f64>>,
    /// One bit for each wish; none = unknown.
    pub wishes: Option<u8>,
    /// The middle of their postcode; none = unknown.
    pub home: Option<Coordinates>,
}

fn places(named: Option<&BTreeSet<String>>, place: impl Fn(&str) -> Option<usize>) -> Option<Vec<usize>> {
    // Naming none says as little as passing the question over.
    named.filter(|n| !n.is_empty()).map(|n| n.iter().filter_map(|id| place(id)).collect())
}

impl Side {
    pub fn of(person: &Person) -> Self {
        let words = vocabulary();
        let mut levels = BTreeMap::new();
        for (tag, level) in person.languages.iter().filter(|(_, level)| level.number() > 0) {
            let best: &mut u8 = levels.entry(tag.primary().to_owned()).or_default();
            *best = (*best).max(level.number());
        }
        let wishes = person.wishes.as_ref().filter(|w| !w.is_empty());
        Self {
            levels,
            interests: places(person.interests.as_ref(), |id| words.interest(id)),
            nearness: interest::nearness(person),
            skills: places(person.skills.as_ref(), |id| words.skill(id)),
            can: skill::abilities(person),
            wishes: wishes.map(|w| w.iter().fold(0, |bits, d| bits | bit(*d))),
            home: person.postcode.and_then(|p| gazetteer().middle(p)),
            person: person.clone(),
        }
    }

    /// Whether they said anything of the languages they speak.
    pub fn speaks_something(&self) -> bool {
        !self.person.languages.is_empty()
    }

    /// The level in a language, 0 where they do not speak it.
    pub fn level(&self, language: &str) -> u8 {
        self.levels.get(language).copied().unwrap_or(0)
    }

    /// The best level of any language.
    pub fn best_level(&self) -> u8 {
        self.levels.values().copied().max().unwrap_or(0)
    }

    /// What they would like to learn, regions taken together, in the order of the tags; none = unknown.
    pub fn wants(&self) -> Option<Vec<&str>> {
        self.person.wants_to_learn.as_ref().map(|w| w.iter().map(LanguageTag::primary).collect())
    }

    /// The same; who never said: Dutch is what the blank is about.
    pub fn wants_or_dutch(&self) -> Vec<&str> {
        self.wants().unwrap_or_else(|| vec!["nl"])
    }

    /// Whether they said that they can help with this language.
    pub fn teaches(&self, language: &str) -> bool {
        self.person.can_teach.iter().flatten().any(|tag| tag.primary() == language)
    }

    /// Whether they offer this. A blank counts as no: nobody promised it.
    pub fn offers(&self, offer: Offer) -> bool {
        self.person.offers.as_ref().is_some_and(|o| o.contains(&offer))
    }

    /// Whether they have lived here for ten years or speak Dutch every day; none = unknown.
    pub fn is_rooted(&self) -> Option<bool> {
        let long = self.person.years_here.map(|years| years >= ROOTED_YEARS);
        match (long, self.person.dutch_daily) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }
}

/// Rooted here: that many years, or Dutch every day.
const ROOTED_YEARS: u32 = 10;

/// The bit of a domain.
pub(super) fn bit(domain: Domain) -> u8 {
    1 << domain as u8
}
