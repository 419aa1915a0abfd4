//! All SQL of corrections.

use crate::{listings::Fields, platform::db::Db};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

/// Stores what somebody said of one thing on a page; what waits already is stored once.
pub async fn insert(tx: &mut PgTransaction<'_>, listing: Uuid, unit: &str, fields: &Fields) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into corrections (id, listing_id, unit, fields) values ($1, $2, $3, $4)
         on conflict (listing_id, unit, md5(fields::text)) where state = 'open' do nothing",
    )
    .bind(Uuid::new_v4())
    .bind(listing)
    .bind(unit)
    .bind(Json(fields))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who waits with something or looks at it does so alone from here on.
pub async fn one_at_a_time(tx: &mut PgTransaction<'_>) -> Result<(), sqlx::Error> {
    sqlx::query("select pg_advisory_xact_lock(20261129)").execute(&mut **tx).await?;
    Ok(())
}

/// How many wait for this listing. One at a time from here on.
pub async fn how_many(tx: &mut PgTransaction<'_>, listing: Uuid) -> Result<i64, sqlx::Error> {
    one_at_a_time(tx).await?;
    sqlx::query_scalar("select count(*) from corrections where listing_id = $1 and state = 'open'")
        .bind(listing)
        .fetch_one(&mut **tx)
        .await
}

/// Something that somebody said.
#[derive(FromRow)]
pub struct Correction {
    pub id: Uuid,
    pub listing_id: Uuid,
    pub unit: String,
    pub fields: Json<Fields>,
    pub proposed_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, listing_id, unit, fields, proposed_at";

/// What waits, listing by listing, the oldest first: of these listings, or of all.
pub async fn waiting(db: &Db, of: Option<&[Uuid]>, most: i64) -> Result<Vec<Correction>, sqlx::Error> {
    let sql = format!(
        "select {COLUMNS} from (select *, min(proposed_at) over (partition by listing_id) as since from corrections
             where state = 'open' and ($1::uuid[] is null or listing_id = any($1))) c
         order by since, listing_id, proposed_at, unit limit $2"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(of).bind(most).fetch_all(&**db).await
}

/// How many wait, and since when the first of them; none where nothing does.
///
/// # Errors
/// Those of the database.
pub async fn count_open(db: &Db) -> Result<(i64, Option<DateTime<Utc>>), sqlx::Error> {
    sqlx::query_as("select count(*), min(proposed_at) from corrections where state = 'open'").fetch_one(&**db).await
}

/// The listing that something was said of: one of these, or any.
pub async fn listing_of(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    of: Option<&[Uuid]>,
) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "select listing_id from corrections where id = $1 and ($2::uuid[] is null or listing_id = any($2))";
    sqlx::query_scalar(sql).bind(id).bind(of).fetch_optional(&mut **tx).await
}

/// One of this listing, and its state; locked.
pub async fn locked(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    listing: Uuid,
) -> Result<Option<(Correction, String)>, sqlx::Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(flatten)]
        correction: Correction,
        state: String,
    }
    let sql = format!("select {COLUMNS}, state from corrections where id = $1 and listing_id = $2 for update");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).bind(listing).fetch_optional(&mut **tx).await?;
    Ok(row.map(|row| (row.correction, row.state)))
}

/// From now on it is this: `taken` or `left`.
pub async fn set(tx: &mut PgTransaction<'_>, id: Uuid, state: &str) -> Result<(), sqlx::Error> {
    sqlx::query("update corrections set state = $2, looked_at = buurten_now() where id = $1")
        .bind(id)
        .bind(state)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// It waits again; where somebody said the same since, that waits in its place.
pub async fn reopen(tx: &mut PgTransaction<'_>, it: &Correction) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update corrections set state = 'open', looked_at = null where id = $1 and not exists (
             select from corrections c where c.listing_id = $2 and c.unit = $3 and c.fields = $4 and c.state = 'open')",
    )
    .bind(it.id)
    .bind(it.listing_id)
    .bind(&it.unit)
    .bind(&it.fields)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets corrections ninety days after somebody looked, and a year after they were proposed.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let old = "delete from corrections where looked_at < buurten_now() - interval '90 days'
                   or proposed_at < buurten_now() - interval '12 months'";
    Ok(sqlx::query(old).execute(&**db).await?.rows_affected())
}
