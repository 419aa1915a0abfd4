//! What she changes by one tap, without its question.

use super::{
    newcomer::Newcomer,
    store::{locked, update},
};
use crate::{kit::words::Rung, matching::change::Change, platform::db::Db};
use uuid::Uuid;

/// Changes her row while nobody else does; none where she has none.
async fn on_locked<T>(db: &Db, id: Uuid, act: impl FnOnce(&mut Newcomer) -> T) -> Result<Option<T>, sqlx::Error> {
    let mut tx = db.begin().await?;
    let Some(mut hers) = locked(&mut tx, id).await? else { return Ok(None) };
    let done = act(&mut hers);
    update(&mut tx, &hers).await?;
    tx.commit().await?;
    Ok(Some(done))
}

/// One tap: with whom she would like to be.
///
/// # Errors
/// Those of the database.
pub async fn choose_rung(db: &Db, newcomer: Uuid, rung: Rung) -> Result<(), sqlx::Error> {
    on_locked(db, newcomer, |hers| hers.person.rung = Some(rung)).await.map(Option::unwrap_or_default)
}

/// One tap: changes an answer. Gives what takes it back, where it changed something that she had said.
///
/// # Errors
/// Those of the database.
pub async fn change(db: &Db, newcomer: Uuid, change: &Change) -> Result<Option<Change>, sqlx::Error> {
    let changed = on_locked(db, newcomer, |hers| {
        let undo = change.undo(&hers.person);
        hers.person = change.apply(&hers.person);
        undo
    });
    changed.await.map(Option::flatten)
}
