//! All SQL of imports that can be undone.

use crate::{
    exchange::bring_in::Counts,
    listings::{By, Fields},
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Remembers what this transaction brought in, so that it can be undone at once.
///
/// # Errors
/// Those of the database.
pub async fn remember(tx: &mut PgTransaction<'_>, by: By, counts: Counts) -> Result<(), sqlx::Error> {
    if counts.to_bring_in() == 0 {
        return Ok(());
    }
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let id = Uuid::new_v4();
    sqlx::query("insert into imported (id, by_account, new, changed) values ($1, $2, $3, $4)")
        .bind(id)
        .bind(by.account)
        .bind(number(counts.new))
        .bind(number(counts.changed))
        .execute(&mut **tx)
        .await?;
    // What this transaction wrote: its time is one, and its number is nobody else's.
    sqlx::query(
        "update listing_changes set import_id = $1
         where at = buurten_now() and by_role = $2 and xmin = pg_current_xact_id()::xid",
    )
    .bind(id)
    .bind(by.role.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An import of the last thirty days.
#[derive(FromRow)]
pub struct Imported {
    pub id: Uuid,
    /// The first name of who brought it in.
    pub by: Option<String>,
    pub imported_at: DateTime<Utc>,
    pub new: i32,
    pub changed: i32,
}

/// Imports that can be undone, the last one first.
///
/// # Errors
/// Those of the database.
pub async fn lately(db: &Db) -> Result<Vec<Imported>, sqlx::Error> {
    sqlx::query_as(
        "select i.id, a.first_name as by, i.imported_at, i.new, i.changed from imported i left join accounts a on a.id = i.by_account
         where i.undone_at is null and i.imported_at > buurten_now() - interval '30 days' order by i.imported_at desc, i.id limit 20",
    )
    .fetch_all(&**db)
    .await
}

/// It is undone from now on; `false` where there is none, or it is already.
pub async fn take_back(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<bool, sqlx::Error> {
    let sql = "update imported set undone_at = buurten_now() where id = $1 and undone_at is null";
    Ok(sqlx::query(sql).bind(id).execute(&mut **tx).await?.rows_affected() == 1)
}

/// A listing that an import made (version 1) or changed, and what of it.
#[derive(FromRow)]
pub struct Touched {
    pub listing: Uuid,
    pub key: String,
    pub version: i32,
    #[sqlx(json)]
    pub fields: Fields,
}

/// What an import touched and is still there, by key.
pub async fn touched_by(tx: &mut PgTransaction<'_>, import: Uuid) -> Result<Vec<Touched>, sqlx::Error> {
    sqlx::query_as(
        "select c.listing_id as listing, l.key, c.version, c.fields from listing_changes c join listings l on l.id = c.listing_id
         where c.import_id = $1 order by l.key",
    )
    .bind(import)
    .fetch_all(&mut **tx)
    .await
}

/// Takes away what was made at once and nobody touched or cares for since; how many. Whoever said that something is not
/// right there cares, and so does another listing that was merged into it.
///
/// # Errors
/// Those of the database.
pub async fn take_away(tx: &mut PgTransaction<'_>, listings: &[Uuid]) -> Result<usize, sqlx::Error> {
    let cares =
        ["bookmarks", "requests", "going_along", "regulars", "hosts", "next_steps", "together", "gathering_parties"];
    let nobody: String = cares
        .iter()
        .map(|table| format!(" and not exists (select from {table} t where t.listing_id = l.id)"))
        .collect();
    let sql = format!(
        "delete from listings l where l.id = any($1) and l.version = 1{nobody}
             and not exists (select from corrections c where c.listing_id = l.id and c.state = 'open')
             and not exists (select from merges m where m.kept = l.id and m.undone_at is null)"
    );
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(listings).execute(&mut **tx).await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
}

/// Forgets imports after thirty days: their changes stay in the history of each listing.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let old = "delete from imported where imported_at < buurten_now() - interval '30 days'";
    Ok(sqlx::query(old).execute(&**db).await?.rows_affected())
}
