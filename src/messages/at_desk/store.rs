//! All SQL of messages at the desk.

use super::{Held, Waiting};
use crate::{auth::Scope, logbook::Looked, platform::db::Db};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

/// The account that reads a message.
const READER: &str = "(select case when n.account_id = m.from_account then l.account_id else n.account_id end
    from ties t join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id where t.id = m.tie_id)";

/// Whether that account said that they meet no more.
const IS_OVER: &str = "exists (select from ties t join newcomers n on n.id = t.newcomer_id where t.id = m.tie_id
    and case when n.account_id = m.from_account then t.local_says else t.newcomer_says end = 'no-longer')";

/// Messages that nobody of the desk has read, those that wait longest first; none of a writer beyond the scope, and none
/// that nobody would hear.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waiting>, sqlx::Error> {
    let sql = format!(
        "select m.id, m.held_at from messages m
         where m.held_at is not null and m.let_through_at is null and m.kept_back_at is null and not m.unheard
           and not {IS_OVER} and not exists (select from blocks where blocked_account = m.from_account and blocker_account = {READER})
           and not exists (select from newcomers n where n.account_id = m.from_account and coalesce(n.answers ->> 'postcode', '') = any($1))
           and not exists (select from locals l where l.account_id = m.from_account and coalesce(l.answers ->> 'postcode', '') = any($1))
         order by m.held_at, m.id limit 500"
    );
    let rows: Vec<(Uuid, DateTime<Utc>)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).fetch_all(&**db).await?;
    Ok(rows.into_iter().map(|(id, since)| Waiting { id, since }).collect())
}

/// Whose message it is; `None` where there is none that the desk reads.
///
/// # Errors
/// Those of the database.
pub async fn written_by(db: &Db, message: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select from_account from messages where id = $1 and held_at is not null")
        .bind(message)
        .fetch_optional(&**db)
        .await
}

/// A message of somebody who was looked at.
///
/// # Errors
/// Those of the database.
pub async fn held(db: &Db, writer: Looked, message: Uuid) -> Result<Option<Held>, sqlx::Error> {
    sqlx::query_as(
        "select m.id, coalesce(a.first_name, '') as name, m.text, m.written_at as at, m.let_through_at is not null as is_through,
                m.kept_back_at is not null as is_kept_back
         from messages m join accounts a on a.id = m.from_account
         where m.from_account = $1 and m.id = $2 and m.held_at is not null",
    )
    .bind(writer.account())
    .bind(message)
    .fetch_optional(&**db)
    .await
}

/// It goes on its way, also after it was kept back; `false` where it had, or nobody is there to read it. To whoever blocked its
/// writer meanwhile, or said that they meet no more, it is unheard.
pub async fn let_through(
    tx: &mut PgTransaction<'_>,
    by: Uuid,
    writer: Looked,
    message: Uuid,
) -> Result<bool, sqlx::Error> {
    let sql = format!(
        "update messages m set let_through_at = buurten_now(), kept_back_at = null, looked_by = $1,
             unheard = m.unheard or {IS_OVER} or exists (select 1 from blocks where blocked_account = m.from_account and blocker_account = {READER})
         where m.id = $3 and m.from_account = $2 and m.held_at is not null and m.let_through_at is null and {READER} is not null"
    );
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(by).bind(writer.account()).bind(message);
    Ok(done.execute(&mut **tx).await?.rows_affected() == 1)
}

/// It does not go on its way; `false` where somebody had decided.
///
/// # Errors
/// Those of the database.
pub async fn keep_back(
    tx: &mut PgTransaction<'_>,
    by: Uuid,
    writer: Looked,
    message: Uuid,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update messages set kept_back_at = buurten_now(), looked_by = $1
         where id = $3 and from_account = $2 and held_at is not null and let_through_at is null and kept_back_at is null",
    )
    .bind(by)
    .bind(writer.account())
    .bind(message)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
