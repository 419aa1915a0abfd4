//! All SQL of wishes to meet somebody.

use super::{Waits, Wish};
use crate::{
    auth::Scope,
    kit::words::{Meet, Topic},
    logbook::Looked,
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use std::str::FromStr;
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    topic: Option<String>,
    about: Option<String>,
    may_be_read: bool,
    asked_at: DateTime<Utc>,
}

fn known<T: FromStr<Err = crate::kit::named::Unexpected>>(name: &str) -> Result<T, sqlx::Error> {
    name.parse().map_err(|e: T::Err| sqlx::Error::Decode(Box::new(e)))
}

fn read(row: Row) -> Result<Wish, sqlx::Error> {
    let Row { id, kind, topic, about, may_be_read, asked_at } = row;
    let topic = topic.as_deref().map(known::<Topic>).transpose()?;
    Ok(Wish { id, kind: known(&kind)?, topic, about, may_be_read, asked_at })
}

const OPEN: &str = "select w.id, w.kind, w.topic, w.about, w.may_be_read, w.asked_at
    from wishes_to_meet w join newcomers n on n.id = w.newcomer_id where w.ended_at is null and ";

/// Her open wishes, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn of_newcomer(db: &Db, newcomer: Uuid) -> Result<Vec<Wish>, sqlx::Error> {
    let sql = format!("{OPEN} n.id = $1 order by w.asked_at, w.id");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).fetch_all(&**db).await?;
    rows.into_iter().map(read).collect()
}

/// The same, for somebody of the desk who said why they look.
///
/// # Errors
/// Those of the database.
pub async fn of_person(db: &Db, her: Looked) -> Result<Vec<Wish>, sqlx::Error> {
    let sql = format!("{OPEN} n.account_id = $1 order by w.asked_at, w.id");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(her.account()).fetch_all(&**db).await?;
    rows.into_iter().map(read).collect()
}

/// What is open, longest first; nobody's who takes a break, meets nobody new, or lives beyond the scope.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waits>, sqlx::Error> {
    let rows: Vec<(Uuid, Option<String>, String, DateTime<Utc>)> = sqlx::query_as(
        "select n.account_id, n.answers ->> 'postcode', w.kind, w.asked_at
         from wishes_to_meet w join newcomers n on n.id = w.newcomer_id
         where w.ended_at is null and n.account_id is not null and n.paused_at is null and n.stopped_at is null
           and coalesce(n.answers ->> 'postcode', '') <> all($1)
         order by w.asked_at, w.id limit 500",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    let waits = |(account, postcode, kind, since): (Uuid, Option<String>, String, DateTime<Utc>)| {
        Ok(Waits { account, postcode: postcode.and_then(|p| p.parse().ok()), kind: known(&kind)?, since })
    };
    rows.into_iter().map(waits).collect()
}

/// Puts a wish there, or says another way what an open one of this kind is about. It waits since it was first there.
pub async fn ask(
    db: &Db,
    newcomer: Uuid,
    kind: Meet,
    topic: Option<Topic>,
    about: Option<&str>,
    may_be_read: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into wishes_to_meet (id, newcomer_id, kind, topic, about, may_be_read) values ($1, $2, $3, $4, $5, $6)
         on conflict (newcomer_id, kind) where ended_at is null
         do update set topic = excluded.topic, about = excluded.about, may_be_read = excluded.may_be_read",
    )
    .bind(Uuid::new_v4())
    .bind(newcomer)
    .bind(kind.as_str())
    .bind(topic.map(Topic::as_str))
    .bind(about)
    .bind(may_be_read)
    .execute(&**db)
    .await?;
    Ok(())
}

/// She takes it back; `false` where it is not open.
pub async fn take_back(db: &Db, newcomer: Uuid, id: Uuid) -> Result<bool, sqlx::Error> {
    let sql =
        "update wishes_to_meet set ended_at = buurten_now() where id = $2 and newcomer_id = $1 and ended_at is null";
    let done = sqlx::query(sql).bind(newcomer).bind(id).execute(&**db).await?;
    Ok(done.rows_affected() == 1)
}

/// One she took back within the hour is open again, unless it was fulfilled or another of its kind is.
pub async fn again(db: &Db, newcomer: Uuid, id: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update wishes_to_meet w set ended_at = null where id = $2 and newcomer_id = $1 and introduction_id is null
           and ended_at > buurten_now() - interval '1 hour'
           and not exists (select from wishes_to_meet o where o.newcomer_id = $1 and o.kind = w.kind and o.ended_at is null)",
    )
    .bind(newcomer)
    .bind(id)
    .execute(&**db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An introduction fulfils her open wish of its kind, in the transaction that proposes it.
///
/// # Errors
/// Those of the database.
pub async fn fulfil(
    tx: &mut PgTransaction<'_>,
    her: Looked,
    kind: Meet,
    introduction: Uuid,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update wishes_to_meet w set ended_at = buurten_now(), introduction_id = $3 from newcomers n
         where n.id = w.newcomer_id and n.account_id = $1 and w.kind = $2 and w.ended_at is null",
    )
    .bind(her.account())
    .bind(kind.as_str())
    .bind(introduction)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What an introduction fulfilled of which she never heard is open again, unless she wished it anew.
pub async fn reopen(tx: &mut PgTransaction<'_>, introduction: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update wishes_to_meet w set ended_at = null, introduction_id = null where introduction_id = $1
           and not exists (select from wishes_to_meet o where o.newcomer_id = w.newcomer_id and o.kind = w.kind and o.ended_at is null)",
    )
    .bind(introduction)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether anybody from here could be asked for this now.
pub async fn somebody_is_free(db: &Db, kind: Meet) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "select exists (select from locals l where l.state = 'active' and l.stopped_at is null and l.paused_at is null and $1 = any (l.up_for)
             and l.certificate_valid_until >= (buurten_now() at time zone 'Europe/Amsterdam')::date
             and ($1 <> 'welcome-group' or exists (select from welcome_groups g where g.local_id = l.id and g.ended_at is null))
             and places_of(l.id) > 0)",
    )
    .bind(kind.as_str())
    .fetch_one(&**db)
    .await
}

/// Forgets wishes twelve months after they were made, or ended.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from wishes_to_meet where id in
             (select id from wishes_to_meet where coalesce(ended_at, asked_at) < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
