//! All SQL of sheets with headers of others.

use super::Mapping;
use crate::{exchange::sheet::Raw, platform::db::Db};
use sqlx::types::Json;
use uuid::Uuid;

/// Headers and rows of a sheet of this account's that waits for its columns, within the hour.
pub(super) async fn strange(db: &Db, id: Uuid, account: Uuid) -> Result<Option<(Vec<String>, Vec<Raw>)>, sqlx::Error> {
    let found: Option<(Vec<String>, Json<Vec<Raw>>)> = sqlx::query_as(
        "select columns, rows from imports
         where id = $1 and by_account = $2 and state = 'headers' and read_at > buurten_now() - interval '1 hour'",
    )
    .bind(id)
    .bind(account)
    .fetch_optional(&**db)
    .await?;
    Ok(found.map(|(headers, rows)| (headers, rows.0)))
}

/// What somebody said of these headers before.
pub(super) async fn remembered(db: &Db, headers_hash: &[u8]) -> Result<Option<Mapping>, sqlx::Error> {
    let found: Option<Json<Mapping>> = sqlx::query_scalar("select mapping from import_headers where headers_hash = $1")
        .bind(headers_hash)
        .fetch_optional(&**db)
        .await?;
    Ok(found.map(|mapping| mapping.0))
}

/// Remembers what somebody says of these headers.
pub(super) async fn remember(db: &Db, headers_hash: &[u8], mapping: &Mapping) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into import_headers (headers_hash, mapping) values ($1, $2)
         on conflict (headers_hash) do update set mapping = excluded.mapping, used_at = excluded.used_at",
    )
    .bind(headers_hash)
    .bind(Json(mapping))
    .execute(&**db)
    .await?;
    Ok(())
}

/// Forgets headers that nobody used for two years.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let old = "delete from import_headers where used_at < buurten_now() - interval '24 months'";
    Ok(sqlx::query(old).execute(&**db).await?.rows_affected())
}
