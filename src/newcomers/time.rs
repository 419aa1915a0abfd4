//! The fourth question: when she usually has time.

use super::{
    ask::{Ask, Change, Here, Then},
    choices::{self, listed},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::week::{DAYS, Daypart, FreeWeek, PARTS},
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// When children are at school: not on Wednesday afternoon.
const SCHOOL_HOURS: &str = "mon-morning mon-afternoon tue-morning tue-afternoon wed-morning thu-morning thu-afternoon fri-morning fri-afternoon";

/// A table of seven days and three parts.
#[derive(Template)]
#[template(path = "newcomers/time.html")]
pub(super) struct TimePage {
    v: Visit,
    slips: Slips,
    here: Here,
    free: Vec<String>,
}

impl TimePage {
    /// A day with its name and its three boxes.
    fn days(&self) -> Vec<(String, Vec<Slot>)> {
        let slot = |d: Daypart| Slot {
            value: d.to_string(),
            label: daypart(&self.v.w, d),
            chosen: self.free.contains(&d.to_string()),
        };
        let day = |number: usize| {
            let slots = Daypart::all().filter(|d| usize::from(d.day()) == number).map(slot).collect();
            (self.v.t(format!("weekday-{}", DAYS[number])), slots)
        };
        (0..DAYS.len()).map(day).collect()
    }
}

/// A box of the table.
struct Slot {
    value: String,
    label: String,
    chosen: bool,
}

/// "Monday morning", "maandagochtend".
fn daypart(w: &Words, daypart: Daypart) -> String {
    let day = w.weekday(daypart.weekday());
    w.t1(format!("time-day-{}", PARTS[usize::from(daypart.part())]), "day", day)
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
        Self { free: her.person.free.into_iter().flat_map(FreeWeek::iter).map(|d| d.to_string()).collect() }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let free: FreeWeek = slips.take("free", choices::many::<Daypart>(&self.free))?.into_iter().collect();
        Some(Box::new(move |her| her.person.free = (!free.is_empty()).then_some(free)))
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
