//! A question whose answer is a tick or some: the page they share.

use super::ask::Here;
use crate::{auth::Visit, web::Slips};
use askama::Template;

pub(super) use crate::web::choices::{listed, many, names, one, sentences, unless_empty};

/// Rows to tick.
#[derive(Template)]
#[template(path = "newcomers/choices.html", blocks = ["answer"])]
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
