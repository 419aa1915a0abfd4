//! One tap where something was left out: an answer of hers is changed, and the next page offers to change it back.

use super::{filters::Filters, shelf::Shelf};
use crate::{
    auth::Visit,
    kit::{
        level::Level,
        money::Euros,
        month::Month,
        vocabulary::{Named, vocabulary},
        words::Audience,
    },
    matching::{change::Change, opening::Opening},
    newcomers::{self, Begun, Her, Question},
    platform::db::Db,
    web::{Error, Form, availability::daypart, flash::Flash, see},
};
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// What to change; and the filters, or the listing, to come back to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeForm {
    change: Change,
    #[serde(default)]
    place: String,
    listing: Option<Uuid>,
}

/// The name of the sentence, and what stands between what was done and what takes it back.
const DONE: &str = "flash-answer-changed";
const AND_BACK: char = '~';

/// `POST /for-you/change`
pub async fn submit(v: Visit, her: Her, db: Db, shelf: Shelf, Form(form): Form<ChangeForm>) -> Result<Response, Error> {
    let back = match form.listing {
        Some(id) => {
            shelf.now().public(id).ok_or(Error::NotFound)?;
            format!("/listings/{id}")
        }
        None => format!("/for-you{}", Filters::of_query(&form.place).suffix()),
    };
    let begun = Begun::of(&db, &v, her).await?;
    let undo = newcomers::change(&db, begun.newcomer.id, &form.change).await?;
    let mut response = see(&v.to(&back));
    if let Some(undo) = undo {
        response = Flash::with_detail(response, &v.address, DONE, &format!("{}{AND_BACK}{undo}", form.change));
    }
    Ok(begun.keep(response, &v))
}

/// What was just changed, in words, and the change that takes it back.
pub struct Changed {
    /// "You have time on Tuesday evening."
    pub done: String,
    /// For the form.
    pub undo: Change,
}

impl Changed {
    /// As the flash says; what cannot be read is nothing.
    pub fn of(v: &Visit) -> Option<Self> {
        let flash = v.flash.as_ref().filter(|f| f.key == DONE)?;
        let (done, undo) = flash.detail.as_ref()?.split_once(AND_BACK)?;
        Some(Self { done: said(v, &done.parse().ok()?), undo: undo.parse().ok()? })
    }
}

/// A change that would help, as a page offers it.
pub struct Offer {
    /// What it is, and what it does.
    pub text: String,
    /// The change, where it is one tap.
    pub tap: Option<Change>,
    /// Else the question where she answers it, language prefix and all.
    pub ask: String,
    /// It is about Dutch: there are places to practise it.
    pub is_dutch: bool,
}

impl Offer {
    /// A change and what it is, in words.
    pub fn of(v: &Visit, change: &Change, text: String) -> Self {
        Self {
            text,
            tap: change.is_choice().then(|| change.clone()),
            ask: format!("{}?from=for-you", v.to(question(change).path())),
            is_dutch: change.is_dutch(),
        }
    }

    /// "If Tuesday evening suits you too, 6 more fit."
    pub fn opening(v: &Visit, opening: &Opening) -> Self {
        Self::of(v, &opening.change, opens(v, opening))
    }
}

/// Where she answers what a change is about.
fn question(change: &Change) -> Question {
    match change {
        Change::Free(..) => Question::Time,
        Change::Minutes(_) | Change::Travel(_) => Question::Place,
        Change::Cost(_) => Question::Budget,
        Change::Child(_) => Question::Children,
        Change::Interest(..) => Question::Interests,
        Change::Language(..) => Question::Languages,
        Change::Until(_) => Question::Stay,
        Change::Belongs(_) => Question::Groups,
        Change::Skill(_) => Question::Before,
        Change::Wish(_) => Question::Wishes,
    }
}

fn month(v: &Visit, month: Month) -> String {
    format!("{} {}", v.t(format!("month-{}", month.month())), month.year())
}

fn level(v: &Visit, level: Level) -> String {
    v.t(format!("level-{}", level.as_str().to_lowercase()))
}

fn name<'a>(v: &Visit, named: Option<&'a Named>, id: &'a str) -> &'a str {
    named.map_or(id, |n| n.name(v.lang))
}

fn interest<'a>(v: &Visit, id: &'a str) -> &'a str {
    name(v, vocabulary().interest(id).map(|n| &vocabulary().interests[n].named), id)
}

fn skill<'a>(v: &Visit, id: &'a str) -> &'a str {
    name(v, vocabulary().skill(id).map(|n| &vocabulary().skills[n].named), id)
}

/// Her answer as it is with the change.
pub(super) fn said(v: &Visit, change: &Change) -> String {
    match change {
        Change::Free(d, true) => v.t1("change-free", "daypart", daypart(&v.w, *d)),
        Change::Free(d, false) => v.t1("change-busy", "daypart", daypart(&v.w, *d)),
        Change::Minutes(minutes) => v.t1("change-minutes", "minutes", minutes),
        Change::Travel(travel) => v.t(format!("change-travel-{travel}")),
        Change::Cost(None) => v.t("change-cost-any"),
        Change::Cost(Some(Euros::FREE)) => v.t("change-cost-free"),
        Change::Cost(Some(most)) => v.t1("change-cost", "amount", most.text(v.lang)),
        Change::Child(true) => v.t("change-child-along"),
        Change::Child(false) => v.t("change-child-home"),
        Change::Interest(id, true) => v.t1("change-interest", "interest", interest(v, id)),
        Change::Interest(id, false) => v.t1("change-no-interest", "interest", interest(v, id)),
        Change::Language(tag, to) => {
            v.t2("change-language", "language", vocabulary().language_name(tag, v.lang), "level", level(v, *to))
        }
        Change::Until(until) => v.t1("change-until", "month", month(v, *until)),
        Change::Belongs(groups) => v.t1("change-belongs", "groups", Audience(groups.clone()).said().text(v.lang)),
        Change::Skill(id) => v.t1("change-skill", "skill", skill(v, id)),
        Change::Wish(domain) => v.t1("change-wish", "domain", v.t(format!("domain-{domain}"))),
    }
}

/// What a change would open, in one sentence.
fn opens(v: &Visit, opening: &Opening) -> String {
    let count = opening.opens;
    match &opening.change {
        Change::Free(d, _) => v.t2("opens-free", "daypart", daypart(&v.w, *d), "count", count),
        Change::Minutes(minutes) => v.t2("opens-minutes", "minutes", minutes, "count", count),
        Change::Travel(travel) => v.t1(format!("opens-travel-{travel}"), "count", count),
        Change::Cost(Some(most)) => v.t2("opens-cost", "amount", most.text(v.lang), "count", count),
        Change::Cost(None) => v.t1("opens-cost-any", "count", count),
        Change::Child(_) => v.t1("opens-child", "count", count),
        Change::Interest(id, _) => v.t2("opens-interest", "interest", interest(v, id), "count", count),
        Change::Language(tag, _) => {
            v.t2("opens-language", "language", vocabulary().language_name(tag, v.lang), "count", count)
        }
        Change::Until(until) => v.t2("opens-until", "month", month(v, *until), "count", count),
        other => said(v, other),
    }
}
