//! All SQL of reports at the desk.

use super::{Answer, Told, Waiting};
use crate::{
    auth::{Scope, SignedIn},
    kit::named::Unexpected,
    logbook::Looked,
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use std::collections::HashSet;
use uuid::Uuid;

/// Reports that nobody has looked at, those that are due first; none about somebody beyond the scope.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waiting>, sqlx::Error> {
    let rows: Vec<(Uuid, DateTime<Utc>, DateTime<Utc>)> = sqlx::query_as(
        "select r.id, r.made_at, r.answer_by from reports r where r.looked_at is null
           and not exists (select from newcomers n where n.account_id = r.about_account and coalesce(n.answers ->> 'postcode', '') = any($1))
           and not exists (select from locals l where l.account_id = r.about_account and coalesce(l.answers ->> 'postcode', '') = any($1))
         order by r.answer_by, r.id limit 500",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().map(|(id, since, answer_by)| Waiting { id, since, answer_by }).collect())
}

/// Whom a report is about; `None` where there is none.
///
/// # Errors
/// Those of the database.
pub async fn about(db: &Db, report: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select about_account from reports where id = $1").bind(report).fetch_optional(&**db).await
}

/// The reports about somebody that nobody has looked at.
///
/// # Errors
/// Those of the database.
pub async fn open_about(db: &Db, person: Looked) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = "select id from reports where about_account = $1 and looked_at is null order by answer_by, id";
    sqlx::query_scalar(sql).bind(person.account()).fetch_all(&**db).await
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    cause: String,
    words: Option<String>,
    made_at: DateTime<Utc>,
    answer_by: DateTime<Utc>,
    by_account: Option<Uuid>,
    outcome: Option<String>,
    answered: Option<String>,
    others: i64,
}

/// A report about somebody who was looked at.
///
/// # Errors
/// Those of the database.
pub async fn looked_at(db: &Db, person: Looked, report: Uuid) -> Result<Option<Told>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(
        "select r.id, r.cause, r.words, r.made_at, r.answer_by, r.by_account, r.outcome, r.answered,
                (select count(*) from reports o where o.about_account = $1 and o.id <> r.id) as others
         from reports r where r.about_account = $1 and r.id = $2",
    )
    .bind(person.account())
    .bind(report)
    .fetch_optional(&**db)
    .await?;
    let odd = |e: Unexpected| sqlx::Error::Decode(Box::new(e));
    let told = |row: Row| {
        Ok(Told {
            id: row.id,
            cause: row.cause.parse().map_err(odd)?,
            words: row.words,
            at: row.made_at,
            answer_by: row.answer_by,
            by: row.by_account,
            outcome: row.outcome.map(|o| o.parse()).transpose().map_err(odd)?,
            answered: row.answered,
            others: row.others,
        })
    };
    row.map(told).transpose()
}

/// Keeps what came of it; `false` where somebody had.
pub async fn answer(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    about: Looked,
    report: Uuid,
    answer: &Answer,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update reports set looked_at = buurten_now(), looked_by = $1, outcome = $4, answered = $5
         where id = $3 and about_account = $2 and looked_at is null",
    )
    .bind(by.account)
    .bind(about.account())
    .bind(report)
    .bind(answer.outcome.as_str())
    .bind(&answer.words)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The account, address and language of who told it; `None` where they left.
pub async fn who_told(tx: &mut PgTransaction<'_>, report: Uuid) -> Result<Option<(Uuid, String, String)>, sqlx::Error> {
    sqlx::query_as(
        "select a.id, a.email, a.language from reports r join accounts a on a.id = r.by_account where r.id = $1",
    )
    .bind(report)
    .fetch_optional(&mut **tx)
    .await
}

/// Who is to meet nobody new: a report about them waits for a look, or a look ended it.
const NOBODY_NEW: &str = "select about_account from reports where looked_at is null
    union select account_id from newcomers where stopped_at is not null and account_id is not null
    union select account_id from locals where stopped_at is not null and account_id is not null";

/// Who among these accounts is not to be proposed to this person: whoever blocked the other, and whoever is to meet
/// nobody new; all of them where this person is. Why is not said.
///
/// # Errors
/// Those of the database.
pub async fn kept_apart_from(db: &Db, person: Looked, among: &[Uuid]) -> Result<HashSet<Uuid>, sqlx::Error> {
    let sql = format!(
        "select id from unnest($2::uuid[]) a (id) where nobody_new_for($1)
             or id in ({NOBODY_NEW} union select blocked_account from blocks where blocker_account = $1
                       union select blocker_account from blocks where blocked_account = $1)"
    );
    let all: Vec<Uuid> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(person.account()).bind(among).fetch_all(&**db).await?;
    Ok(all.into_iter().collect())
}

/// The pairs of one of these and one of those, by accounts, of whom one blocked the other. For lists that leave such a pair
/// out without a word; who is to meet nobody new at all is [`meets_nobody_new`].
///
/// # Errors
/// Those of the database.
pub async fn blocked_pairs(db: &Db, these: &[Uuid], those: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, sqlx::Error> {
    sqlx::query_as(
        "select blocker_account, blocked_account from blocks where blocker_account = any($1) and blocked_account = any($2)
         union select blocked_account, blocker_account from blocks where blocked_account = any($1) and blocker_account = any($2)",
    )
    .bind(these)
    .bind(those)
    .fetch_all(&**db)
    .await
}

/// Who is to meet nobody new.
///
/// # Errors
/// Those of the database.
pub async fn meets_nobody_new(db: &Db) -> Result<HashSet<Uuid>, sqlx::Error> {
    let all: Vec<Uuid> = sqlx::query_scalar(NOBODY_NEW).fetch_all(&**db).await?;
    Ok(all.into_iter().collect())
}
