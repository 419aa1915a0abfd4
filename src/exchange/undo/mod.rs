//! A whole import is undone: what it made goes, what it changed is as before. What somebody touched since stays, and is
//! counted.

mod store;

pub(super) use store::{Imported, lately, remember};
pub use store::{forget_old as forget_old_imports, take_away};

use crate::{
    auth::{AsSocialWorker, Visit},
    exchange::{import::IMPORT_PATH, store::begin_patiently},
    listings::{self, By, Edit, Role},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;
use sqlx::PgTransaction;
use std::time::Duration;
use store::Touched;
use uuid::Uuid;

/// Listings that one statement changes.
const BATCH: usize = 500;
/// What takes longer goes on when its reader has gone.
const PATIENCE: Duration = Duration::from_secs(8);

/// `POST /desk/imports/{id}/undo`: once.
pub async fn submit(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let by = By::of(&who, Role::SocialWorker);
    let work = tokio::spawn(async move { undo(&db, by, id).await });
    let flash = match tokio::time::timeout(PATIENCE, work).await {
        Err(_) => "flash-import-undoing",
        Ok(done) => match done.map_err(Error::unexpected)?? {
            None => return Err(Error::NotFound),
            Some(0) => "flash-import-undone",
            Some(_) => "flash-import-undone-in-part",
        },
    };
    Ok(Flash::on(see(IMPORT_PATH), &v.address, flash, None))
}

/// How many listings stay as somebody made them since; `None` where there is no such import, or it is undone.
async fn undo(db: &Db, by: By, id: Uuid) -> Result<Option<usize>, sqlx::Error> {
    let mut tx = begin_patiently(db).await?;
    if !store::take_back(&mut tx, id).await? {
        return Ok(None);
    }
    let touched = store::touched_by(&mut tx, id).await?;
    let (made, changed): (Vec<Touched>, Vec<Touched>) = touched.into_iter().partition(|it| it.version == 1);
    let ids: Vec<Uuid> = made.iter().map(|it| it.listing).collect();
    let mut stay = made.len() - store::take_away(&mut tx, &ids).await?;
    for some in changed.chunks(BATCH) {
        stay += some.len() - put_back(&mut tx, by, some).await?;
    }
    tx.commit().await?;
    Ok(Some(stay))
}

/// Puts back what nobody changed since; how many.
async fn put_back(tx: &mut PgTransaction<'_>, by: By, some: &[Touched]) -> Result<usize, sqlx::Error> {
    let keys: Vec<String> = some.iter().map(|it| it.key.clone()).collect();
    let mut now = listings::of_keys_locked(tx, &keys).await?;
    let mut edits = Vec::new();
    for it in some {
        let Some((before, version)) = now.remove(&it.key).filter(|(_, version)| *version == it.version) else {
            continue;
        };
        let from = it.fields.iter().map(|(name, field)| (name.clone(), field["from"].clone())).collect();
        edits.push(Edit { after: listings::with_fields(&before, &from)?, before, version });
    }
    listings::change_many(tx, by, &edits).await?;
    Ok(edits.len())
}
