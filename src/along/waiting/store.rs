//! All SQL of going along at the desk.

use super::{Told, Waiting};
use crate::{auth::Scope, kit::named::Unexpected, logbook::Looked, platform::db::Db};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// The last row of the newest question for each listing: how it stands says [`super::Stands`].
const LAST: &str = "select distinct on (g.newcomer_id, g.listing_id) g.id, n.account_id as account, g.listing_id as listing,
        n.answers ->> 'postcode' as postcode, g.asked_at as since, g.seen_to_at is not null as seen_to,
        case when g.state = 'sent' then 'asking'
             when g.state = 'no' or g.state = 'lapsed' and g.answered_at is null then 'nobody'
             when g.state = 'lapsed' and g.closed_at < coalesce(g.starts_at, g.answered_at + interval '28 days') then 'cannot-come'
             when g.state = 'lapsed' then 'over'
             else g.state end as stands
    from going_along g join newcomers n on n.id = g.newcomer_id";
const ORDER: &str = "order by g.newcomer_id, g.listing_id, g.asked_at desc, g.sent_at desc, g.id";

#[derive(FromRow)]
struct Row {
    id: Uuid,
    account: Uuid,
    listing: Uuid,
    postcode: Option<String>,
    since: DateTime<Utc>,
    stands: String,
    seen_to: bool,
}

/// The questions that nobody took, longest first; nobody's who takes a break, and nobody's beyond the scope.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waiting>, sqlx::Error> {
    let sql = format!(
        "select * from ({LAST} where n.account_id is not null and n.paused_at is null
             and coalesce(n.answers ->> 'postcode', '') <> all($1) {ORDER}) q
         where stands in ('nobody', 'cannot-come') and not seen_to order by since, id limit 500"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).fetch_all(&**db).await?;
    let waiting = |row: Row| Waiting {
        account: row.account,
        listing: row.listing,
        postcode: row.postcode.and_then(|p| p.parse().ok()),
        since: row.since,
    };
    Ok(rows.into_iter().map(waiting).collect())
}

/// How the questions of somebody stand, newest first.
///
/// # Errors
/// Those of the database.
pub async fn of_person(db: &Db, person: Looked) -> Result<Vec<Told>, sqlx::Error> {
    let sql = format!("select * from ({LAST} where n.account_id = $1 {ORDER}) q order by since desc, id limit 100");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.account()).fetch_all(&**db).await?;
    let told = |row: Row| {
        let stands = row.stands.parse().map_err(|e: Unexpected| sqlx::Error::Decode(Box::new(e)))?;
        Ok(Told { id: row.id, listing: row.listing, since: row.since, stands, seen_to: row.seen_to })
    };
    rows.into_iter().map(told).collect()
}

/// The account of who asked; `None` where there is no such question.
///
/// # Errors
/// Those of the database.
pub async fn asked_by(db: &Db, going: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "select n.account_id from going_along g join newcomers n on n.id = g.newcomer_id where g.id = $1";
    let account: Option<Option<Uuid>> = sqlx::query_scalar(sql).bind(going).fetch_optional(&**db).await?;
    Ok(account.flatten())
}

async fn set(tx: &mut PgTransaction<'_>, person: Looked, going: Uuid, seen_to: bool) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update going_along g set seen_to_at = case when $3 then buurten_now() end from newcomers n
         where g.id = $2 and n.id = g.newcomer_id and n.account_id = $1
           and g.state in ('no', 'lapsed') and (g.seen_to_at is null) = $3",
    )
    .bind(person.account())
    .bind(going)
    .bind(seen_to)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody of the desk saw to a question that nobody took; says whether there was something to see to.
///
/// # Errors
/// Those of the database.
pub async fn see_to(tx: &mut PgTransaction<'_>, person: Looked, going: Uuid) -> Result<bool, sqlx::Error> {
    set(tx, person, going, true).await
}

/// Takes that back: it waits again.
///
/// # Errors
/// Those of the database.
pub async fn wait_again(tx: &mut PgTransaction<'_>, person: Looked, going: Uuid) -> Result<bool, sqlx::Error> {
    set(tx, person, going, false).await
}
