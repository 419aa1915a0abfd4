//! All SQL of the evenings for locals.

use super::Training;
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// `$1`: the local who asks, or nobody.
const TRAINING: &str = "select t.id, t.starts_at, t.ends_at, t.place, (select count(*) from training_places p where p.training_id = t.id) as people,
        c.local_id is not null as comes, t.called_off_at is not null as is_off, coalesce(t.called_off_at, c.since, buurten_now()) as changed_at
    from trainings t left join training_places c on c.training_id = t.id and c.local_id = $1";
const TO_COME: &str = "t.called_off_at is null and t.ends_at > buurten_now()";

/// The next one; as this local sees it.
///
/// # Errors
/// Those of the database.
pub async fn next(db: &Db, local: Option<Uuid>) -> Result<Option<Training>, sqlx::Error> {
    let sql = format!("{TRAINING} where {TO_COME} order by t.starts_at, t.id limit 1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_optional(&**db).await
}

/// All that are to come.
///
/// # Errors
/// Those of the database.
pub async fn to_come(db: &Db) -> Result<Vec<Training>, sqlx::Error> {
    let sql = format!("{TRAINING} where {TO_COME} order by t.starts_at, t.id limit 50");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(None::<Uuid>).fetch_all(&**db).await
}

/// One of them; `None` where it is over or called off.
pub async fn found(db: &Db, id: Uuid, local: Uuid) -> Result<Option<Training>, sqlx::Error> {
    let sql = format!("{TRAINING} where {TO_COME} and t.id = $2");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).bind(id).fetch_optional(&**db).await
}

/// Those a local said that they come to, called off or not, until two weeks after.
pub async fn theirs(db: &Db, local: Uuid) -> Result<Vec<Training>, sqlx::Error> {
    let sql = format!(
        "{TRAINING} where c.local_id is not null and t.ends_at > buurten_now() - interval '14 days' order by t.starts_at, t.id limit 50"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_all(&**db).await
}

/// The same, by the local's account; none where they are no local.
pub async fn of_account(db: &Db, account: Uuid) -> Result<Vec<Training>, sqlx::Error> {
    let local: Option<Uuid> =
        sqlx::query_scalar("select id from locals where account_id = $1").bind(account).fetch_optional(&**db).await?;
    match local {
        Some(local) => theirs(db, local).await,
        None => Ok(Vec::new()),
    }
}

/// Those they would have come to, and that do not take place; until their day is over.
///
/// # Errors
/// Those of the database.
pub async fn called_off_for(db: &Db, local: Uuid) -> Result<Vec<Training>, sqlx::Error> {
    let sql = format!(
        "{TRAINING} where c.local_id is not null and t.called_off_at is not null and t.ends_at > buurten_now() order by t.starts_at, t.id limit 5"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_all(&**db).await
}

/// A new one. Sent twice it is there once.
///
/// # Errors
/// Those of the database; `a_training_ends_after_it_starts`, `a_training_has_a_short_place`.
pub async fn insert(
    db: &Db,
    id: Uuid,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    place: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into trainings (id, starts_at, ends_at, place) values ($1, $2, $3, $4) on conflict (id) do nothing",
    )
    .bind(id)
    .bind(starts_at)
    .bind(ends_at)
    .bind(place)
    .execute(&**db)
    .await?;
    Ok(())
}

/// They come. Twice is once.
pub async fn come(db: &Db, id: Uuid, local: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("insert into training_places (training_id, local_id) values ($1, $2) on conflict do nothing")
        .bind(id)
        .bind(local)
        .execute(&**db)
        .await?;
    Ok(())
}

/// They do not come after all.
pub async fn not_come(db: &Db, id: Uuid, local: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from training_places where training_id = $1 and local_id = $2")
        .bind(id)
        .bind(local)
        .execute(&**db)
        .await?;
    Ok(())
}

/// Somebody who had said that they come.
#[derive(FromRow)]
pub struct Comes {
    /// Where to write.
    pub email: String,
    /// Their language.
    pub language: String,
    /// When it would have been.
    pub starts_at: DateTime<Utc>,
}

/// It does not take place; answers who had said that they come. Nobody where it was called off before.
///
/// # Errors
/// Those of the database.
pub async fn call_off(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Vec<Comes>, sqlx::Error> {
    sqlx::query_as(
        "with off as (update trainings set called_off_at = buurten_now()
                      where id = $1 and called_off_at is null and ends_at > buurten_now() returning id, starts_at)
         select a.email, a.language, off.starts_at from off join training_places p on p.training_id = off.id
             join locals l on l.id = p.local_id join accounts a on a.id = l.account_id order by a.email",
    )
    .bind(id)
    .fetch_all(&mut **tx)
    .await
}

/// Forgets evenings a year after they were.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let sql = "delete from trainings where ends_at < buurten_now() - interval '12 months'";
    Ok(sqlx::query(sql).execute(&**db).await?.rows_affected())
}
