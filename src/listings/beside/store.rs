//! SQL of what a listing's row says beside the listing.

use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// Which version of itself each of these listings is, and since when: calendars tell a change by it.
///
/// # Errors
/// Those of the database.
pub async fn versions_of(db: &Db, listings: &[Uuid]) -> Result<HashMap<Uuid, (i32, DateTime<Utc>)>, sqlx::Error> {
    let rows: Vec<(Uuid, i32, DateTime<Utc>)> =
        sqlx::query_as("select id, version, changed_at from listings where id = any($1)")
            .bind(listings)
            .fetch_all(&**db)
            .await?;
    Ok(rows.into_iter().map(|(id, version, at)| (id, (version, at))).collect())
}

/// From now on these leave most questions unanswered and no others do. Only rows that change are written: the shelf takes
/// in just those. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn set_slow_to_answer(db: &Db, slow: &[Uuid]) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "update listings set slow_to_answer = (id = any($1)) where slow_to_answer is distinct from (id = any($1))",
    )
    .bind(slow)
    .execute(&**db)
    .await?;
    Ok(done.rows_affected())
}
