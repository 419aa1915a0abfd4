//! Two social workers at one round: who is later reads what the other did meanwhile, and decides anew. Nothing is
//! written over, and nothing that was said is lost. Where no colleague did anything, what was to be said became
//! impossible: somebody left, is busy or has no place any more.

use super::{
    draft::{Act, Step},
    names::Names,
    path,
    pool::Solved,
    steer::SteerForm,
    store,
};
use crate::{
    auth::{SignedIn, Visit},
    platform::db::Db,
    web::Error,
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use uuid::Uuid;

/// What somebody wanted to say.
struct Mine {
    act: Act,
    newcomer: Uuid,
    local: Uuid,
    what: String,
}

#[derive(Template)]
#[template(path = "desk/round_conflict.html")]
struct ConflictPage {
    v: Visit,
    id: Uuid,
    version: i32,
    /// What happened, in a sentence: its key.
    hint: &'static str,
    /// Who did what meanwhile.
    meanwhile: Vec<String>,
    /// What can still be said; nothing where one of the two is no more in the round, or they cannot be put together.
    mine: Option<Mine>,
}

/// 409, for a word about two; whether it is possible at all.
///
/// # Errors
/// Those of the database, and of a template that cannot be written.
pub async fn page(
    v: Visit,
    who: &SignedIn,
    db: &Db,
    solved: &Solved,
    form: &SteerForm,
    is_possible: bool,
) -> Result<Response, Error> {
    let names = Names::of(db, who, solved).await?;
    let gathered = &solved.gathered;
    let two = gathered.newcomer_of(form.newcomer).zip(gathered.local_of(form.local));
    let changed = match (two, is_possible) {
        (None, _) => "round-changed-gone",
        (Some(_), false) => "round-changed-pin",
        (Some(_), true) => "round-changed-hint",
    };
    let mine = two.filter(|_| is_possible).map(|(newcomer, local)| {
        let (who, whom) = (names.newcomer(&v, gathered, newcomer), names.local(&v, gathered, local));
        let what = v.t2(format!("round-say-{}", form.act), "who", who, "whom", whom);
        Mine { act: form.act, newcomer: form.newcomer, local: form.local, what }
    });
    answer(v, who, db, (solved, &names), form.version(), (mine, changed)).await
}

/// 409, for introductions that were to be made, or taken back, from another version.
///
/// # Errors
/// As [`page`].
pub async fn of_many(v: Visit, who: &SignedIn, db: &Db, solved: &Solved, version: i32) -> Result<Response, Error> {
    let names = Names::of(db, who, solved).await?;
    answer(v, who, db, (solved, &names), version, (None, "round-changed-hint")).await
}

async fn answer(
    v: Visit,
    who: &SignedIn,
    db: &Db,
    (solved, names): (&Solved, &Names),
    version: i32,
    (mine, changed): (Option<Mine>, &'static str),
) -> Result<Response, Error> {
    let id = solved.round.id;
    // As it is now: it may have been read before somebody else went on.
    let round = store::by_id(db, who, id).await?.ok_or(Error::NotFound)?;
    let steps = store::steps(db, id).await?;
    let line = |step: &Step| {
        let by = step.by.clone().unwrap_or_else(|| v.t("round-somebody"));
        let (who, whom) = names.pair(&v, &solved.gathered, step);
        let two = v.t2("round-two", "who", who, "whom", whom);
        v.w.t3("round-meanwhile", "by", by, "what", v.t(format!("round-did-{}", step.act)), "two", two)
    };
    let meanwhile: Vec<String> = steps.iter().filter(|step| step.number > version).map(line).collect();
    let put_away = round.put_away_at.is_some();
    let mine = mine.filter(|_| !put_away);
    let hint = match (put_away, meanwhile.is_empty()) {
        (true, _) => "round-is-away",
        (false, false) => "round-conflict-hint",
        (false, true) => changed,
    };
    let page = ConflictPage { id, version: round.version, hint, meanwhile, mine, v };
    Ok((StatusCode::CONFLICT, Html(page.render()?)).into_response())
}

impl ConflictPage {
    /// Nobody was faster where nobody did anything.
    fn heading(&self) -> String {
        self.v.t(if self.meanwhile.is_empty() { "round-changed" } else { "round-conflict" })
    }

    fn back(&self) -> String {
        path(self.id)
    }
}
