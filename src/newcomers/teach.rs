//! More about you: languages she can help somebody with, and those she wants to learn; or that she learns none now.

use super::{
    ask::{Ask, Change, Here, Then},
    choices::{listed, names, one, sentences, unless_empty},
    newcomer::Newcomer,
    question::Question,
    speech::{self, Choosable},
};
use crate::{
    auth::Visit,
    kit::{language_tag::LanguageTag, text::Slip, vocabulary::vocabulary},
    named,
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Two lists of languages.
#[derive(Template)]
#[template(path = "newcomers/teach.html")]
pub(super) struct TeachPage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: TeachForm,
    languages: Vec<Choosable>,
}

/// One of the two lists.
struct List {
    name: &'static str,
    label: String,
    chosen: Vec<String>,
    /// Rows from this one on are to spare.
    used: usize,
}

/// More rows than this nobody fills.
const MOST_ROWS: usize = 24;
/// Rows to spare, for who has no JavaScript.
const SPARE: usize = 2;

impl TeachPage {
    fn lists(&self) -> [List; 2] {
        let list = |name, label, typed: &Vec<String>| {
            let mut chosen = typed.clone();
            chosen.truncate(MOST_ROWS);
            let used = chosen.iter().rposition(|c| !c.is_empty()).map_or(1, |last| last + 1);
            chosen.resize(chosen.len().max(used + SPARE), String::new());
            List { name, label, chosen, used }
        };
        [
            list("can_teach", self.v.t("teach-can"), &self.form.can_teach),
            list("wants_to_learn", self.v.t("teach-wants"), &self.form.wants_to_learn),
        ]
    }
}

named! {
    /// A tick.
    Ticked {
        /// It is so.
        Yes = "yes",
    }
}

/// Tags; an empty one is a row left blank. `learns_none` is ticked by who does not want to learn a language now: that
/// is an answer, not a blank.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TeachForm {
    can_teach: Vec<String>,
    wants_to_learn: Vec<String>,
    learns_none: String,
}

fn tags(chosen: &[String]) -> Result<Option<BTreeSet<LanguageTag>>, Slip> {
    if chosen.len() > MOST_ROWS {
        return Err(Slip::NotThis("slip-languages-most"));
    }
    let tags = chosen.iter().filter_map(|c| speech::tag(c).transpose()).collect::<Result<_, _>>()?;
    Ok(unless_empty(tags))
}

impl Ask for TeachForm {
    const QUESTION: Question = Question::Teach;
    type Page = TeachPage;

    fn of(her: &Newcomer) -> Self {
        Self {
            can_teach: names(her.person.can_teach.as_ref()),
            wants_to_learn: names(her.person.wants_to_learn.as_ref()),
            learns_none: match &her.person.wants_to_learn {
                Some(none) if none.is_empty() => Ticked::Yes.to_string(),
                _ => String::new(),
            },
        }
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let can_teach = slips.take("can_teach", tags(&self.can_teach));
        let wants_to_learn = slips.take("wants_to_learn", tags(&self.wants_to_learn));
        let none = slips.take("learns_none", one::<Ticked>(&self.learns_none));
        let (can_teach, mut wants_to_learn, none) = (can_teach?, wants_to_learn?, none?.is_some());
        if none && wants_to_learn.is_some() {
            slips.add("wants_to_learn", Slip::NotThis("slip-learns-or-none"));
        }
        if none {
            wants_to_learn = Some(BTreeSet::new());
        }
        Some(Box::new(move |her| {
            her.person.can_teach = can_teach;
            her.person.wants_to_learn = wants_to_learn;
        }))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        let named = |tags: &Option<BTreeSet<LanguageTag>>| {
            let all = tags.iter().flatten().map(|t| vocabulary().language_name(t, w.lang).to_owned());
            listed(all)
        };
        let can = named(&her.person.can_teach).map(|all| w.t1("teach-says-can", "languages", all));
        let wants = named(&her.person.wants_to_learn).map(|all| w.t1("teach-says-wants", "languages", all));
        let none = her.person.wants_to_learn.as_ref().filter(|all| all.is_empty()).map(|_| w.t("teach-says-none"));
        sentences(can.into_iter().chain(wants).chain(none))
    }

    fn help(&mut self, button: Then) -> bool {
        for list in [&mut self.can_teach, &mut self.wants_to_learn] {
            list.resize((list.len() + SPARE).min(MOST_ROWS), String::new());
        }
        button == Then::More
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> TeachPage {
        let languages = speech::by_name(v.lang, true);
        TeachPage { v, slips, here, form: self, languages }
    }
}
