//! What stands of it on somebody's own page: what she began, what a local is asked, what they host with somebody.

use super::{
    proposal::{Proposal, Seen},
    store,
};
use crate::{auth::Visit, platform::db::Db};
use chrono::TimeDelta;
use uuid::Uuid;

/// The kind sentence stands there for so long.
const KIND: TimeDelta = TimeDelta::days(14);

/// One of them, as one of the two sees it.
pub struct Part {
    /// What they see.
    pub seen: Seen,
    /// What it is.
    pub title: String,
    /// Its page.
    pub link: String,
    /// The other's first name, after the yes.
    pub who: Option<String>,
}

impl Part {
    /// Whether somewhere to walk in stands beside it.
    pub fn wants_alternatives(&self) -> bool {
        self.seen.wants_alternatives()
    }
}

/// A question to a local: what and when, not who.
pub struct Question {
    /// For the answer.
    pub id: Uuid,
    /// What.
    pub title: String,
    /// When usually.
    pub when: String,
    /// Where, if it is said.
    pub place: Option<String>,
}

fn part(v: &Visit, it: Proposal, is_hers: bool) -> Option<Part> {
    let seen = it.seen(is_hers, v.now);
    let old = it.ended_at.is_some_and(|at| v.now > at + KIND);
    (seen != Seen::TakenBack && !(old && seen.wants_alternatives())).then(|| Part {
        seen,
        who: it.other(is_hers, v.now).map(str::to_owned),
        link: v.to(&format!("/together/{}", it.id)),
        title: it.what.title,
    })
}

/// What she began.
///
/// # Errors
/// Those of the database.
pub async fn of_newcomer(v: &Visit, db: &Db, newcomer: Uuid) -> Result<Vec<Part>, sqlx::Error> {
    Ok(store::hers(db, newcomer).await?.into_iter().filter_map(|it| part(v, it, true)).collect())
}

/// What a local hosts with somebody.
///
/// # Errors
/// Those of the database.
pub async fn shared_with(v: &Visit, db: &Db, local: Uuid) -> Result<Vec<Part>, sqlx::Error> {
    Ok(store::theirs(db, local).await?.into_iter().filter_map(|it| part(v, it, false)).collect())
}

/// What waits for a local's answer.
///
/// # Errors
/// Those of the database.
pub async fn asked_of(v: &Visit, db: &Db, local: Uuid) -> Result<Vec<Question>, sqlx::Error> {
    let question = |q: store::Asked| Question {
        id: q.together_id,
        when: q.what.when(&v.w),
        place: q.what.place(),
        title: q.what.title,
    };
    Ok(store::asked_of(db, local).await?.into_iter().map(question).collect())
}
