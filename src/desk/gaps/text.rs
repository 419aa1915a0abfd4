//! The call for somebody from here that a gap writes by itself, in both languages: as a letter to send, and as the poster
//! and the page for everybody. Neither names anybody, nor a level by its letters; only the letter says how many wait.

use super::{board::Gap, cell::Cell, read, store};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{lang::Lang, level::Level},
    platform::db::Db,
    web::{Error, show, words::Words},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// What a poster and a page say.
pub struct Call {
    /// "Tuesday morning: cycling".
    pub heading: String,
    /// The rest, a sentence or two each.
    pub lines: Vec<String>,
}

impl Call {
    /// In this language.
    pub fn of(cell: Cell, w: &Words, lang: Lang) -> Self {
        let level = cell.level.map(|level| match level {
            Level::A0 => "call-level-none",
            Level::A1 | Level::A2 => "call-level-little",
            _ => "call-level-some",
        });
        let part = cell.part().map(|part| w.t1("call-part", "part", part.name.as_str()));
        let ask = if cell.interest.is_some() { "call-ask" } else { "call-ask-then" };
        let lines =
            [Some(w.t(ask)), part, level.map(|key| w.t(key)), Some(w.t("local-once")), Some(w.t("local-number"))];
        Self { heading: cell.heading(w, lang), lines: lines.into_iter().flatten().collect() }
    }
}

/// All of it in one language.
struct Written {
    lang: Lang,
    call: Call,
    letter: String,
    /// The lines of the letter, for the height of its box.
    height: usize,
}

impl Written {
    fn of(v: &Visit, cell: Cell, gap: Option<&Gap>, lang: Lang) -> Self {
        let w = Words::of(lang);
        let call = Call::of(cell, &w, lang);
        let waiting = gap
            .filter(|gap| gap.can_be_counted())
            .map(|gap| w.t2("call-letter-waiting", "count", gap.waiting, "places", gap.places));
        let first =
            [Some(w.t("call-letter-hello")), Some(w.t1("call-letter-for", "what", call.heading.as_str())), waiting];
        let address = v.address.link(&format!("/{lang}/local"));
        let last =
            [w.t1("call-letter-where", "address", address), w.t("call-letter-regards"), v.city.contact.name.clone()];
        let paragraphs: Vec<String> = first.into_iter().flatten().chain([call.lines.join(" ")]).chain(last).collect();
        Self { lang, call, height: 2 * paragraphs.len() + 1, letter: paragraphs.join("\n\n") }
    }
}

#[derive(Template)]
#[template(path = "desk/gap.html")]
struct GapPage {
    v: Visit,
    cell: Cell,
    gap: Option<Gap>,
    written: Vec<Written>,
    /// The call that stands for it.
    stands: Option<Uuid>,
    /// What was just done: its sentence, and the form that undoes it.
    undo: Option<(String, String)>,
}

/// `GET /desk/gaps/{cell}`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, cell: Cell, db: Db) -> Result<Response, Error> {
    if !cell.is_within(&who.scope) {
        return Err(Error::NotFound);
    }
    let waiting = read::waiting(&db, &who.scope).await?;
    let gap = read::board(&db, &who.scope, &waiting, v.now).await?.gaps.into_iter().find(|gap| gap.cell == cell);
    let stands = store::open(&db).await?.into_iter().find(|call| call.cell == cell).map(|call| call.id);
    let written = Lang::ALL.iter().map(|lang| Written::of(&v, cell, gap.as_ref(), *lang)).collect();
    let undo = super::call::undo(&v);
    show(&GapPage { v, cell, gap, written, stands, undo })
}
