//! All SQL of requests at the desk.

use super::{Told, Waiting};
use crate::{auth::Scope, logbook::Looked, platform::db::Db};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

#[derive(FromRow)]
struct WaitingRow {
    account: Uuid,
    listing: Uuid,
    postcode: Option<String>,
    since: DateTime<Utc>,
    said_no: bool,
}

/// The requests that wait, longest first; nobody's who takes a break, and nobody's beyond the scope.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waiting>, sqlx::Error> {
    let rows: Vec<WaitingRow> = sqlx::query_as(
        "select n.account_id as account, r.listing_id as listing, n.answers ->> 'postcode' as postcode,
                r.sent_at as since, r.state = 'no' as said_no
         from requests r join newcomers n on n.id = r.newcomer_id
         where r.state in ('sent', 'no') and r.seen_to_at is null and n.account_id is not null and n.paused_at is null
           and coalesce(n.answers ->> 'postcode', '') <> all($1)
         order by r.sent_at, r.id limit 500",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    let waiting = |row: WaitingRow| Waiting {
        account: row.account,
        listing: row.listing,
        postcode: row.postcode.and_then(|p| p.parse().ok()),
        since: row.since,
        said_no: row.said_no,
    };
    Ok(rows.into_iter().map(waiting).collect())
}

#[derive(FromRow)]
struct ToldRow {
    id: Uuid,
    listing_id: Uuid,
    state: String,
    sent_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    seen_to: bool,
}

/// What somebody asked for, newest first, with what became of it.
///
/// # Errors
/// Those of the database.
pub async fn of_person(db: &Db, person: Looked) -> Result<Vec<Told>, sqlx::Error> {
    let rows: Vec<ToldRow> = sqlx::query_as(
        "select r.id, r.listing_id, r.state, r.sent_at, r.answered_at, r.seen_to_at is not null as seen_to
         from requests r join newcomers n on n.id = r.newcomer_id
         where n.account_id = $1 order by r.sent_at desc, r.id limit 100",
    )
    .bind(person.account())
    .fetch_all(&**db)
    .await?;
    let told = |row: ToldRow| {
        let state = row.state.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
        Ok(Told {
            id: row.id,
            listing: row.listing_id,
            state,
            since: row.sent_at,
            answered: row.answered_at,
            seen_to: row.seen_to,
        })
    };
    rows.into_iter().map(told).collect()
}

/// The account of who asked; `None` where there is no such request.
///
/// # Errors
/// Those of the database.
pub async fn asked_by(db: &Db, request: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    let account: Option<Option<Uuid>> = sqlx::query_scalar(
        "select n.account_id from requests r join newcomers n on n.id = r.newcomer_id where r.id = $1",
    )
    .bind(request)
    .fetch_optional(&**db)
    .await?;
    Ok(account.flatten())
}

/// Somebody of the desk saw to a request that waits; says whether there was something to see to.
///
/// # Errors
/// Those of the database.
pub async fn see_to(tx: &mut PgTransaction<'_>, person: Looked, request: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update requests r set seen_to_at = buurten_now() from newcomers n
         where r.id = $2 and n.id = r.newcomer_id and n.account_id = $1
           and r.state in ('sent', 'no') and r.seen_to_at is null",
    )
    .bind(person.account())
    .bind(request)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes that back: it waits again.
///
/// # Errors
/// Those of the database.
pub async fn wait_again(tx: &mut PgTransaction<'_>, person: Looked, request: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update requests r set seen_to_at = null from newcomers n
         where r.id = $2 and n.id = r.newcomer_id and n.account_id = $1",
    )
    .bind(person.account())
    .bind(request)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
