//! SQL of somebody's own page, and of forgetting what no other room forgets.

use crate::platform::db::Db;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// What somebody is here, besides a newcomer.
#[derive(FromRow)]
pub struct Grants {
    /// Takes people along.
    pub local: bool,
    /// Hosts a group.
    pub host: bool,
}

/// What the holder of this account is here.
pub async fn grants(db: &Db, account: Uuid) -> Result<Grants, sqlx::Error> {
    sqlx::query_as(
        "select exists (select from locals where account_id = $1 and joined_at is not null) as local, exists (select from hosts where account_id = $1) as host",
    )
    .bind(account)
    .fetch_one(&**db)
    .await
}

/// What a local made possible, in numbers.
#[derive(FromRow)]
pub struct MadePossible {
    /// How many they took along.
    pub taken_along: i64,
    /// How many they met.
    pub met: i64,
    /// How many they still meet.
    pub still: i64,
    /// How many things they began with somebody.
    pub begun: i64,
}

/// `l` is the local.
const MADE_POSSIBLE: &str = "(select count(*) from going_along g where g.local_id = l.id and was_taken_along(g)) as taken_along,
        (select count(distinct t.newcomer_id) from ties t where t.local_id = l.id and t.met_at is not null) as met,
        (select count(distinct t.newcomer_id) from ties t where t.local_id = l.id and t.state in ('again', 'regular')) as still,
        (select count(*) from together b where b.local_id = l.id and b.published_at is not null) as begun";

/// What this local made possible.
pub async fn made_possible(db: &Db, local: Uuid) -> Result<MadePossible, sqlx::Error> {
    let sql = format!("select {MADE_POSSIBLE} from locals l where l.id = $1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_one(&**db).await
}

/// A local who has been here for another year.
#[derive(FromRow)]
pub struct Thanked {
    /// Where the letter goes.
    pub email: String,
    /// Its language.
    pub language: String,
    /// What they made possible.
    #[sqlx(flatten)]
    pub made: MadePossible,
}

/// Some who are thanked now, marked as thanked: a year after they joined, and a year after the last time.
pub async fn thank(tx: &mut PgTransaction<'_>) -> Result<Vec<Thanked>, sqlx::Error> {
    let sql = format!(
        "with due as (select id from locals where account_id is not null and joined_at is not null and stopped_at is null
                          and coalesce(thanked_at, joined_at) + interval '1 year' <= buurten_now()
                      order by joined_at, id limit 100 for update skip locked),
              marked as (update locals set thanked_at = buurten_now() where id in (select id from due) returning id)
         select a.email, a.language, {MADE_POSSIBLE} from locals l join marked m on m.id = l.id join accounts a on a.id = l.account_id"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **tx).await
}

/// What somebody of the desk wrote down.
#[derive(FromRow)]
pub struct Note {
    /// What for.
    pub purpose: String,
    /// What it says.
    pub text: String,
    /// Until when it is kept.
    pub until: NaiveDate,
    /// Since when.
    pub written_at: DateTime<Utc>,
}

/// What the desk wrote down about the holder of this account, newest first.
pub async fn notes_about(db: &Db, account: Uuid) -> Result<Vec<Note>, sqlx::Error> {
    sqlx::query_as(
        "select purpose, text, until, written_at from notes where about_account = $1 order by written_at desc, id",
    )
    .bind(account)
    .fetch_all(&**db)
    .await
}

/// How often the holder of this account is asked whether they still meet, and can still say.
pub async fn follow_ups_asked(db: &Db, account: Uuid) -> Result<usize, sqlx::Error> {
    let sql = "select count(*) from follow_ups
        where account_id = $1 and asked_at is not null and answered_at is null and expires_at > buurten_now()";
    let count: i64 = sqlx::query_scalar(sql).bind(account).fetch_one(&**db).await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// An account that nobody was seen with for long.
#[derive(FromRow)]
pub struct Silent {
    /// Whose account.
    pub id: Uuid,
    /// Where the notice goes.
    pub email: String,
    /// Its language.
    pub language: String,
}

/// Silent for so long, so many notices got, and the last one not within the days that a letter is kept. Staff are not
/// forgotten: an administrator removes them.
const SILENT: &str = "a.seen_at + $1::text::interval < buurten_now() and a.notices = $2
    and not exists (select from staff s where s.account_id = a.id)
    and not exists (select from letters l where l.address = a.email and l.cause = 'silent')";

/// Some who get their next notice now, counted as noticed; locked, for the letters that go with it.
pub async fn notice(tx: &mut PgTransaction<'_>, after: &str, notices: i32) -> Result<Vec<Silent>, sqlx::Error> {
    let sql = format!(
        "update accounts set notices = notices + 1 where id in
             (select a.id from accounts a where {SILENT} order by a.seen_at limit 100 for update skip locked)
         returning id, email, language"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(after).bind(notices).fetch_all(&mut **tx).await
}

/// Some who are erased now.
pub async fn silent(db: &Db, after: &str, notices: i32) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = format!("select a.id from accounts a where {SILENT} order by a.seen_at limit 1000");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(after).bind(notices).fetch_all(&**db).await
}

/// Whether this account is still silent; locked.
pub async fn still_silent(
    tx: &mut PgTransaction<'_>,
    account: Uuid,
    after: &str,
    notices: i32,
) -> Result<bool, sqlx::Error> {
    let sql = format!("select true from accounts a where {SILENT} and a.id = $3 for update");
    let found: Option<bool> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(after)
        .bind(notices)
        .bind(account)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(found.is_some())
}
