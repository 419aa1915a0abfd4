//! SQL of seeding.

use crate::platform::db::Db;
use chrono::NaiveDate;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Whether no table of ours holds any row.
///
/// # Errors
/// Those of the database.
pub async fn is_empty(db: &Db) -> Result<bool, sqlx::Error> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '\\_sqlx%'",
    )
    .fetch_all(&**db)
    .await?;
    for table in tables {
        let sql = format!("select exists (select 1 from \"{table}\")");
        if sqlx::query_scalar::<_, bool>(sqlx::AssertSqlSafe(sql)).fetch_one(&**db).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The day the sample's dates count from.
pub(super) async fn remember_day(tx: &mut PgTransaction<'_>, today: NaiveDate) -> Result<(), sqlx::Error> {
    sqlx::query("update city set seeded_on = $1").bind(today).execute(&mut **tx).await?;
    Ok(())
}

/// A newcomer by her address and a listing by its key.
pub(super) async fn newcomer_and_listing(
    tx: &mut PgTransaction<'_>,
    email: &str,
    key: &str,
) -> Result<(Uuid, Uuid), sqlx::Error> {
    sqlx::query_as(
        "select n.id, l.id from newcomers n join accounts a on a.id = n.account_id, listings l where a.email = $1 and l.key = $2",
    )
    .bind(email)
    .bind(key)
    .fetch_one(&mut **tx)
    .await
}

/// The account with this address, for a printed sign-in link.
///
/// # Errors
/// Those of the database.
pub async fn account_of_role(db: &Db, email: &str) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select id from accounts where email = $1").bind(email).fetch_optional(&**db).await
}
