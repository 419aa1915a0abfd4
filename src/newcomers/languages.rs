//! The third question, the only one that is required: which languages she speaks.

use super::{
    ask::{Ask, Change, Here, Then},
    choices::{listed, one, unless_empty},
    newcomer::Newcomer,
    question::Question,
    speech::{Choosable, by_name, level_words, tag},
};
use crate::{
    auth::Visit,
    kit::{language_tag::LanguageTag, level::Level, text::Slip, vocabulary::vocabulary},
    web::{Slips, words::Words},
};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Dutch apart, and a row for each other language.
#[derive(Template)]
#[template(path = "newcomers/languages.html", blocks = ["answer"])]
pub(super) struct LanguagesPage {
    v: Visit,
    slips: Slips,
    here: Here,
    form: LanguagesForm,
    languages: Vec<Choosable>,
    /// For other languages than Dutch.
    levels: Vec<(&'static str, String)>,
}

/// How well, in five steps: what is above B2 is asked in "More about you".
const DUTCH: [Level; 5] = [Level::A0, Level::A1, Level::A2, Level::B1, Level::B2];
/// More rows than this nobody fills.
const MOST_ROWS: usize = 24;
/// Rows to spare, for who has no JavaScript.
const SPARE: usize = 3;

/// A row of the page. The row `__n__` is the pattern for those that the browser adds.
struct Row {
    n: String,
    language: String,
    level: String,
    teaches: bool,
    spare: bool,
}

impl LanguagesPage {
    /// The rows: those filled in, at least one, and some to spare.
    fn rows(&self) -> Vec<Row> {
        let used = self.form.used().max(1);
        let all = self.form.rows().max(self.form.used() + SPARE);
        (0..all).map(|n| self.form.row(n, n >= used)).collect()
    }

    /// The number of the next row.
    fn next(&self) -> usize {
        self.form.used().max(1)
    }

    fn pattern(&self) -> Row {
        Row { n: "__n__".to_owned(), language: String::new(), level: String::new(), teaches: false, spare: false }
    }

    /// The levels for Dutch.
    fn dutch(&self) -> Vec<(&'static str, String, bool)> {
        let words = |l: &Level| (l.as_str(), level_words(&self.v.w, *l), l.as_str() == self.form.dutch);
        DUTCH.iter().map(words).collect()
    }
}

/// The n-th language, level; `can_teach` holds numbers of rows, and `nl`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LanguagesForm {
    dutch: String,
    language: Vec<String>,
    level: Vec<String>,
    can_teach: Vec<String>,
}

impl LanguagesForm {
    fn teaches_dutch(&self) -> bool {
        self.can_teach.iter().any(|n| n == "nl")
    }

    fn rows(&self) -> usize {
        self.language.len().max(self.level.len()).min(MOST_ROWS)
    }

    fn row(&self, n: usize, spare: bool) -> Row {
        let cell = |cells: &[String]| cells.get(n).cloned().unwrap_or_default();
        let teaches = self.can_teach.contains(&n.to_string());
        Row { n: n.to_string(), language: cell(&self.language), level: cell(&self.level), teaches, spare }
    }

    /// How many rows there are up to the last one with something in it.
    fn used(&self) -> usize {
        let filled = |n: &usize| {
            let row = self.row(*n, false);
            !row.language.is_empty() || !row.level.is_empty()
        };
        (0..self.rows()).rev().find(filled).map_or(0, |n| n + 1)
    }

    /// What she speaks, and what of it she can help with.
    fn spoken(&self) -> Result<Spoken, Slip> {
        if self.language.len() > MOST_ROWS || self.language.len() != self.level.len() {
            return Err(Slip::NotThis("slip-languages-most"));
        }
        let rows: BTreeSet<String> = (0..self.rows()).map(|n| n.to_string()).collect();
        if self.can_teach.iter().any(|n| n != "nl" && !rows.contains(n)) {
            return Err(Slip::NotThis("slip-choice"));
        }
        let mut spoken = Spoken::default();
        for row in (0..self.used()).map(|n| self.row(n, false)) {
            match (tag(&row.language)?, one::<Level>(&row.level)?) {
                (None, None) => {}
                (None, Some(_)) => return Err(Slip::NotThis("slip-languages-which")),
                (Some(_), None) => return Err(Slip::NotThis("slip-languages-level")),
                (Some(tag), _) if tag == LanguageTag::dutch() => return Err(Slip::NotThis("slip-choice")),
                (Some(tag), Some(level)) => {
                    if row.teaches {
                        spoken.can_teach.insert(tag.clone());
                    }
                    if spoken.levels.insert(tag, level).is_some() {
                        return Err(Slip::NotThis("slip-languages-twice"));
                    }
                }
            }
        }
        Ok(spoken)
    }
}

