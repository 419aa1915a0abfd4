//! All SQL of going along, as she and the locals see it. What finds the next local stands in `find/store.rs`.

use super::going::{Going, State};
use crate::{
    kit::{email_address::EmailAddress, lang::Lang},
    platform::{chance, db::Db},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    listing_id: Uuid,
    starts_at: Option<DateTime<Utc>>,
    state: String,
    asked_at: DateTime<Utc>,
    who: Option<String>,
    promised: bool,
    early: bool,
    time_over: bool,
}

/// The last row of each question of hers. A first name stands there only where there was a yes.
const HERS: &str = "select distinct on (g.listing_id, g.asked_at) g.id, g.listing_id, g.starts_at, g.state, g.asked_at,
        case when g.state in ('yes', 'went') or g.state = 'lapsed' and g.answered_at is not null then a.first_name end as who,
        g.answered_at is not null as promised,
        coalesce(g.closed_at < coalesce(g.starts_at, g.answered_at + interval '28 days'), false) as early,
        g.asked_at <= buurten_now() - interval '7 days' or coalesce(g.starts_at <= buurten_now(), false) as time_over
    from going_along g join locals l on l.id = g.local_id left join accounts a on a.id = l.account_id
    where g.newcomer_id = $1";
const LAST: &str = "order by g.listing_id, g.asked_at desc, g.sent_at desc, g.id";

fn read(row: Row) -> Result<Going, sqlx::Error> {
    let state: State =
        row.state.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
    Ok(Going {
        id: row.id,
        listing: row.listing_id,
        starts_at: row.starts_at,
        asked_at: row.asked_at,
        who: row.who,
        state,
        promised: row.promised,
        early: row.early,
        time_over: row.time_over,
    })
}

/// Her questions, newest first.
///
/// # Errors
/// Those of the database.
pub async fn hers(db: &Db, newcomer: Uuid) -> Result<Vec<Going>, sqlx::Error> {
    let sql = format!("select * from ({HERS} {LAST}) q order by asked_at desc, id limit 100");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).fetch_all(&**db).await?;
    rows.into_iter().map(read).collect()
}

/// Her newest question for a listing.
pub async fn hers_for(db: &Db, newcomer: Uuid, listing: Uuid) -> Result<Option<Going>, sqlx::Error> {
    let sql = format!("{HERS} and g.listing_id = $2 {LAST} limit 1");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).bind(listing).fetch_optional(&**db).await?;
    row.map(read).transpose()
}

/// The same, where what she asks happens one by one: her own row is the lock.
pub async fn hers_for_locked(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    listing: Uuid,
) -> Result<Option<Going>, sqlx::Error> {
    sqlx::query("select 1 from newcomers where id = $1 for no key update").bind(newcomer).execute(&mut **tx).await?;
    let sql = format!("{HERS} and g.listing_id = $2 {LAST} limit 1");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).bind(listing).fetch_optional(&mut **tx).await?;
    row.map(read).transpose()
}

/// How many questions she asked within a day.
pub async fn count_of_today(tx: &mut PgTransaction<'_>, newcomer: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "select count(distinct (listing_id, asked_at)) from going_along
         where newcomer_id = $1 and asked_at > buurten_now() - interval '1 day'",
    )
    .bind(newcomer)
    .fetch_one(&mut **tx)
    .await
}

/// Ends the asking of one local.
pub async fn close(tx: &mut PgTransaction<'_>, id: Uuid, state: State) -> Result<(), sqlx::Error> {
    sqlx::query("update going_along set state = $2, closed_at = buurten_now() where id = $1")
        .bind(id)
        .bind(state.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// They say no: the question passes on.
pub async fn say_no(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update going_along set state = 'no', answered_at = buurten_now(), closed_at = buurten_now() where id = $1",
    )
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// They say yes; `false` where the promises of the table do not let them (any more).
pub async fn say_yes(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<bool, sqlx::Error> {
    let mut point = sqlx::Acquire::begin(&mut **tx).await?;
    let done = sqlx::query("update going_along set state = 'yes', answered_at = buurten_now() where id = $1")
        .bind(id)
        .execute(&mut *point)
        .await;
    match done {
        Ok(_) => point.commit().await.map(|()| true),
        Err(e) if super::find::is_a_promise(&e) => point.rollback().await.map(|()| false),
        Err(e) => Err(e),
    }
}

/// Somebody in a question: how to write to them, and their first name alone for the other.
#[derive(Clone, Deserialize)]
pub struct Party {
    /// Their account.
    pub account: Uuid,
    /// How to call them.
    pub first_name: Option<String>,
    email: String,
    language: String,
}

impl Party {
    /// Where our letters to them go.
    pub fn address(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.email).ok()
    }

    /// The language of their letters.
    pub fn lang(&self) -> Lang {
        self.language.parse().unwrap_or_default()
    }

    /// Their first name.
    pub fn name(&self) -> &str {
        self.first_name.as_deref().unwrap_or_default()
    }
}

/// Asking one local, with both who take part in it.
#[derive(Clone, FromRow)]
pub struct Asked {
    /// The row.
    pub id: Uuid,
    /// Who would like to go.
    pub newcomer_id: Uuid,
    /// Where.
    pub listing_id: Uuid,
    /// The session she chose.
    pub starts_at: Option<DateTime<Utc>>,
    /// When she asked first.
    pub asked_at: DateTime<Utc>,
    state: String,
    /// The session she chose has begun.
    pub too_late: bool,
    /// She.
    pub her: Json<Party>,
    /// The local.
    pub them: Json<Party>,
}

impl Asked {
    /// What became of it.
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Lapsed)
    }

    /// Whether an answer still counts.
    pub fn is_open(&self) -> bool {
        self.state() == State::Sent && !self.too_late
    }
}

