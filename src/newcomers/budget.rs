//! More about you: what a session may cost.

use super::{
    ask::{Ask, Change, Here},
    choices::one,
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::{
        money::Euros,
        text::{Slip, optional_line},
    },
    named,
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// Free, an amount, or all the same.
#[derive(Template)]
#[template(path = "newcomers/budget.html")]
pub(super) struct BudgetPage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: BudgetForm,
}

named! {
    /// What she said.
    Most {
        /// Free only.
        Free = "free",
        /// At most an amount.
        Amount = "amount",
        /// It does not matter.
        Any = "any",
    }
}

/// What was chosen, and the amount.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BudgetForm {
    most: String,
    amount: String,
}

fn amount(typed: &str) -> Result<Option<Euros>, Slip> {
    let Some(text) = optional_line(typed, 10)? else { return Ok(None) };
    let text = text.trim_start_matches('€').trim();
    text.parse().map(Some).map_err(|_| Slip::NotThis("slip-amount"))
}

fn euros(amount: f64) -> Euros {
    Euros::of_cents((amount * 100.0).round() as u32)
}

impl Ask for BudgetForm {
    const QUESTION: Question = Question::Budget;
    type Page = BudgetPage;

    fn of(her: &Newcomer) -> Self {
        let (most, amount) = match her.person.cost_max_eur {
            None => return Self::default(),
            Some(None) => (Most::Any, String::new()),
            Some(Some(0.0)) => (Most::Free, String::new()),
            Some(Some(amount)) => (Most::Amount, euros(amount).to_string()),
        };
        Self { most: most.to_string(), amount }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let most = slips.take("most", one::<Most>(&self.most));
        let amount = slips.take("amount", amount(&self.amount));
        let (most, amount) = (most?, amount?);
        let cost = match (most, amount) {
            (Some(Most::Free), _) => Some(Some(0.0)),
            (Some(Most::Any), _) => Some(None),
            (Some(Most::Amount), None) => {
                slips.add("amount", Slip::Empty);
                return None;
            }
            // Who types an amount means it, also without choosing it first.
            (Some(Most::Amount) | None, Some(amount)) => Some(Some(amount.euros())),
            (None, None) => None,
        };
        Some(Box::new(move |her| her.person.cost_max_eur = cost))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        her.person.cost_max_eur.map(|most| match most {
            None => w.t("budget-any"),
            Some(0.0) => w.t("budget-free"),
            Some(amount) => w.t1("budget-at-most", "amount", euros(amount).text(w.lang)),
        })
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> BudgetPage {
        BudgetPage { v, slips, here, form: self }
    }
}
