//! More about you: how well she speaks Dutch, to the letter.

use super::{
    ask::{Ask, Change, Here},
    choices::{Choice, ChoicesPage, one},
    newcomer::Newcomer,
    question::Question,
    speech::level_words,
};
use crate::{
    auth::Visit,
    kit::{language_tag::LanguageTag, level::Level, text::Slip},
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// A level.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DutchForm {
    dutch: String,
}

fn label(w: &Words, level: Level) -> String {
    format!("{level} · {}", level_words(w, level))
}

impl Ask for DutchForm {
    const QUESTION: Question = Question::Dutch;
    type Page = ChoicesPage;

    fn of(her: &Newcomer) -> Self {
        let level = her.person.languages.get(&LanguageTag::dutch());
        Self { dutch: level.map(Level::to_string).unwrap_or_default() }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let level = slips.take("dutch", one::<Level>(&self.dutch).map_err(|_| Slip::NotThis("slip-choice")))?;
        Some(Box::new(move |her| {
            let (dutch, languages) = (LanguageTag::dutch(), &mut her.person.languages);
            match level {
                Some(level) => {
                    languages.insert(dutch, level);
                }
                // The last language stays: without one nothing could be shown.
                None if languages.len() > 1 => {
                    languages.remove(&dutch);
                }
                None => {}
            }
        }))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        her.person.languages.get(&LanguageTag::dutch()).map(|level| label(w, *level))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChoicesPage {
        let row = |level: &Level| Choice::new(level.as_str(), label(&v.w, *level), level.as_str() == self.dutch);
        let rows = Level::ALL.iter().map(row).collect();
        ChoicesPage::one(v, slips, here, "dutch", rows)
    }
}
