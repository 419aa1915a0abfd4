//! What the fields of the desk's forms offer to choose from.

use super::schedule_form::{NTH, Repeat};
use crate::{
    auth::Visit,
    kit::{
        lang::Lang,
        level::Level,
        vocabulary::{Named, vocabulary},
        week::DAYS,
        words::{Belonging, CostPer, Domain, Kind, Rung},
    },
};

/// Something to choose.
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// The other language's word, which the filter finds too.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Chips that open together.
pub struct Group {
    /// Its name.
    pub label: String,
    /// What is in it.
    pub chips: Vec<Choice>,
}

impl Group {
    /// Open where something in it is chosen.
    pub fn open(&self) -> bool {
        self.chips.iter().any(|c| c.chosen)
    }
}

fn choice(value: &str, label: String, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), label, words: String::new(), chosen }
}

/// Names and what they are called; `empty` is the sentence of nothing chosen.
pub(super) fn one(empty: Option<String>, names: &[&str], say: impl Fn(&str) -> String, chosen: &str) -> Vec<Choice> {
    let none = empty.map(|said| choice("", said, chosen.is_empty()));
    none.into_iter().chain(names.iter().map(|n| choice(n, say(n), *n == chosen))).collect()
}

fn some(names: &[&str], say: impl Fn(&str) -> String, chosen: &[String]) -> Vec<Choice> {
    names.iter().map(|n| choice(n, say(n), chosen.iter().any(|c| c == n))).collect()
}

pub(super) fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|t| name(*t)).collect()
}

pub(super) fn kinds(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(None, &names(Kind::ALL, Kind::as_str), |n| v.t(format!("kind-{n}")), chosen)
}

pub(super) fn yes_no(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(Some(v.t("desk-unknown")), &["yes", "no"], |n| v.t(format!("choice-{n}")), chosen)
}

pub(super) fn levels(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(
        Some(v.t("desk-unknown")),
        &names(Level::ALL, Level::as_str),
        |n| v.t(format!("level-{}", n.to_lowercase())),
        chosen,
    )
}

pub(super) fn cost_per(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(Some(v.t("desk-unknown")), &names(CostPer::ALL, CostPer::as_str), |n| v.t(format!("per-{n}")), chosen)
}

pub(super) fn rungs(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(Some(v.t("desk-unknown")), &names(Rung::ALL, Rung::as_str), |n| v.t(format!("desk-rung-{n}")), chosen)
}

pub(super) fn repeats(v: &Visit, chosen: &str, with_rule: bool) -> Vec<Choice> {
    let all = names(Repeat::ALL, Repeat::as_str);
    one(None, if with_rule { &all } else { &all[..all.len() - 1] }, |n| v.t(format!("repeat-{n}")), chosen)
}

pub(super) fn nths(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(Some(v.t("nth-of-first")), &NTH, |n| v.t(format!("rhythm-nth-{n}")), chosen)
}

pub(super) fn weekdays(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    some(&DAYS, |n| v.t(format!("weekday-{n}")), chosen)
}

pub(super) fn domains(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    some(&names(Domain::ALL, Domain::as_str), |n| v.t(format!("domain-{n}")), chosen)
}

pub(super) fn audience(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    some(&names(Belonging::ALL, Belonging::as_str), |n| v.t(format!("belongs-{n}")), chosen)
}

fn chip(lang: Lang, named: &Named, chosen: &[String]) -> Choice {
    let words = named.name(lang.other()).to_owned();
    Choice { words, ..choice(&named.id, named.name(lang).to_owned(), chosen.contains(&named.id)) }
}

/// The interests of the vocabulary, group by group.
pub fn interests(v: &Visit, chosen: &[String]) -> Vec<Group> {
    let groups = vocabulary().groups().map(|(group, leaves)| {
        let label = group.named.name(v.lang).to_owned();
        let whole = Choice { label: v.t1("interests-all-of", "group", &label), ..chip(v.lang, &group.named, chosen) };
        let leaves = leaves.into_iter().map(|leaf| chip(v.lang, &leaf.named, chosen));
        Group { label, chips: std::iter::once(whole).chain(leaves).collect() }
    });
    groups.collect()
}

pub(super) fn skills(v: &Visit, chosen: &[String]) -> Vec<Group> {
    let chips = vocabulary().skills.iter().map(|s| chip(v.lang, &s.named, chosen)).collect();
    vec![Group { label: v.t("column-skills-wanted"), chips }]
}

pub(super) fn languages(v: &Visit, chosen: &[String]) -> Vec<Group> {
    let (mut near, mut others): (Vec<Choice>, Vec<Choice>) = (Vec::new(), Vec::new());
    for named in &vocabulary().languages {
        let part = if ["nl", "en"].contains(&named.id.as_str()) { &mut near } else { &mut others };
        part.push(chip(v.lang, named, chosen));
    }
    // A tag that has no name here stays.
    let unnamed = chosen.iter().filter(|tag| !vocabulary().languages.iter().any(|named| named.id == **tag));
    others.extend(unnamed.map(|tag| choice(tag, tag.clone(), true)));
    vec![
        Group { label: v.t("languages-near"), chips: near },
        Group { label: v.t("languages-elsewhere"), chips: others },
    ]
}
