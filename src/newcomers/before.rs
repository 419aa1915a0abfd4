//! More about you: what she did before she moved here, as skills.

use super::{
    ask::{Ask, Change, Here},
    chips::{Chip, ChipGroup, ChipsPage, known},
    choices::{listed, names},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::vocabulary::{Skill, vocabulary},
    named,
    web::{Slips, words::Words},
};
use chrono::NaiveDate;
use serde::Deserialize;

named! {
    /// Fields of work, for finding a skill; they are not stored.
    Field {
        /// Computers and data.
        Computers = "computers",
        /// Technology and science.
        Technology = "technology",
        /// Health and care.
        Health = "health",
        /// Teaching.
        Teaching = "teaching",
        /// Business and the office.
        Business = "business",
        /// Culture, law and society.
        Culture = "culture",
        /// Made by hand, and looking after guests.
        Hands = "hands",
    }
}

impl Field {
    /// By the sub-major group of ISCO-08.
    fn of(skill: &Skill) -> Self {
        match skill.isco_group.as_deref().and_then(|g| g.get(..2)).unwrap_or_default() {
            "25" | "35" => Field::Computers,
            "21" | "31" => Field::Technology,
            "22" | "32" | "53" => Field::Health,
            "23" => Field::Teaching,
            "26" | "34" => Field::Culture,
            other if other.starts_with(['5', '6', '7', '8', '9']) => Field::Hands,
            _ => Field::Business,
        }
    }
}

/// Skills, by id.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BeforeForm {
    skills: Vec<String>,
}

impl Ask for BeforeForm {
    const QUESTION: Question = Question::Before;
    type Page = ChipsPage;

    fn of(her: &Newcomer) -> Self {
        Self { skills: names(her.person.skills.as_ref()) }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let skills = slips.take("skills", known(&self.skills, |id| vocabulary().skill(id).is_some()))?;
        Some(Box::new(move |her| her.person.skills = skills))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        let all = &vocabulary().skills;
        let hers = her.person.skills.iter().flatten().filter_map(|id| vocabulary().skill(id));
        listed(hers.map(|place| all[place].named.name(w.lang).to_owned()))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChipsPage {
        let group = |field: &Field| {
            let skills = vocabulary().skills.iter().filter(|s| Field::of(s) == *field);
            let chips = skills.map(|s| Chip::new(&v, &s.named, &self.skills)).collect();
            ChipGroup { label: v.t(format!("field-{field}")), chips }
        };
        let groups = Field::ALL.iter().map(group).collect();
        ChipsPage { v, slips, here, name: "skills", groups }
    }
}
