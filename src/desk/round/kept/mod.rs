//! The draft that was looked at last, and what happened since: somebody came or left, or an introduction came to nothing.
//! The page says it, with what it changed for the others, until somebody says that they saw it. A word changes the kept
//! draft as far as the word moved somebody; so what it moved is never taken for what happened, nor the other way round.

mod store;

use super::{
    draft::{Act, Step},
    effect,
    names::Names,
    path,
    pool::Solved,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    listings::Shelf,
    matching::round::what_if::{Effect, Moved},
    platform::db::Db,
    web::{Error, Form, Id, see},
};
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgTransaction;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub use store::{Kept, moved, read};

/// Keeps the draft as it is now; `false` where somebody went on with the round meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn keep(tx: &mut PgTransaction<'_>, solved: &Solved) -> Result<bool, sqlx::Error> {
    let locals: Vec<Uuid> = solved.gathered.locals.iter().map(|local| local.id).collect();
    let newcomers: Vec<_> = drawn(solved).into_iter().collect();
    store::keep(tx, solved.round.id, solved.round.version, &newcomers, &locals).await
}

/// Keeps the draft now that a round was made, or introductions were made or taken back; and where places are short: the
/// front of the desk reads it. What was done is done whether this works or not, so trouble is nothing for whoever did it:
/// until the next word the front says nothing.
pub async fn anew(v: &Visit, who: &SignedIn, db: &Db, shelf: &Shelf, id: Uuid) {
    let keeps = async {
        let solved = Solved::open(v, who, db, &shelf.now(), id).await?;
        let mut tx = db.begin().await?;
        if keep(&mut tx, &solved).await? {
            super::store::advise(&mut tx, id, solved.round.version, &solved.advice()).await?;
        }
        tx.commit().await?;
        Ok::<_, Error>(())
    };
    if let Err(trouble) = keeps.await {
        tracing::warn!(error = ?trouble, "a round was changed, and its draft is not kept");
    }
}

/// Whom each newcomer would meet, by rows.
fn drawn(solved: &Solved) -> HashMap<Uuid, Option<Uuid>> {
    let gathered = &solved.gathered;
    let mut all: HashMap<Uuid, Option<Uuid>> = gathered.newcomers.iter().map(|her| (her.row, None)).collect();
    for pair in &solved.live.answer().pairs {
        let (her, them) = (gathered.newcomers[pair.newcomer as usize].row, gathered.locals[pair.local as usize].id);
        all.insert(her, Some(them));
    }
    all
}

/// What happened since the draft was looked at.
pub struct Since {
    /// When that was.
    pub when: String,
    /// Who came and left, and what it changed for others, in sentences.
    pub said: Vec<String>,
}

impl Since {
    /// Nothing where nothing happened, or no draft is kept.
    pub fn of(v: &Visit, solved: &Solved, names: &Names, kept: Option<&Kept>) -> Option<Self> {
        let (kept, gathered, now) = (kept?, &solved.gathered, drawn(solved));
        let came: Vec<Uuid> = now.keys().filter(|her| !kept.newcomers.contains_key(her)).copied().collect();
        let back = came.iter().filter(|her| came_to_nothing(&solved.steps, **her)).count();
        let locals: HashSet<Uuid> = gathered.locals.iter().map(|local| local.id).collect();
        let counts = [
            ("round-since-back", back),
            ("round-since-came", came.len() - back),
            ("round-since-left", kept.newcomers.keys().filter(|her| !now.contains_key(her)).count()),
            ("round-since-locals-came", locals.difference(&kept.locals).count()),
            ("round-since-locals-left", kept.locals.difference(&locals).count()),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let mut said: Vec<String> = counts.map(|(key, count)| v.t1(key, "count", count)).collect();
        let effect = others(solved, kept, &now);
        if said.is_empty() && effect.moved.is_empty() {
            return None;
        }
        said.extend(effect::sentences(v, names, gathered, &effect));
        Some(Self { when: v.w.moment(kept.at), said })
    }
}

/// Whether this newcomer was introduced in the round last: being back, she met nobody.
fn came_to_nothing(steps: &[Step], her: Uuid) -> bool {
    let last = steps.iter().rfind(|step| step.newcomer == her && !step.act.steers());
    last.is_some_and(|step| step.act == Act::Introduced)
}

/// What is different for those who were in it and are.
fn others(solved: &Solved, kept: &Kept, now: &HashMap<Uuid, Option<Uuid>>) -> Effect {
    let mut effect = Effect::default();
    for her in &solved.gathered.newcomers {
        let (Some((placed, from)), Some(to)) = (kept.newcomers.get(&her.row), now.get(&her.row)) else { continue };
        effect.placed += i64::from(to.is_some()) - i64::from(*placed);
        if *placed != to.is_some() || from != to {
            // Whom she would have met may be gone: it was somebody all the same.
            let from = placed.then(|| from.map(|row| row.to_string()).unwrap_or_default());
            let to = to.map(|row| row.to_string());
            effect.moved.push(Moved { newcomer: her.row.to_string(), from, to });
        }
    }
    effect
}

/// The version of the round that was seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenForm {
    version: i32,
}

/// `POST /desk/rounds/{id}/seen`: what happened is seen. Where somebody went on meanwhile, the page says it once more.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
    Form(form): Form<SeenForm>,
) -> Result<Response, Error> {
    let solved = Solved::open(&v, &who, &db, &shelf.now(), id).await?;
    if solved.round.version == form.version {
        let mut tx = db.begin().await?;
        keep(&mut tx, &solved).await?;
        tx.commit().await?;
    }
    Ok(see(&path(id)))
}
