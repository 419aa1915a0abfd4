//! More about you: the company she likes, exactly.

use super::{
    ask::{Ask, Change, Here},
    choices::{Choice, ChoicesPage, one},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::words::Comfort,
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// What was chosen.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ComfortForm {
    comfort: String,
}

fn label(w: &Words, comfort: Comfort) -> String {
    w.t(format!("comfort-{comfort}"))
}

impl Ask for ComfortForm {
    const QUESTION: Question = Question::Comfort;
    type Page = ChoicesPage;

    fn of(her: &Newcomer) -> Self {
        Self { comfort: her.person.comfort.map(|c| c.to_string()).unwrap_or_default() }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let comfort = slips.take("comfort", one::<Comfort>(&self.comfort))?;
        Some(Box::new(move |her| her.person.comfort = comfort))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        her.person.comfort.map(|comfort| label(w, comfort))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChoicesPage {
        let row = |c: &Comfort| Choice::new(c.as_str(), label(&v.w, *c), c.as_str() == self.comfort);
        let rows = Comfort::ALL.iter().map(row).collect();
        ChoicesPage::one(v, slips, here, "comfort", rows)
    }
}
