//! A question whose answer is chosen from many: groups that open to chips, with a text filter over all.

use super::{ask::Here, choices::unless_empty};
use crate::{auth::Visit, kit::text::Slip, kit::vocabulary::Named, web::Slips};
use askama::Template;
use std::collections::BTreeSet;

/// Groups of chips.
#[derive(Template)]
#[template(path = "newcomers/chips.html", blocks = ["answer"])]
pub(super) struct ChipsPage {
    /// Who reads.
    pub v: Visit,
    /// What is wrong.
    pub slips: Slips,
    /// Which question.
    pub here: Here,
    /// The field.
    pub name: &'static str,
    /// The groups, in order.
    pub groups: Vec<ChipGroup>,
}

/// A group that opens.
pub(super) struct ChipGroup {
    /// Its name.
    pub label: String,
    /// Its chips.
    pub chips: Vec<Chip>,
}

impl ChipGroup {
    /// Open where something in it is chosen.
    fn open(&self) -> bool {
        self.chips.iter().any(|c| c.chosen)
    }
}

/// Something to choose.
pub(super) struct Chip {
    id: String,
    label: String,
    /// The other language's word, which the filter finds too.
    words: String,
    chosen: bool,
}

impl Chip {
    /// A word of the vocabulary.
    pub fn new(v: &Visit, named: &Named, chosen: &[String]) -> Self {
        Self {
            id: named.id.clone(),
            label: named.name(v.lang).to_owned(),
            words: named.name(v.lang.other()).to_owned(),
            chosen: chosen.contains(&named.id),
        }
    }

    /// The same with another label.
    pub fn called(self, label: String) -> Self {
        Self { label, ..self }
    }
}

/// Ids of the vocabulary as they are stored; an id that is not in it is a slip.
pub(super) fn known(ids: &[String], knows: impl Fn(&str) -> bool) -> Result<Option<BTreeSet<String>>, Slip> {
    if ids.iter().all(|id| knows(id)) {
        Ok(unless_empty(ids.iter().cloned().collect()))
    } else {
        Err(Slip::NotThis("slip-choice"))
    }
}
