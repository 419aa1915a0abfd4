//! The fourth question: when she usually has time.

use super::{
    ask::{Ask, Change, Here, Then},
    availability::{self, daypart},
    choices::listed,
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::week::FreeWeek,
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// When children are at school: not on Wednesday afternoon.
const SCHOOL_HOURS: &str = "mon-morning mon-afternoon tue-morning tue-afternoon wed-morning thu-morning thu-afternoon fri-morning fri-afternoon";

/// A table of seven days and three parts.
#[derive(Template)]
#[template(path = "newcomers/time.html", blocks = ["answer"])]
pub(super) struct TimePage {
    v: Visit,
    slips: Slips,
    here: Here,
    free: Vec<String>,
}

/// The dayparts that were ticked.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TimeForm {
    free: Vec<String>,
}

impl Ask for TimeForm {
    const QUESTION: Question = Question::Time;
    type Page = TimePage;

    fn of(her: &Newcomer) -> Self {
        Self { free: availability::names(her.person.free) }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let free = slips.take("free", availability::read(&self.free))?;
        Some(Box::new(move |her| her.person.free = free))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        listed(her.person.free.into_iter().flat_map(FreeWeek::iter).map(|d| daypart(w, d)))
    }

    fn help(&mut self, button: Then) -> bool {
        if button == Then::SchoolHours {
            self.free.extend(SCHOOL_HOURS.split(' ').map(str::to_owned));
        }
        button == Then::SchoolHours
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> TimePage {
        TimePage { v, slips, here, free: self.free }
    }
}
