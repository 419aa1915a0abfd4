//! A merge is undone: what moved goes back as far as it is still there, and both listings are as before, but for what
//! somebody changed since.

use super::store;
use crate::{
    auth::{AsSocialWorker, Visit},
    curation::restore::revert,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::response::Response;

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