const ASKED: &str = "select g.id, g.newcomer_id, g.listing_id, g.starts_at, g.asked_at, g.state,
        coalesce(g.starts_at <= buurten_now(), false) as too_late,
        json_build_object('account', ha.id, 'first_name', ha.first_name, 'email', ha.email, 'language', ha.language) as her,
        json_build_object('account', ta.id, 'first_name', ta.first_name, 'email', ta.email, 'language', ta.language) as them
    from going_along g join newcomers n on n.id = g.newcomer_id join accounts ha on ha.id = n.account_id
         join locals l on l.id = g.local_id join accounts ta on ta.id = l.account_id";

/// What an answer link leads to; it works for 60 days.
pub async fn asked(db: &Db, token: &str) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} where g.answer_token_hash = $1 and g.sent_at > buurten_now() - interval '60 days'");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(chance::hash(token)).fetch_optional(&**db).await
}

/// The same, locked, to answer it.
pub async fn asked_locked(tx: &mut PgTransaction<'_>, token: &str) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!(
        "{ASKED} where g.answer_token_hash = $1 and g.sent_at > buurten_now() - interval '60 days' for update of g"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(chance::hash(token)).fetch_optional(&mut **tx).await
}

/// One question to this local, locked.
pub async fn of_local_locked(tx: &mut PgTransaction<'_>, local: Uuid, id: Uuid) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} where g.local_id = $1 and g.id = $2 for update of g");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).bind(id).fetch_optional(&mut **tx).await
}

/// One question of hers, locked.
pub async fn of_her_locked(tx: &mut PgTransaction<'_>, newcomer: Uuid, id: Uuid) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} where g.newcomer_id = $1 and g.id = $2 for update of g");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).bind(id).fetch_optional(&mut **tx).await
}

/// What waits for this local's answer, and whom they take along next: nobody else, and nothing of the others.
pub async fn of_local(db: &Db, local: Uuid) -> Result<Vec<Asked>, sqlx::Error> {
    let sql = format!(
        "{ASKED} where g.local_id = $1 and (g.state = 'yes' or g.state = 'sent' and coalesce(g.starts_at > buurten_now(), true))
         order by g.starts_at nulls last, g.sent_at, g.id"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_all(&**db).await
}

/// How many people this local took along, and how many of them said that they went.
pub async fn made_possible(db: &Db, local: Uuid) -> Result<(i64, i64), sqlx::Error> {
    sqlx::query_as(
        "select count(*) filter (where state in ('yes', 'went') or answered_at is not null
                                 and closed_at >= coalesce(starts_at, answered_at + interval '28 days')),
                count(*) filter (where state = 'went')
         from going_along where local_id = $1 and state in ('yes', 'went', 'lapsed')",
    )
    .bind(local)
    .fetch_one(&**db)
    .await
}

/// What is to be passed on: three days of silence, a session that began, a local who cannot (any more); and a yes
/// of somebody whom the desk stopped. Locked; those that another worker has are left to it.
pub async fn due(tx: &mut PgTransaction<'_>) -> Result<Vec<Asked>, sqlx::Error> {
    let sql = format!(
        "{ASKED} where g.state = 'sent' and (g.sent_at <= buurten_now() - interval '3 days'
              or g.starts_at <= buurten_now() or not may_take_along(g.local_id, g.listing_id))
            or g.state = 'yes' and l.stopped_at is not null
         order by g.asked_at, g.id limit 20 for update of g skip locked"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **tx).await
}

/// A yes whose day is over makes room for the next; she can still say that she went.
pub async fn end_what_is_over(db: &Db) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "update going_along set state = 'lapsed', closed_at = buurten_now()
         where state = 'yes' and coalesce(starts_at + interval '1 day', answered_at + interval '28 days') <= buurten_now()",
    )
    .execute(&**db)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets what was asked twelve months ago.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("delete from going_along where asked_at < buurten_now() - interval '12 months'")
        .execute(&**db)
        .await?;
    Ok(done.rows_affected())
}
