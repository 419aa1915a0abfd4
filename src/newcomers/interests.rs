//! The second question: what she likes doing.

use super::{
    ask::{Ask, Change, Here},
    chips::{Chip, ChipGroup, ChipsPage, known},
    choices::{listed, names},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::vocabulary::vocabulary,
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

/// Groups and leaves, by id.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct InterestsForm {
    interests: Vec<String>,
}

impl Ask for InterestsForm {
    const QUESTION: Question = Question::Interests;
    type Page = ChipsPage;

    fn of(her: &Newcomer) -> Self {
        Self { interests: names(her.person.interests.as_ref()) }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let read = known(&self.interests, |id| vocabulary().interest(id).is_some());
        let interests = slips.take("interests", read)?;
        Some(Box::new(move |her| her.person.interests = interests))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        let all = &vocabulary().interests;
        let hers = her.person.interests.iter().flatten().filter_map(|id| vocabulary().interest(id));
        listed(hers.map(|place| all[place].named.name(w.lang).to_owned()))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChipsPage {
        let group = |(group, leaves): (&crate::kit::vocabulary::Interest, Vec<_>)| {
            let label = group.named.name(v.lang).to_owned();
            let whole = Chip::new(&v, &group.named, &self.interests).called(v.t1("interests-all-of", "group", &label));
            let leaf = |leaf: &crate::kit::vocabulary::Interest| Chip::new(&v, &leaf.named, &self.interests);
            ChipGroup { label, chips: std::iter::once(whole).chain(leaves.into_iter().map(leaf)).collect() }
        };
        let groups = vocabulary().groups().map(group).collect();
        ChipsPage { v, slips, here, name: "interests", groups }
    }
}
