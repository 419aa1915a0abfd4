//! More about you: her children, by year of birth alone, and whether one comes along.

use super::{
    ask::{Ask, Change, Here},
    choices::{one, sentences},
    newcomer::Newcomer,
    question::Question,
};
use crate::{
    auth::Visit,
    kit::text::{Slip, optional_line},
    named,
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// Years, and whether a child comes along.
#[derive(Template)]
#[template(path = "newcomers/children.html")]
pub(super) struct ChildrenPage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: ChildrenForm,
}

named! {
    /// Yes or no.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

/// What was typed. `none` is ticked by who has no children: that is an answer, not a blank.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ChildrenForm {
    years: String,
    none: String,
    comes_along: String,
}

/// Most children of one family that we can read.
const MOST: usize = 12;

/// Years of birth in the order typed, with spaces or commas between them.
fn years(typed: &str, this_year: i32) -> Result<Option<Vec<i32>>, Slip> {
    let Some(text) = optional_line(typed, 100)? else { return Ok(None) };
    let not_this = Slip::NotThis("slip-years");
    let words = text.split([',', ';', ' ']).filter(|w| !w.is_empty());
    // A child that is on its way can be born next year.
    let year = |w: &str| w.parse().ok().filter(|y| (this_year - 80..=this_year + 1).contains(y)).ok_or(not_this);
    let years: Vec<i32> = words.map(year).collect::<Result<_, _>>()?;
    if years.is_empty() || years.len() > MOST { Err(not_this) } else { Ok(Some(years)) }
}

impl Ask for ChildrenForm {
    const QUESTION: Question = Question::Children;
    type Page = ChildrenPage;

    fn of(her: &Newcomer) -> Self {
        let years = her.person.children.as_deref();
        let none = years.is_some_and(<[i32]>::is_empty);
        let comes = her.person.child_comes_along.map(|yes| if yes { YesNo::Yes } else { YesNo::No });
        Self {
            years: years.unwrap_or_default().iter().map(i32::to_string).collect::<Vec<_>>().join(", "),
            none: if none { YesNo::Yes.to_string() } else { String::new() },
            comes_along: comes.map(|c| c.to_string()).unwrap_or_default(),
        }
    }

    fn read(&self, today: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let years = slips.take("years", years(&self.years, today.year()));
        let none = slips.take("none", one::<YesNo>(&self.none));
        let comes_along = slips.take("comes_along", one::<YesNo>(&self.comes_along));
        let (years, none, comes_along) = (years?, none? == Some(YesNo::Yes), comes_along?);
        if none && years.is_some() {
            slips.add("years", Slip::NotThis("slip-years-or-none"));
        }
        let children = if none { Some(Vec::new()) } else { years };
        Some(Box::new(move |her| {
            her.person.children = children;
            her.person.child_comes_along = comes_along.map(|c| c == YesNo::Yes);
        }))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        let years = her.person.children.as_ref().map(|years| match years.as_slice() {
            [] => w.t("children-none"),
            years => w.t1("children-born", "years", years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")),
        });
        let comes = her.person.child_comes_along;
        let comes = comes.map(|yes| if yes { w.t("children-says-along") } else { w.t("children-says-not-along") });
        sentences(years.into_iter().chain(comes))
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> ChildrenPage {
        ChildrenPage { v, slips, here, form: self }
    }
}
