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
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    /// The other language's word, which the filter finds too.
    pub words: String,
    pub chosen: bool,
}

/// Chips that open together.
pub(super) struct Group {
    pub label: String,
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

/// Names with a family of sentences; `empty` is the sentence of nothing chosen.
pub(super) fn one(v: &Visit, empty: Option<&str>, names: &[&str], family: &str, chosen: &str) -> Vec<Choice> {
    let none = empty.map(|key| choice("", v.t(key), chosen.is_empty()));
    let named = names.iter().map(|n| choice(n, v.t(format!("{family}-{}", n.to_lowercase())), *n == chosen));
    none.into_iter().chain(named).collect()
}

fn some(v: &Visit, names: &[&str], family: &str, chosen: &[String]) -> Vec<Choice> {
    let named = |n: &&str| choice(n, v.t(format!("{family}-{n}")), chosen.iter().any(|c| c == n));
    names.iter().map(named).collect()
}

pub(super) fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|t| name(*t)).collect()
}

pub(super) fn kinds(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(v, None, &names(Kind::ALL, Kind::as_str), "kind", chosen)
}

pub(super) fn yes_no(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(v, Some("desk-unknown"), &["yes", "no"], "choice", chosen)
}

pub(super) fn levels(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(v, Some("desk-unknown"), &names(Level::ALL, Level::as_str), "level", chosen)
}

pub(super) fn cost_per(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(v, Some("desk-unknown"), &names(CostPer::ALL, CostPer::as_str), "per", chosen)
}

pub(super) fn rungs(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(v, Some("desk-unknown"), &names(Rung::ALL, Rung::as_str), "desk-rung", chosen)
}

pub(super) fn repeats(v: &Visit, chosen: &str, with_rule: bool) -> Vec<Choice> {
    let all = names(Repeat::ALL, Repeat::as_str);
    one(v, None, if with_rule { &all } else { &all[..all.len() - 1] }, "repeat", chosen)
}

pub(super) fn nths(v: &Visit, chosen: &str) -> Vec<Choice> {
    one(v, Some("nth-of-first"), &NTH, "rhythm-nth", chosen)
}

pub(super) fn weekdays(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    some(v, &DAYS, "weekday", chosen)
}

pub(super) fn domains(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    some(v, &names(Domain::ALL, Domain::as_str), "domain", chosen)
}

pub(super) fn audience(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    some(v, &names(Belonging::ALL, Belonging::as_str), "belongs", chosen)
}

fn chip(lang: Lang, named: &Named, chosen: &[String]) -> Choice {
    let words = named.name(lang.other()).to_owned();
    Choice { words, ..choice(&named.id, named.name(lang).to_owned(), chosen.contains(&named.id)) }
}

pub(super) fn interests(v: &Visit, chosen: &[String]) -> Vec<Group> {
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