#[derive(Default)]
struct Spoken {
    levels: BTreeMap<LanguageTag, Level>,
    can_teach: BTreeSet<LanguageTag>,
}

impl Ask for LanguagesForm {
    const QUESTION: Question = Question::Languages;
    type Page = LanguagesPage;

    fn of(her: &Newcomer) -> Self {
        let (mut form, dutch) = (Self::default(), LanguageTag::dutch());
        let teaches = |tag: &LanguageTag| her.person.can_teach.as_ref().is_some_and(|t| t.contains(tag));
        if teaches(&dutch) {
            form.can_teach.push("nl".to_owned());
        }
        for (tag, level) in &her.person.languages {
            if *tag == dutch {
                form.dutch = (*level).min(Level::B2).to_string();
                continue;
            }
            if teaches(tag) {
                form.can_teach.push(form.language.len().to_string());
            }
            form.language.push(tag.to_string());
            form.level.push(level.to_string());
        }
        form
    }

    fn read(&self, _: NaiveDate, slips: &mut Slips) -> Option<Change> {
        let known = one::<Level>(&self.dutch).and_then(|level| match level {
            Some(level) if !DUTCH.contains(&level) => Err(Slip::NotThis("slip-choice")),
            level => Ok(level),
        });
        let dutch = slips.take("dutch", known);
        let spoken = slips.take("language-0", self.spoken());
        let (dutch, Spoken { levels, mut can_teach }) = (dutch?, spoken?);
        // A0 is "not yet": no language she could follow anything in.
        if dutch.iter().chain(levels.values()).all(|level| *level == Level::A0) {
            slips.add("language-0", Slip::NotThis("slip-languages-one"));
            return None;
        }
        if self.teaches_dutch() {
            can_teach.insert(LanguageTag::dutch());
        }
        Some(Box::new(move |her| {
            let before = std::mem::replace(&mut her.person.languages, levels);
            // "Nearly everything" is B2 and above: a higher level that she gave elsewhere stays.
            let higher = before.get(&LanguageTag::dutch()).copied().filter(|l| *l > Level::B2);
            if let Some(level) = dutch {
                let level = if level == Level::B2 { higher.unwrap_or(level) } else { level };
                her.person.languages.insert(LanguageTag::dutch(), level);
            }
            // Languages that never stood on this page keep what "More about you" says of them.
            let shown = |tag: &LanguageTag| {
                *tag == LanguageTag::dutch() || before.contains_key(tag) || her.person.languages.contains_key(tag)
            };
            can_teach.extend(her.person.can_teach.take().into_iter().flatten().filter(|tag| !shown(tag)));
            her.person.can_teach = unless_empty(can_teach);
        }))
    }

    fn say(w: &Words, her: &Newcomer) -> Option<String> {
        let each = |(tag, level): (&LanguageTag, &Level)| {
            w.t2("languages-one", "language", vocabulary().language_name(tag, w.lang), "level", level_words(w, *level))
        };
        listed(her.person.languages.iter().map(each))
    }

    fn help(&mut self, button: Then) -> bool {
        let rows = (self.rows().max(self.used() + SPARE) + SPARE).min(MOST_ROWS);
        self.language.resize(rows, String::new());
        self.level.resize(rows, String::new());
        button == Then::More
    }

    fn page(self, v: Visit, slips: Slips, here: Here) -> LanguagesPage {
        let languages = by_name(v.lang, false);
        let words = |l: &Level| (l.as_str(), format!("{l} · {}", level_words(&v.w, *l)));
        let levels = Level::ALL.iter().map(words).collect();
        LanguagesPage { v, slips, here, form: self, languages, levels }
    }
}
