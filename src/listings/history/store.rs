//! All SQL of changing a listing.

use super::change::{By, Change, Changed, Field};
use crate::{
    listings::{
        Listing,
        store::{COLUMNS, Row},
    },
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

#[derive(FromRow)]
pub(in crate::listings) struct Versioned {
    #[sqlx(flatten)]
    pub row: Row,
    pub version: i32,
}

fn read(found: Option<Versioned>) -> Result<Option<(Listing, i32)>, sqlx::Error> {
    found.map(|f| Ok((Listing::try_from(f.row)?, f.version))).transpose()
}

/// A listing, drafts included, and its version: for those who may change it.
///
/// # Errors
/// Those of the database.
pub async fn with_version(db: &Db, id: Uuid) -> Result<Option<(Listing, i32)>, sqlx::Error> {
    let sql = format!("select {COLUMNS}, version from listings where id = $1");
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&**db).await?)
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn with_version_locked(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<(Listing, i32)>, sqlx::Error> {
    let sql = format!("select {COLUMNS}, version from listings where id = $1 for update");
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?)
}

/// Stores a new listing as version 1, and that it is new.
///
/// # Errors
/// Those of the database; `one_listing_per_key` where the key is taken.
pub async fn create(tx: &mut PgTransaction<'_>, by: By, listing: &Listing) -> Result<(), sqlx::Error> {
    super::super::store::insert(tx, listing).await?;
    let empty = Map::new();
    write(tx, by, listing.id, 1, &differences(&empty, &columns(listing))).await
}

/// Stores a listing as it should be, if it still is the version it was made from.
///
/// # Errors
/// Those of the database; its named constraints. `RowNotFound` where there is no such listing.
pub async fn change(
    tx: &mut PgTransaction<'_>,
    by: By,
    listing: &Listing,
    from_version: i32,
) -> Result<Changed, sqlx::Error> {
    let (now, version) = with_version_locked(tx, listing.id).await?.ok_or(sqlx::Error::RowNotFound)?;
    if version != from_version {
        return Ok(Changed::Stale(Box::new(now), version));
    }
    let fields = differences(&columns(&now), &columns(listing));
    if fields.is_empty() {
        return Ok(Changed::Same);
    }
    let sql = format!(
        "update listings set ({COLUMNS}) = (select {COLUMNS} from jsonb_populate_record(null::listings, $2)),
             version = version + 1, changed_at = buurten_now() where id = $1"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(listing.id).bind(Json(Row::from(listing))).execute(&mut **tx).await?;
    write(tx, by, listing.id, version + 1, &fields).await?;
    Ok(Changed::Done(version + 1))
}

/// The columns of a listing as the database has them; what names the row is no field.
pub(in crate::listings) fn columns(listing: &Listing) -> Map<String, Value> {
    let Ok(Value::Object(mut all)) = serde_json::to_value(Row::from(listing)) else { return Map::new() };
    all.remove("id");
    all.remove("key");
    all
}

/// What is different: column → what it was and became.
pub(in crate::listings) fn differences(from: &Map<String, Value>, to: &Map<String, Value>) -> Map<String, Value> {
    let nothing = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty);
    let mut fields = Map::new();
    for (name, value) in to {
        let before = from.get(name).unwrap_or(&Value::Null);
        if before != value && !(nothing(before) && nothing(value)) {
            fields.insert(name.clone(), json!({"from": before, "to": value}));
        }
    }
    fields
}

async fn write(
    tx: &mut PgTransaction<'_>,
    by: By,
    listing: Uuid,
    version: i32,
    fields: &Map<String, Value>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into listing_changes (id, listing_id, version, by_account, by_role, fields) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Uuid::new_v4())
    .bind(listing)
    .bind(version)
    .bind(by.account)
    .bind(by.role.as_str())
    .bind(Json(fields))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

#[derive(FromRow)]
struct ChangeRow {
    version: i32,
    at: DateTime<Utc>,
    by: Option<String>,
    by_role: String,
    fields: Json<Map<String, Value>>,
}

/// The history of a listing, newest first.
///
/// # Errors
/// Those of the database.
pub async fn of_listing(db: &Db, listing: Uuid) -> Result<Vec<Change>, sqlx::Error> {
    let rows: Vec<ChangeRow> = sqlx::query_as(
        "select c.version, c.at, a.first_name as by, c.by_role, c.fields
         from listing_changes c left join accounts a on a.id = c.by_account
         where c.listing_id = $1 order by c.version desc limit 500",
    )
    .bind(listing)
    .fetch_all(&**db)
    .await?;
    let part = |field: &Value, name: &str| field.get(name).cloned().unwrap_or_default();
    let field = |(name, f): (String, Value)| Field { name, from: part(&f, "from"), to: part(&f, "to") };
    let change = |row: ChangeRow| {
        let role = row.by_role.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
        let fields = row.fields.0.into_iter().map(field).collect();
        Ok(Change { version: row.version, at: row.at, by: row.by, role, fields })
    };
    rows.into_iter().map(change).collect()
}

/// Forgets changes after 24 months.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let done = sqlx::query("delete from listing_changes where at < buurten_now() - interval '24 months'")
        .execute(&**db)
        .await?;
    Ok(done.rows_affected())
}
