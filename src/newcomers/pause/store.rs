//! All SQL of taking a break.

use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// She takes a break, from now; who does already goes on.
///
/// # Errors
/// Those of the database.
pub async fn pause(db: &Db, newcomer: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update newcomers set paused_at = buurten_now() where id = $1 and paused_at is null")
        .bind(newcomer)
        .execute(&**db)
        .await?;
    Ok(())
}

/// She is back.
///
/// # Errors
/// Those of the database.
pub async fn resume(db: &Db, newcomer: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update newcomers set paused_at = null where id = $1").bind(newcomer).execute(&**db).await?;
    Ok(())
}

/// Since when she takes a break, if she does.
///
/// # Errors
/// Those of the database.
pub async fn paused_since(db: &Db, newcomer: Uuid) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar("select paused_at from newcomers where id = $1").bind(newcomer).fetch_one(&**db).await
}
