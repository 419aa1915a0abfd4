//! All SQL of keeping a newcomer apart.

use crate::{logbook::Looked, platform::db::Db};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Keeps her apart, or no longer; says whether anything changed.
pub async fn set(tx: &mut PgTransaction<'_>, her: Looked, stops: bool) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update newcomers set stopped_at = case when $2 then buurten_now() end
         where account_id = $1 and (stopped_at is null) = $2",
    )
    .bind(her.account())
    .bind(stops)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Since when the holder of this account meets nobody new as a newcomer, if so.
///
/// # Errors
/// Those of the database.
pub async fn stopped_since(db: &Db, account: Uuid) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let sql = "select stopped_at from newcomers where account_id = $1 and stopped_at is not null";
    sqlx::query_scalar(sql).bind(account).fetch_optional(&**db).await
}
