//! More about you: the groups she belongs to. Some places are only for them; nothing else is done with it.

use super::{
    ask::{Ask, Change, Here},
    choices::{self, Choice, ChoicesPage, listed, names, unless_empty},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::words::Belonging,
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// What was ticked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct GroupsForm {
    belongs_to: Vec<String>,
}

fn label(w: &Words, group: Belonging) -> String {
    w.t(format!("belongs-{group}"))
}

impl Ask for GroupsForm {
    const QUESTION: Question = Question::Groups;
    type Page = ChoicesPage;

    fn of(her: &Newcomer) -> Self {
        Self { belongs_to: names(her.person.belongs_to.as_ref()) }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let groups = slips.take("belongs_to", choices::many::<Belonging>(&self.belongs_to))?;
        Some(Box::new(move |her| her.person.belongs_to = unless_empty(groups)))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        listed(her.person.belongs_to.iter().flatten().map(|b| label(w, *b)))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChoicesPage {
        let row =
            |b: &Belonging| Choice::new(b.as_str(), label(&v.w, *b), self.belongs_to.iter().any(|n| n == b.as_str()));
        let rows = Belonging::ALL.iter().map(row).collect();
        ChoicesPage::many(v, slips, here, "belongs_to", rows)
    }
}
