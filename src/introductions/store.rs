//! All SQL of introductions.

use super::Before;
use crate::{logbook::Looked, platform::db::Db};
use std::collections::HashMap;
use uuid::Uuid;

/// With whom she was introduced, and with whom it lapsed within 180 days.
///
/// # Errors
/// Those of the database.
pub async fn of_newcomer(db: &Db, her: Looked) -> Result<Vec<Before>, sqlx::Error> {
    let rows: Vec<(Uuid, bool)> = sqlx::query_as(
        "select i.local_id, bool_and(i.state = 'lapsed') from introductions i join newcomers n on n.id = i.newcomer_id
         where n.account_id = $1 and (i.state <> 'lapsed' or i.ended_at > buurten_now() - interval '180 days') group by 1",
    )
    .bind(her.account())
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().map(|(local, lapsed)| Before { local, lapsed }).collect())
}

/// How many introductions of each of these locals are open; those without any are left out.
///
/// # Errors
/// Those of the database.
pub async fn open_of(db: &Db, locals: &[Uuid]) -> Result<HashMap<Uuid, i64>, sqlx::Error> {
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(
        "select local_id, count(*) from introductions where ended_at is null and local_id = any($1) group by 1",
    )
    .bind(locals)
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Forgets introductions twelve months after they ended.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from introductions where id in
             (select id from introductions where ended_at < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
