//! All SQL of requests.

use super::request::{Answer, Request, State};
use crate::{
    listings::Fit,
    platform::{chance, db::Db},
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    listing_id: Uuid,
    state: String,
    sent_at: DateTime<Utc>,
    week_over: bool,
}

/// How long nothing changes but for a yes or a full.
const COLUMNS: &str = "id, listing_id, state, sent_at, sent_at <= buurten_now() - interval '7 days' as week_over";

fn read(row: Row) -> Result<Request, sqlx::Error> {
    let state: State =
        row.state.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
    Ok(Request { id: row.id, listing: row.listing_id, state, sent_at: row.sent_at, week_over: row.week_over })
}

/// Stores a new request; with how well it fits her, where that is known.
///
/// # Errors
/// `one_open_request_per_listing` where she asked already.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    listing: Uuid,
    token_hash: &[u8],
    fit: Option<&Fit>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into requests (id, newcomer_id, listing_id, answer_token_hash, score, weights_version)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Uuid::new_v4())
    .bind(newcomer)
    .bind(listing)
    .bind(token_hash)
    .bind(fit.map(|fit| fit.score))
    .bind(fit.map(|fit| fit.weights.as_ref()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many requests she sent within a day: nobody writes to the whole town.
pub async fn count_of_today(tx: &mut PgTransaction<'_>, newcomer: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "select count(*) from requests where newcomer_id = $1 and sent_at > buurten_now() - interval '1 day'",
    )
    .bind(newcomer)
    .fetch_one(&mut **tx)
    .await
}

/// Her requests, newest first.
///
/// # Errors
/// Those of the database.
pub async fn hers(db: &Db, newcomer: Uuid) -> Result<Vec<Request>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from requests where newcomer_id = $1 order by sent_at desc, id limit 100"
    )))
    .bind(newcomer)
    .fetch_all(&**db)
    .await?;
    rows.into_iter().map(read).collect()
}

/// Her newest request for a listing.
pub async fn hers_for(db: &Db, newcomer: Uuid, listing: Uuid) -> Result<Option<Request>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from requests where newcomer_id = $1 and listing_id = $2 order by sent_at desc limit 1"
    )))
    .bind(newcomer)
    .bind(listing)
    .fetch_optional(&**db)
    .await?;
    row.map(read).transpose()
}

/// The same, locked.
pub async fn hers_for_locked(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    listing: Uuid,
) -> Result<Option<Request>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from requests where newcomer_id = $1 and listing_id = $2 order by sent_at desc limit 1 for update"
    )))
    .bind(newcomer)
    .bind(listing)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(read).transpose()
}

/// One of her requests, locked.
pub async fn locked(tx: &mut PgTransaction<'_>, newcomer: Uuid, request: Uuid) -> Result<Option<Request>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from requests where newcomer_id = $1 and id = $2 for update"
    )))
    .bind(newcomer)
    .bind(request)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(read).transpose()
}

/// Moves a request of hers on.
pub async fn close(tx: &mut PgTransaction<'_>, request: Uuid, state: State) -> Result<(), sqlx::Error> {
    sqlx::query("update requests set state = $2, closed_at = buurten_now() where id = $1")
        .bind(request)
        .bind(state.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A week of silence, or a no that reads as one, lapses when she asks again.
pub async fn lapse(tx: &mut PgTransaction<'_>, request: Uuid) -> Result<(), sqlx::Error> {
    close(tx, request, State::Lapsed).await
}

/// A request as the host sees it: a first name and nothing else of her.
#[derive(FromRow)]
pub struct Asked {
    /// The row.
    pub id: Uuid,
    /// Where.
    pub listing_id: Uuid,
    /// What became of it.
    pub state: String,
    /// Whose it is.
    pub account: Uuid,
    /// Who asks.
    pub first_name: Option<String>,
    /// Her address, for the letter that tells her.
    pub email: String,
    /// Her language.
    pub language: String,
    /// When she asked.
    pub sent_at: DateTime<Utc>,
}

/// What a host may see and answer: for 60 days.
pub(super) const ASKED: &str =
    "select r.id, r.listing_id, r.state, a.id as account, a.first_name, a.email, a.language, r.sent_at
    from requests r join newcomers n on n.id = r.newcomer_id join accounts a on a.id = n.account_id
    where r.sent_at > buurten_now() - interval '60 days'";

/// The link of the letter, or that of the reminder.
const LINK: &str = "$1 in (r.answer_token_hash, r.reminder_token_hash)";

/// The request of an answer link.
pub async fn asked(db: &Db, token: &str) -> Result<Option<Asked>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{ASKED} and {LINK}")))
        .bind(chance::hash(token))
        .fetch_optional(&**db)
        .await
}

/// The same, locked, to answer it.
pub async fn asked_locked(tx: &mut PgTransaction<'_>, token: &str) -> Result<Option<Asked>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{ASKED} and {LINK} for update of r")))
        .bind(chance::hash(token))
        .fetch_optional(&mut **tx)
        .await
}

/// Who asks for this listing or was answered, whoever waits longest first; not who took it back, nor who went.
pub async fn asked_there(db: &Db, listing: Uuid) -> Result<Vec<Asked>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "{ASKED} and r.listing_id = $1 and r.state in ('sent', 'yes', 'no', 'full') order by r.sent_at, r.id limit 200"
    )))
    .bind(listing)
    .fetch_all(&**db)
    .await
}

/// One request for one of these listings, locked, to answer it.
pub async fn asked_there_locked(
    tx: &mut PgTransaction<'_>,
    listings: &[Uuid],
    request: Uuid,
) -> Result<Option<Asked>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{ASKED} and r.id = $1 and r.listing_id = any($2) for update of r")))
        .bind(request)
        .bind(listings)
        .fetch_optional(&mut **tx)
        .await
}

/// What an answer did to the listing's places, for the next answer to undo.
#[derive(Clone, Copy, Default, FromRow)]
pub struct Places {
    /// A yes took one.
    pub took_place: bool,
    /// A full took all.
    pub made_full: bool,
    /// How many there were before it was full; `None` where nobody counted.
    pub places_before: Option<i32>,
}

/// What the last answer did to the places.
pub async fn places(tx: &mut PgTransaction<'_>, request: Uuid) -> Result<Places, sqlx::Error> {
    sqlx::query_as("select took_place, made_full, places_before from requests where id = $1")
        .bind(request)
        .fetch_one(&mut **tx)
        .await
}

/// Where a yes keeps a place for the holder of this account; all her requests are locked.
pub async fn places_kept_for(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "with hers as (select r.* from requests r join newcomers n on n.id = r.newcomer_id where n.account_id = $1 for update of r)
         select listing_id from hers where state = 'yes' and took_place order by listing_id",
    )
    .bind(account)
    .fetch_all(&mut **tx)
    .await
}

/// Stores the host's answer and what it did to the places. When they answered is when they first did.
pub async fn answer(
    tx: &mut PgTransaction<'_>,
    request: Uuid,
    answer: Answer,
    places: Places,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update requests set state = $2, answered_at = coalesce(answered_at, buurten_now()), took_place = $3, made_full = $4, places_before = $5 where id = $1",
    )
    .bind(request)
    .bind(answer.as_str())
    .bind(places.took_place)
    .bind(places.made_full)
    .bind(places.places_before)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets requests twelve months after they were sent.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from requests where id in
             (select id from requests where sent_at < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
