//! The smallest change of the asker's answers that would admit somebody whom one gate keeps out.

use super::side::Side;
use crate::{
    kit::{
        lang::Lang,
        language_tag::LanguageTag,
        level::Level,
        sentence::Sentence,
        vocabulary::vocabulary,
        week::{Daypart, FreeWeek},
        words::Role,
    },
    matching::{gates::Gate, person::Person},
};

/// A change, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The asker with that one answer changed.
    pub changed: Person,
    /// In words.
    pub sentence: Sentence,
}

/// One answer that alone would do: checked against all gates, so that nothing is promised that another gate would break.
pub(super) fn of(
    why: Gate,
    asker: &Side,
    other: &Side,
    minutes: Option<f64>,
    admits: impl Fn(&Person) -> bool,
) -> Option<Opening> {
    let all: Vec<Opening> = match why {
        Gate::Language => languages(asker, other),
        Gate::Time => other.person.free.into_iter().flat_map(FreeWeek::iter).map(|d| daypart(asker, d)).collect(),
        Gate::Distance if asker.person.role == Role::Newcomer => {
            minutes.map(|m| further(asker, m)).into_iter().collect()
        }
        Gate::Unrelated => interests(asker, other),
        _ => Vec::new(),
    };
    all.into_iter().find(|opening| admits(&opening.changed))
}

fn changed(asker: &Side, change: impl FnOnce(&mut Person), en: String, nl: String) -> Opening {
    let mut person = asker.person.clone();
    change(&mut person);
    Opening { changed: person, sentence: Sentence::new(en, nl) }
}

/// A few words of a language of theirs; Dutch first, then English.
fn languages(asker: &Side, other: &Side) -> Vec<Opening> {
    let mut tags: Vec<_> =
        other.person.languages.iter().filter(|(_, level)| level.number() > 0).map(|(t, _)| t).collect();
    tags.sort_by_key(|tag| (!tag.is_dutch(), !tag.is_english(), (*tag).clone()));
    let words = vocabulary();
    let opening = |tag: &LanguageTag| {
        let name = |lang| words.language_name(tag, lang).to_owned();
        let (en, nl) = (name(Lang::En), name(Lang::Nl));
        changed(
            asker,
            |p| {
                p.languages.insert(tag.clone(), Level::A1);
            },
            format!("With a few words of {en} it would fit."),
            format!("Met een paar woorden {nl} past het."),
        )
    };
    tags.into_iter().map(opening).collect()
}

fn daypart(asker: &Side, daypart: Daypart) -> Opening {
    let said = super::sayings::daypart(daypart);
    let free = asker.person.free.unwrap_or_default().with(daypart);
    changed(
        asker,
        |p| p.free = Some(free),
        format!("With {} free too it would fit.", said.en),
        format!("Met ook {} vrij past het.", said.nl),
    )
}

fn further(asker: &Side, minutes: f64) -> Opening {
    let most = libm::ceil(minutes) as u16;
    changed(
        asker,
        |p| p.travel_minutes = Some(most),
        format!("With {most} minutes of travel it would fit."),
        format!("Met {most} minuten reizen past het."),
    )
}

fn interests(asker: &Side, other: &Side) -> Vec<Opening> {
    let words = vocabulary();
    let opening = |n: &usize| {
        let named = &words.interests[*n].named;
        changed(
            asker,
            |p| {
                p.interests.get_or_insert_default().insert(named.id.clone());
            },
            format!("With one thing in common it would fit, such as: {}.", named.en),
            format!("Met één ding samen past het, zoals: {}.", named.nl),
        )
    };
    other.interests.iter().flatten().map(opening).collect()
}
