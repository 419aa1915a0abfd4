//! A merge is undone: what moved goes back as far as it is still there, and both listings are as before, but for what
//! somebody changed since.

use super::store;
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    curation::{
        act::by,
        restore::{before, restored},
    },
    listings,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;
use sqlx::PgTransaction;
use uuid::Uuid;

/// `POST /desk/merges/{id}/undo`: once.
pub async fn submit(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let to = see("/desk/twins");
    let mut tx = db.begin().await?;
    let Some(merge) = store::locked(&mut tx, id).await? else { return Err(Error::NotFound) };
    let mut both = [(merge.kept, merge.kept_version), (merge.lost, merge.lost_version)];
    both.sort_unstable();
    for (listing, version) in both {
        if let Some(version) = version {
            revert(&mut tx, &who, listing, version).await?;
        }
    }
    let all = match store::move_back(&mut tx, &merge).await {
        // What the database would not have there stands in the way: then all stays merged.
        Err(sqlx::Error::Database(d)) if d.constraint().is_some() => {
            return Ok(Flash::on(to, &v.address, "flash-merge-stays", None));
        }
        other => other?,
    };
    store::undone(&mut tx, id).await?;
    tx.commit().await?;
    let flash = if all { "flash-merge-undone" } else { "flash-merge-undone-in-part" };
    Ok(Flash::on(to, &v.address, flash, None))
}

async fn revert(tx: &mut PgTransaction<'_>, who: &SignedIn, listing: Uuid, made: i32) -> Result<(), Error> {
    let (now, version) = listings::with_version_locked(tx, listing).await?.ok_or(Error::NotFound)?;
    let since = listings::changes_since(tx, listing, made - 1).await?;
    let Some(change) = since.iter().find(|c| c.version == made) else { return Ok(()) };
    let then = restored(&now, &before(&listings::fields_of(&now), &change.fields, None)).ok_or(Error::Stale)?;
    listings::change(tx, by(who), &then, version).await?;
    Ok(())
}
