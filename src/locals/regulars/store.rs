//! All SQL of where locals go.

use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use std::collections::HashMap;
use uuid::Uuid;

/// A local as the host of a listing sees them: a first name, and since when they say they go there.
#[derive(Clone, FromRow)]
pub struct Regular {
    /// For the host's word.
    pub local: Uuid,
    /// How to call them.
    pub first_name: Option<String>,
    /// Since when they say so.
    pub since: DateTime<Utc>,
}

/// A listing a local goes to.
#[derive(Clone, Copy, FromRow)]
pub struct Goes {
    /// Where.
    pub listing_id: Uuid,
    /// The host vouches for them there. What else the host may have said is for the desk alone.
    pub vouched: bool,
    /// The host does not know them: for the desk alone.
    pub unknown: bool,
}

const REGULARS: &str = "select l.id as local, a.first_name, r.said_at as since
    from regulars r join locals l on l.id = r.local_id join accounts a on a.id = l.account_id
    where r.listing_id = $1 and l.joined_at is not null and l.stopped_at is null";

/// Who says that they go there, and waits for the host's word; longest first.
///
/// # Errors
/// Those of the database.
pub async fn regulars_to_vouch_for(db: &Db, listing: Uuid) -> Result<Vec<Regular>, sqlx::Error> {
    let sql =
        format!("{REGULARS} and r.vouched_at is null and r.unknown_at is null order by r.said_at, l.id limit 100");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(listing).fetch_all(&**db).await
}

/// For whom the host vouches there, the last one first.
///
/// # Errors
/// Those of the database.
pub async fn regulars_vouched_for(db: &Db, listing: Uuid) -> Result<Vec<Regular>, sqlx::Error> {
    let sql = format!("{REGULARS} and r.vouched_at is not null order by r.vouched_at desc, l.id limit 100");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(listing).fetch_all(&**db).await
}

/// The host vouches for a local who says that they go there; `false` where they do not say so.
///
/// # Errors
/// Those of the database.
pub async fn vouch(
    tx: &mut PgTransaction<'_>,
    local: Uuid,
    listing: Uuid,
    host_account: Uuid,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update regulars set vouched_at = coalesce(vouched_at, buurten_now()), vouched_by = coalesce(vouched_by, $3), unknown_at = null
         where local_id = $1 and listing_id = $2",
    )
    .bind(local)
    .bind(listing)
    .bind(host_account)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The host does not know them. They see nothing of it; the desk does. `false` where they do not say they go there.
///
/// # Errors
/// Those of the database.
pub async fn does_not_know(tx: &mut PgTransaction<'_>, local: Uuid, listing: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update regulars set unknown_at = coalesce(unknown_at, buurten_now()), vouched_at = null, vouched_by = null
         where local_id = $1 and listing_id = $2",
    )
    .bind(local)
    .bind(listing)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The host takes their word back, whichever it was: the question stands again.
///
/// # Errors
/// Those of the database.
pub async fn take_word_back(tx: &mut PgTransaction<'_>, local: Uuid, listing: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update regulars set unknown_at = null, vouched_at = null, vouched_by = null where local_id = $1 and listing_id = $2",
    )
    .bind(local)
    .bind(listing)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Where a local goes, in the order they said so.
///
/// # Errors
/// Those of the database.
pub async fn goes_to(db: &Db, local: Uuid) -> Result<Vec<Goes>, sqlx::Error> {
    sqlx::query_as(
        "select listing_id, vouched_at is not null as vouched, unknown_at is not null as unknown
         from regulars where local_id = $1 order by said_at, listing_id",
    )
    .bind(local)
    .fetch_all(&**db)
    .await
}

/// They go there too. Said twice is said once.
///
/// # Errors
/// Those of the database; the foreign key where there is no such listing.
pub async fn go_to(tx: &mut PgTransaction<'_>, local: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("insert into regulars (local_id, listing_id) values ($1, $2) on conflict do nothing")
        .bind(local)
        .bind(listing)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// They do not go there any more: the host's word goes with it.
///
/// # Errors
/// Those of the database.
pub async fn go_no_more(tx: &mut PgTransaction<'_>, local: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from regulars where local_id = $1 and listing_id = $2")
        .bind(local)
        .bind(listing)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// How many locals say that they go to each of these.
///
/// # Errors
/// Those of the database.
pub async fn how_many_go(db: &Db, listings: &[Uuid]) -> Result<HashMap<Uuid, i64>, sqlx::Error> {
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(
        "select r.listing_id, count(*) from regulars r join locals l on l.id = r.local_id
         where r.listing_id = any($1) and l.joined_at is not null and l.stopped_at is null group by r.listing_id",
    )
    .bind(listings)
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Whether somebody who goes there could be asked now to take a newcomer along.
///
/// # Errors
/// Those of the database.
pub async fn somebody_goes(db: &Db, listing: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "select exists (select 1 from regulars r
                        where r.listing_id = $1 and may_take_along(r.local_id, r.listing_id)
                          and places_of(r.local_id) > 0)",
    )
    .bind(listing)
    .fetch_one(&**db)
    .await
}
