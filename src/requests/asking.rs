//! What a host sees of those who asked, and their answer from their own page: the same as by the link of a letter.

use super::{
    answer::say,
    request::{Answer, State},
    store,
};
use crate::{auth::Visit, platform::db::Db, web::Error};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Somebody who would like to come: a first name and nothing else of her.
pub struct Asking {
    /// For the answer.
    pub id: Uuid,
    /// Her first name.
    pub name: String,
    /// What became of it.
    pub state: State,
    /// When she asked.
    pub sent_at: DateTime<Utc>,
}

impl Asking {
    /// What may (still) be said, besides what was said already.
    pub fn open(&self) -> Vec<Answer> {
        self.state.open_answers().iter().copied().filter(|a| a.as_str() != self.state.as_str()).collect()
    }
}

/// Who asked to come here or was answered within 60 days, whoever waits longest first.
///
/// # Errors
/// Those of the database.
pub async fn asking(db: &Db, listing: Uuid) -> Result<Vec<Asking>, sqlx::Error> {
    let all = store::asked_there(db, listing).await?.into_iter().filter_map(|asked| {
        let state = asked.state.parse().ok()?;
        Some(Asking { id: asked.id, name: asked.first_name.unwrap_or_default(), state, sent_at: asked.sent_at })
    });
    Ok(all.collect())
}

/// The host of these listings answers one of those who asked. `false`, and nothing is done, where it was said before
/// or is no longer open.
///
/// # Errors
/// `NotFound` where nobody asked that of these listings; those of the database and of the letter.
pub async fn answer(
    v: &Visit,
    tx: &mut PgTransaction<'_>,
    listings: &[Uuid],
    request: Uuid,
    answer: Answer,
) -> Result<bool, Error> {
    let asked = store::asked_there_locked(tx, listings, request).await?.ok_or(Error::NotFound)?;
    say(v, tx, &asked, answer).await
}
