//! More about you: since when she is here, and until when.

use super::{
    ask::{Ask, Change, Here},
    choices::{listed, one},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::{
        month::Month,
        text::{Slip, optional_line},
    },
    named,
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// Two months of a year.
#[derive(Template)]
#[template(path = "newcomers/stay.html", blocks = ["answer"])]
pub(super) struct StayPage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: StayForm,
}

named! {
    /// What she said of the end.
    Until {
        /// Until a month.
        Month = "month",
        /// No end.
        NoEnd = "no-end",
    }
}

/// What was chosen and typed. "I don't know" is an empty `until`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StayForm {
    arrived_month: String,
    arrived_year: String,
    until: String,
    until_month: String,
    until_year: String,
}

/// A month and a year; both or neither.
fn month(month: &str, year: &str) -> Result<Option<Month>, Slip> {
    let not_this = Slip::NotThis("slip-month-year");
    match (optional_line(month, 10)?, optional_line(year, 10)?) {
        (None, None) => Ok(None),
        (Some(month), Some(year)) => {
            let read = Month::new(year.parse().map_err(|_| not_this)?, month.parse().map_err(|_| not_this)?);
            read.map(Some).ok_or(not_this)
        }
        _ => Err(not_this),
    }
}

/// "May 2026"
fn words(w: &Words, month: Month) -> String {
    format!("{} {}", w.t(format!("month-{}", month.month())), month.year())
}

impl Ask for StayForm {
    const QUESTION: Question = Question::Stay;
    type Page = StayPage;

    fn of(her: &Newcomer) -> Self {
        let parts = |m: Option<Month>| m.map(|m| (m.month().to_string(), m.year().to_string())).unwrap_or_default();
        let (arrived_month, arrived_year) = parts(her.person.arrived);
        let (until_month, until_year) = parts(her.person.stays_until.flatten());
        let until = her.person.stays_until.map(|until| if until.is_some() { Until::Month } else { Until::NoEnd });
        let until = until.map(|u| u.to_string()).unwrap_or_default();
        Self { arrived_month, arrived_year, until, until_month, until_year }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let arrived = slips.take("arrived_month", month(&self.arrived_month, &self.arrived_year));
        let until = slips.take("until", one::<Until>(&self.until));
        let end = slips.take("until_month", month(&self.until_month, &self.until_year));
        let (arrived, until, end) = (arrived?, until?, end?);
        let stays_until = match (until, end) {
            (Some(Until::NoEnd), _) => Some(None),
            (Some(Until::Month), None) => {
                slips.add("until_month", Slip::NotThis("slip-month-year"));
                return None;
            }
            // Who names a month means it, also without choosing it first.
            (Some(Until::Month) | None, Some(end)) => Some(Some(end)),
            (None, None) => None,
        };
        if let (Some(from), Some(Some(to))) = (arrived, stays_until)
            && to < from
        {
            slips.add("until_month", Slip::NotThis("slip-month-order"));
        }
        Some(Box::new(move |her| {
            her.person.arrived = arrived;
            her.person.stays_until = stays_until;
        }))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        let since = her.person.arrived.map(|m| w.t1("stay-says-since", "month", words(w, m)));
        let until = her.person.stays_until.map(|until| match until {
            None => w.t("stay-says-no-end"),
            Some(m) => w.t1("stay-says-until", "month", words(w, m)),
        });
        listed(since.into_iter().chain(until))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> StayPage {
        StayPage { v, slips, here, form: self }
    }
}
