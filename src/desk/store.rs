//! All SQL of the desk.

use super::note::{Note, Purpose, Written};
use crate::{
    auth::{Scope, SignedIn},
    kit::named::Unexpected,
    logbook::Looked,
    platform::db::Db,
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgTransaction};
use std::collections::HashMap;
use uuid::Uuid;

const TODAY: &str = "(buurten_now() at time zone 'Europe/Amsterdam')::date";

/// The language of a newcomer or local whom this scope may see; `None` for everybody else. Somebody who is both lives
/// in one place; where they named two, neither may be beyond.
pub async fn language_within(db: &Db, scope: &Scope, account: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar(
        "with them as (select answers from newcomers where account_id = $1
                       union all select answers from locals where account_id = $1)
         select language from accounts where id = $1 and exists (select 1 from them)
            and not exists (select 1 from them where coalesce(answers ->> 'postcode', '') = any($2))",
    )
    .bind(account)
    .bind(scope.beyond())
    .fetch_optional(&**db)
    .await
}

/// Of these accounts the newcomers and locals, and whether this scope may see them.
pub async fn people_of(db: &Db, scope: &Scope, accounts: &[Uuid]) -> Result<HashMap<Uuid, bool>, sqlx::Error> {
    let all: Vec<(Uuid, bool)> = sqlx::query_as(
        "with them as (select account_id, answers from newcomers where account_id = any($1)
                       union all select account_id, answers from locals where account_id = any($1))
         select account_id, bool_and(coalesce(answers ->> 'postcode', '') <> all($2)) from them group by account_id",
    )
    .bind(accounts)
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    Ok(all.into_iter().collect())
}

/// How to call and reach somebody.
#[derive(FromRow)]
pub struct Person {
    /// First name, once they gave one.
    pub first_name: Option<String>,
    /// Where to write.
    pub email: String,
    /// She takes a break.
    pub paused: bool,
}

/// Somebody who was looked at.
pub async fn person(db: &Db, looked: Looked) -> Result<Option<Person>, sqlx::Error> {
    sqlx::query_as(
        "select a.first_name, a.email, n.paused_at is not null as paused
         from accounts a left join newcomers n on n.account_id = a.id where a.id = $1",
    )
    .bind(looked.account())
    .fetch_optional(&**db)
    .await
}

/// Whether she meets nobody from here, and nobody saw to it within four weeks that her time here ends soon.
pub async fn window_waits(db: &Db, her: Looked) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "select exists (select from newcomers n where n.account_id = $1
             and coalesce(n.window_seen_to_at <= buurten_now() - interval '4 weeks', true)
             and not exists (select from ties t where t.newcomer_id = n.id and t.state <> 'ended'))",
    )
    .bind(her.account())
    .fetch_one(&**db)
    .await
}

/// Somebody saw to it that her time here ends soon; or it waits again.
pub async fn see_to_window(tx: &mut PgTransaction<'_>, her: Looked, seen_to: bool) -> Result<(), sqlx::Error> {
    sqlx::query("update newcomers set window_seen_to_at = case when $2 then buurten_now() end where account_id = $1")
        .bind(her.account())
        .bind(seen_to)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// How many newcomers with an account there are at each postcode.
pub async fn newcomers_by_postcode(db: &Db) -> Result<Vec<(String, i64)>, sqlx::Error> {
    sqlx::query_as(
        "select answers ->> 'postcode', count(*) from newcomers
         where account_id is not null and answers ? 'postcode' group by 1",
    )
    .fetch_all(&**db)
    .await
}

/// Writes a note about somebody.
pub async fn write(tx: &mut PgTransaction<'_>, by: &SignedIn, about: Looked, note: &Note) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::new_v4();
    sqlx::query(
        "insert into notes (id, about_account, by_account, purpose, text, until) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(about.account())
    .bind(by.account)
    .bind(note.purpose.as_str())
    .bind(&note.text)
    .bind(note.until)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

#[derive(FromRow)]
struct NoteRow {
    id: Uuid,
    by: Option<String>,
    purpose: String,
    text: String,
    until: NaiveDate,
    written_at: DateTime<Utc>,
}

/// The notes about somebody that have not ended, those that end first above.
pub async fn notes(db: &Db, about: Looked) -> Result<Vec<Written>, sqlx::Error> {
    let sql = format!(
        "select n.id, a.first_name as by, n.purpose, n.text, n.until, n.written_at
         from notes n left join accounts a on a.id = n.by_account
         where n.about_account = $1 and n.ended_at is null and n.until >= {TODAY} order by n.until, n.written_at, n.id"
    );
    let rows: Vec<NoteRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(about.account()).fetch_all(&**db).await?;
    let read = |row: NoteRow| {
        let purpose: Purpose = row.purpose.parse().map_err(|e: Unexpected| sqlx::Error::Decode(Box::new(e)))?;
        let note = Note { purpose, text: row.text, until: row.until };
        Ok(Written { id: row.id, by: row.by, at: row.written_at, note })
    };
    rows.into_iter().map(read).collect()
}

/// Whom a note is about; `None` where there is none.
pub async fn note_about(db: &Db, note: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select about_account from notes where id = $1").bind(note).fetch_optional(&**db).await
}

/// Takes a note away, or brings it back; says whether anything changed.
pub async fn end(tx: &mut PgTransaction<'_>, about: Looked, note: Uuid, ended: bool) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update notes set ended_at = case when $3 then buurten_now() end
         where id = $2 and about_account = $1 and (ended_at is null) = $3",
    )
    .bind(about.account())
    .bind(note)
    .bind(ended)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whom this social worker is to call back within a week, and by which day.
pub async fn call_backs(db: &Db, by: &SignedIn) -> Result<Vec<(Uuid, NaiveDate)>, sqlx::Error> {
    let sql = format!(
        "select n.about_account, n.until from notes n
         where n.by_account = $1 and n.purpose = 'call-back' and n.ended_at is null and n.until between {TODAY} and {TODAY} + 7
           and not exists (select 1 from newcomers c where c.account_id = n.about_account and coalesce(c.answers ->> 'postcode', '') = any($2))
           and not exists (select 1 from locals l where l.account_id = n.about_account and coalesce(l.answers ->> 'postcode', '') = any($2))
         order by n.until, n.written_at, n.id limit 50"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(by.account).bind(by.scope.beyond()).fetch_all(&**db).await
}

/// Forgets notes whose day is over, and those taken away an hour ago.
///
/// # Errors
/// Those of the database.
pub async fn forget_old_notes(db: &Db) -> Result<u64, sqlx::Error> {
    let sql = format!("delete from notes where until < {TODAY} or ended_at < buurten_now() - interval '1 hour'");
    Ok(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&**db).await?.rows_affected())
}
