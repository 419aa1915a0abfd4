//! More about you: with whom she would like to be, all four rungs.

use super::{
    ask::{Ask, Change, Here},
    choices::{Choice, ChoicesPage, one},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::words::Rung,
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// What was chosen.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RungForm {
    rung: String,
}

fn label(w: &Words, rung: Rung) -> String {
    w.t(format!("rung-{rung}"))
}

impl Ask for RungForm {
    const QUESTION: Question = Question::Rung;
    type Page = ChoicesPage;

    fn of(her: &Newcomer) -> Self {
        Self { rung: her.person.rung.map(|c| c.to_string()).unwrap_or_default() }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let rung = slips.take("rung", one::<Rung>(&self.rung))?;
        Some(Box::new(move |her| her.person.rung = rung))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        her.person.rung.map(|rung| label(w, rung))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChoicesPage {
        let row = |c: &Rung| Choice::new(c.as_str(), label(&v.w, *c), c.as_str() == self.rung);
        let rows = Rung::ALL.iter().map(row).collect();
        ChoicesPage::one(v, slips, here, "rung", rows)
    }
}
