//! A question whose answer is a tick or some: the page they share, and reading what was ticked.

use super::ask::Here;
use crate::{auth::Visit, kit::text::Slip, web::Slips};
use askama::Template;
use std::{collections::BTreeSet, str::FromStr};

/// Rows to tick.
#[derive(Template)]
#[template(path = "newcomers/choices.html")]
pub(super) struct ChoicesPage {
    v: Visit,
    slips: Slips,
    here: Here,
    name: &'static str,
    kind: &'static str,
    choices: Vec<Choice>,
}

/// A row.
pub(super) struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

impl Choice {
    /// A row with its label.
    pub fn new(value: impl Into<String>, label: String, chosen: bool) -> Self {
        Self { value: value.into(), label, chosen }
    }
}

impl ChoicesPage {
    /// As many as she likes.
    pub fn many(v: Visit, slips: Slips, here: Here, name: &'static str, choices: Vec<Choice>) -> Self {
        Self { v, slips, here, name, kind: "checkbox", choices }
    }

    /// One of them, or "I don't know yet".
    pub fn one(v: Visit, slips: Slips, here: Here, name: &'static str, mut choices: Vec<Choice>) -> Self {
        let none = !choices.iter().any(|c| c.chosen);
        choices.push(Choice::new("", v.t("choice-unknown"), none));
        Self { v, slips, here, name, kind: "radio", choices }
    }
}

/// Names as a set; a name that was not on the page is a slip.
pub(super) fn many<T: FromStr + Ord>(names: &[String]) -> Result<BTreeSet<T>, Slip> {
    names.iter().map(|name| name.parse().map_err(|_| Slip::NotThis("slip-choice"))).collect()
}

/// One name, or none.
pub(super) fn one<T: FromStr>(name: &str) -> Result<Option<T>, Slip> {
    match name {
        "" => Ok(None),
        name => name.parse().map(Some).map_err(|_| Slip::NotThis("slip-choice")),
    }
}

/// Nothing chosen is unknown.
pub(super) fn unless_empty<T>(set: BTreeSet<T>) -> Option<BTreeSet<T>> {
    (!set.is_empty()).then_some(set)
}

/// The names of what was chosen.
pub(super) fn names<T: ToString>(chosen: Option<&BTreeSet<T>>) -> Vec<String> {
    chosen.into_iter().flatten().map(T::to_string).collect()
}

/// Several things in one line; nothing where there are none.
pub(super) fn listed(things: impl IntoIterator<Item = String>) -> Option<String> {
    joined(things, ", ")
}

/// Sentences one after the other; nothing where there are none.
pub(super) fn sentences(all: impl IntoIterator<Item = String>) -> Option<String> {
    joined(all, " ")
}

fn joined(things: impl IntoIterator<Item = String>, between: &str) -> Option<String> {
    let all = things.into_iter().collect::<Vec<_>>().join(between);
    (!all.is_empty()).then_some(all)
}
