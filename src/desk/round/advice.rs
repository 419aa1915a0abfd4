//! Where places are short, in words a recruiter can use: "31 places for 42 people: Tuesday evening, English-speaking".

use crate::{
    auth::Visit,
    desk::waiting::ENOUGH,
    kit::{language_tag::LanguageTag, level::Level, vocabulary::vocabulary, week::Daypart},
    matching::{
        person::Person,
        round::{live::Live, people::People, plain::Why},
    },
    web::availability,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So well somebody speaks a language in which they could meet: short chats.
const CAN_TALK: Level = Level::A2;

/// People who compete for too few places, and what most of them have in common. Numbers and words: nobody's. It is kept
/// with the round, so of few people it holds nothing but how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// How many people.
    pub people: usize,
    /// The places they could have.
    pub places: u64,
    /// When most have time: the name of a daypart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daypart: Option<String>,
    /// What most speak well enough to meet in, where that is not Dutch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What most like: an id of the vocabulary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<String>,
}

impl Advice {
    fn of(places: u64, people: &[&Person]) -> Self {
        if people.len() < ENOUGH {
            // What a few have in common would describe each of them, to whoever reads it.
            return Self { people: people.len(), places, daypart: None, language: None, interest: None };
        }
        let languages = people.iter().map(|p| {
            let can =
                p.languages.iter().filter(|(_, level)| **level >= CAN_TALK).map(|(tag, _)| tag.primary().to_owned());
            can.collect::<Vec<_>>()
        });
        let dayparts =
            people.iter().map(|p| p.free.into_iter().flat_map(|free| free.iter().map(|d| d.to_string())).collect());
        let interests = people.iter().map(|p| p.interests.iter().flatten().cloned().collect::<Vec<_>>());
        let dutch = most(people.len(), languages.clone().map(|all| all.into_iter().filter(|l| l == "nl").collect()));
        Self {
            people: people.len(),
            places,
            daypart: most(people.len(), dayparts),
            language: dutch.is_none().then(|| most(people.len(), languages)).flatten(),
            interest: most(people.len(), interests),
        }
    }

    /// What is short in a round: each shortage, and last those whom nobody fits at all.
    pub fn all(people: &People, live: &Live) -> Vec<Self> {
        let answer = live.answer();
        let of = |places: u64, newcomers: &[u32]| {
            let those: Vec<&Person> = newcomers.iter().map(|place| people.newcomer(*place)).collect();
            Self::of(places, &those)
        };
        let alone: Vec<u32> =
            answer.unmatched.iter().filter(|(_, why)| *why == Why::NoCandidate).map(|(place, _)| *place).collect();
        let shortages = answer.shortages.iter().map(|short| of(short.seats, &short.newcomers));
        shortages.chain((!alone.is_empty()).then(|| of(0, &alone))).collect()
    }

    /// The sentence.
    pub fn text(&self, v: &Visit) -> String {
        let words = vocabulary();
        let daypart =
            self.daypart.as_ref().and_then(|d| d.parse::<Daypart>().ok()).map(|d| availability::daypart(&v.w, d));
        let language = self.language.as_ref().and_then(|l| l.parse::<LanguageTag>().ok());
        let language = language.map(|l| v.t1("round-advice-speaks", "language", words.language_name(&l, v.lang)));
        let interest = self.interest.as_deref().and_then(|id| words.interest(id));
        let interest = interest.map(|place| words.interests[place].named.name(v.lang).to_owned());
        let what: Vec<String> = [daypart, language, interest].into_iter().flatten().collect();
        let places = v.t1("round-advice-places", "count", self.places);
        let short = if self.people < ENOUGH {
            v.t1("round-advice-few", "places", places)
        } else {
            v.t2("round-advice", "places", places, "people", self.people)
        };
        if what.is_empty() { format!("{short}.") } else { format!("{short}: {}.", what.join(", ")) }
    }
}

/// What most of so many people have, the first by name among equals; nothing where fewer than half have it.
fn most(of: usize, all: impl Iterator<Item = Vec<String>>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mut theirs in all {
        theirs.sort();
        theirs.dedup();
        theirs.into_iter().for_each(|one| *counts.entry(one).or_default() += 1);
    }
    // The last of the largest in reverse order is the first by name.
    let (what, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    (2 * count >= of).then_some(what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::words::Role;
    use serde_json::json;

    fn person(n: usize, answers: serde_json::Value) -> Person {
        Person::of_answers(format!("n{n}"), Role::Newcomer, answers).expect("a person")
    }

    #[test]
    fn what_most_have_in_common_is_said_and_what_few_have_is_not() {
        let all = [
            person(
                1,
                json!({"languages": {"en": "C1", "nl": "A1"}, "free": ["tue-evening", "mon-morning"], "interests": ["choir"]}),
            ),
            person(2, json!({"languages": {"en": "B1", "es": "C2"}, "free": ["tue-evening"], "interests": ["chess"]})),
            person(3, json!({"languages": {"en": "B2"}, "free": ["tue-evening"]})),
            person(4, json!({"languages": {"es": "C2"}})),
            person(5, json!({"languages": {"es": "C2"}})),
        ];
        let all: Vec<&Person> = all.iter().collect();
        let said = Advice::of(1, &all);
        assert_eq!((said.people, said.places), (5, 1));
        assert_eq!(said.daypart.as_deref(), Some("tue-evening"));
        assert_eq!(said.language.as_deref(), Some("en"), "as many as Spanish, and first by name");
        assert_eq!(said.interest, None);
        let dutch = [1, 2, 3, 4, 5].map(|n| person(n, json!({"languages": {"nl": "B1", "en": "C1"}})));
        let dutch = Advice::of(0, &dutch.iter().collect::<Vec<_>>());
        assert_eq!(dutch.language, None, "everybody here speaks it");
    }

    #[test]
    fn nothing_is_kept_of_four_but_how_many() {
        let answers = || json!({"languages": {"en": "C1"}, "free": ["tue-evening"], "interests": ["choir"]});
        let all = [1, 2, 3, 4, 5].map(|n| person(n, answers()));
        let all: Vec<&Person> = all.iter().collect();
        let four = Advice { people: 4, places: 1, daypart: None, language: None, interest: None };
        assert_eq!(Advice::of(1, &all[..4]), four);
        assert!(Advice::of(1, &all).interest.is_some(), "of five it is said");
    }
}
