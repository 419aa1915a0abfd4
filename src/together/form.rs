//! The form of a proposal: one page, read once, said again before it is sent.

use super::facts::{What, part_of_town};
use crate::{
    kit::{
        first_name::FirstName,
        lang::Lang,
        language_tag::LanguageTag,
        money::Euros,
        text::{Slip, line, optional_line},
        typed,
        vocabulary::vocabulary,
    },
    named,
    web::{Slips, availability},
};
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The longest title.
pub const TITLE: usize = 80;
/// The longest place.
pub const PLACE: usize = 120;
/// So many interests and languages at most.
const MOST: usize = 3;
/// People, all in all.
const PEOPLE: std::ops::RangeInclusive<u32> = 3..=30;
/// The most it may cost a person, each time.
const DEAREST: Euros = Euros { cents: 10_000 };

named! {
    /// The buttons: of the form, and of the page that says it again.
    Then {
        /// Say it again before it is sent.
        Check = "check",
        /// Change something.
        Change = "change",
        /// Send it.
        Send = "send",
    }
}

/// The fields as typed, and the name of this proposal, so that sending twice makes one.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalForm {
    pub entry: Uuid,
    pub then: Then,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub interests: Vec<String>,
    #[serde(default)]
    pub free: Vec<String>,
    #[serde(default)]
    pub part: String,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub people: String,
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default)]
    pub cost: String,
    #[serde(default)]
    pub first_name: String,
}

fn some(chosen: &[String], known: impl Fn(&str) -> bool) -> Result<BTreeSet<String>, Slip> {
    match chosen.len() {
        0 => Err(Slip::NotThis("slip-together-none")),
        1..=MOST if chosen.iter().all(|id| known(id)) => Ok(chosen.iter().cloned().collect()),
        1..=MOST => Err(Slip::NotThis("slip-choice")),
        _ => Err(Slip::NotThis("slip-together-three")),
    }
}

impl ProposalForm {
    /// An empty one, or one that says again what came to nothing.
    pub fn of(before: Option<&What>) -> Self {
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        Self {
            entry: Uuid::new_v4(),
            then: Then::Check,
            title: text(before.map(|w| &w.title)),
            interests: before.map(|w| w.interests.iter().cloned().collect()).unwrap_or_default(),
            free: availability::names(before.map(|w| w.free)),
            part: text(before.and_then(|w| w.part.as_ref())),
            place: text(before.and_then(|w| w.place.as_ref())),
            people: before.map_or_else(|| "6".to_owned(), |w| w.people.to_string()),
            languages: before.map(|w| w.languages.iter().map(ToString::to_string).collect()).unwrap_or_default(),
            cost: before.filter(|w| w.cost != Euros::FREE).map(|w| w.cost.to_string()).unwrap_or_default(),
            first_name: String::new(),
        }
    }

    /// Whether this is ticked.
    pub fn has(&self, language: &str) -> bool {
        self.languages.iter().any(|tag| tag == language)
    }

    /// What she would like to begin; slips named field by field.
    pub fn read(&self, lang: Lang, slips: &mut Slips) -> Option<What> {
        let title = slips.take("title", line(&typed::on_one_line(&self.title), TITLE));
        let words = vocabulary();
        let interests = slips.take("interests", some(&self.interests, |id| words.interest(id).is_some()));
        let free = availability::read(&self.free).and_then(|free| free.ok_or(Slip::NotThis("slip-together-when")));
        let free = slips.take("free", free);
        let part = match self.part.as_str() {
            "" => Some(None),
            slug => slips
                .take("part", part_of_town(slug).map(|_| Some(slug.to_owned())).ok_or(Slip::NotThis("slip-choice"))),
        };
        let place = slips.take("place", optional_line(&typed::on_one_line(&self.place), PLACE));
        let people = typed::number(&self.people, *PEOPLE.end())
            .and_then(|n| n.filter(|n| PEOPLE.contains(n)).ok_or(Slip::NotThis("slip-together-people")))
            .map_err(|_| Slip::NotThis("slip-together-people"));
        let people = slips.take("people", people);
        let known = |tag: &str| tag.parse::<LanguageTag>().is_ok_and(|tag| words.knows_language(&tag));
        let languages = slips.take("languages", some(&self.languages, known));
        let cost = match self.cost.trim() {
            "" => Ok(Euros::FREE),
            sum => sum.parse().ok().filter(|sum| *sum <= DEAREST).ok_or(Slip::NotThis("slip-together-cost")),
        };
        let cost = slips.take("cost", cost);
        Some(What {
            lang,
            title: title?,
            interests: interests?,
            free: free?,
            part: part?,
            place: place?,
            people: people?,
            languages: languages?.iter().filter_map(|tag| tag.parse().ok()).collect(),
            cost: cost?,
        })
    }

    /// How a co-host will call her, where we do not know it.
    pub fn name(&self, known: Option<&FirstName>, slips: &mut Slips) -> Option<FirstName> {
        match known {
            Some(known) if self.first_name.is_empty() => Some(known.clone()),
            _ => slips.take("first_name", FirstName::parse(&self.first_name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(change: impl Fn(&mut ProposalForm)) -> (Option<What>, String) {
        let mut form = ProposalForm {
            title: " Chess \u{a0}in the park ".to_owned(),
            interests: vec![vocabulary().interests[3].named.id.clone()],
            free: vec!["tue-evening".to_owned()],
            part: "strijp".to_owned(),
            languages: vec!["en".to_owned(), "nl".to_owned()],
            cost: "2,50".to_owned(),
            ..ProposalForm::of(None)
        };
        change(&mut form);
        let mut slips = Slips::default();
        (form.read(Lang::En, &mut slips), format!("{slips:?}"))
    }

    #[test]
    fn what_was_typed_comes_out_and_goes_in_again() {
        let what = typed(|_| ()).0.expect("in order");
        assert_eq!((what.people, what.cost.cents, what.part.as_deref()), (6, 250, Some("strijp")));
        let again = ProposalForm::of(Some(&what)).read(Lang::En, &mut Slips::default());
        assert!(again.is_some_and(|again| again == what));
    }

    #[test]
    fn what_is_missing_or_odd_is_said_beside_its_field() {
        type Change = fn(&mut ProposalForm);
        let all: [(Change, &str); 9] = [
            (|f| f.title.clear(), "title"),
            (|f| f.title = "x".repeat(81), "title"),
            (|f| f.interests.clear(), "interests"),
            (|f| f.interests = vec!["no-such-thing".to_owned()], "interests"),
            (|f| f.free.clear(), "free"),
            (|f| f.part = "atlantis".to_owned(), "part"),
            (|f| f.people = "2".to_owned(), "people"),
            (|f| f.languages = vec!["en".to_owned(); 4], "languages"),
            (|f| f.cost = "101".to_owned(), "cost"),
        ];
        for (change, field) in all {
            let (what, slips) = typed(change);
            assert!(what.is_none() && slips.contains(&format!("\"{field}\"")), "{field}: {slips}");
        }
    }
}
