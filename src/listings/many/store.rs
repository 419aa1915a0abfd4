//! All SQL of many listings at once.

use crate::{
    listings::{
        By, Listing,
        history::{Versioned, differences, fields_of},
        store::{COLUMNS, Row, insert_many},
    },
    platform::db::Db,
};
use serde_json::{Map, Value, json};
use sqlx::{PgConnection, PgTransaction, types::Json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A listing as it is and as it should be; locked since it was read.
pub struct Edit {
    /// As it is.
    pub before: Listing,
    /// Its version.
    pub version: i32,
    /// As it should be.
    pub after: Listing,
}

/// So many listings at most, drafts included, in the order of their keys, from the one after this key on.
///
/// # Errors
/// Those of the database.
pub async fn after_key(connection: &mut PgConnection, key: &str, most: i64) -> Result<Vec<Listing>, sqlx::Error> {
    let sql = format!("select {COLUMNS} from listings where key > $1 order by key limit $2");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(key).bind(most).fetch_all(connection).await?;
    rows.into_iter().map(Listing::try_from).collect()
}

/// The listings with these ids, drafts included.
///
/// # Errors
/// Those of the database.
pub async fn of_ids(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Listing>, sqlx::Error> {
    let sql = format!("select {COLUMNS} from listings where id = any($1)");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(&**db).await?;
    rows.into_iter().map(|row| Listing::try_from(row).map(|listing| (listing.id, listing))).collect()
}

/// The listings with these ids, drafts included, and their versions; locked in the order of their ids until the
/// transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn of_ids_locked(tx: &mut PgTransaction<'_>, ids: &[Uuid]) -> Result<Vec<(Listing, i32)>, sqlx::Error> {
    let sql = format!("select {COLUMNS}, version from listings where id = any($1) order by id for update");
    let found: Vec<Versioned> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(&mut **tx).await?;
    found.into_iter().map(|f| Ok((Listing::try_from(f.row)?, f.version))).collect()
}

/// The listings with these keys, drafts included, and their versions.
///
/// # Errors
/// Those of the database.
pub async fn of_keys(
    connection: &mut PgConnection,
    keys: &[String],
) -> Result<HashMap<String, (Listing, i32)>, sqlx::Error> {
    let sql = format!("select {COLUMNS}, version from listings where key = any($1)");
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(keys).fetch_all(connection).await?)
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn of_keys_locked(
    tx: &mut PgTransaction<'_>,
    keys: &[String],
) -> Result<HashMap<String, (Listing, i32)>, sqlx::Error> {
    let sql = format!("select {COLUMNS}, version from listings where key = any($1) order by id for update");
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(keys).fetch_all(&mut **tx).await?)
}

/// Which of these ids are listings already.
///
/// # Errors
/// Those of the database.
pub async fn ids_there(tx: &mut PgTransaction<'_>, ids: &[Uuid]) -> Result<HashSet<Uuid>, sqlx::Error> {
    let there: Vec<Uuid> =
        sqlx::query_scalar("select id from listings where id = any($1)").bind(ids).fetch_all(&mut **tx).await?;
    Ok(there.into_iter().collect())
}

fn read(found: Vec<Versioned>) -> Result<HashMap<String, (Listing, i32)>, sqlx::Error> {
    let one = |f: Versioned| Listing::try_from(f.row).map(|l| (l.key.clone(), (l, f.version)));
    found.into_iter().map(one).collect()
}

/// Stores new listings as version 1, and that they are new.
///
/// # Errors
/// Those of the database; `one_listing_per_key` where a key is taken.
pub async fn create_many(tx: &mut PgTransaction<'_>, by: By, listings: &[Listing]) -> Result<(), sqlx::Error> {
    if listings.is_empty() {
        return Ok(());
    }
    insert_many(tx, listings).await?;
    let nothing = Map::new();
    write(tx, by, listings.iter().map(|l| (l.id, 1, differences(&nothing, &fields_of(l))))).await
}

/// Stores listings as they should be. Each was read with [`of_keys_locked`] in this transaction.
///
/// # Errors
/// Those of the database; its named constraints.
pub async fn change_many(tx: &mut PgTransaction<'_>, by: By, edits: &[Edit]) -> Result<(), sqlx::Error> {
    if edits.is_empty() {
        return Ok(());
    }
    let rows: Vec<Row> = edits.iter().map(|e| Row::from(&e.after)).collect();
    let set: Vec<String> = COLUMNS.split(", ").map(|column| format!("{column} = n.{column}")).collect();
    let sql = format!(
        "update listings l set {}, version = l.version + 1, changed_at = buurten_now()
         from jsonb_populate_recordset(null::listings, $1) n where l.id = n.id",
        set.join(", ")
    );
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(Json(rows)).execute(&mut **tx).await?;
    let fields = |e: &Edit| differences(&fields_of(&e.before), &fields_of(&e.after));
    write(tx, by, edits.iter().map(|e| (e.after.id, e.version + 1, fields(e)))).await
}

async fn write(
    tx: &mut PgTransaction<'_>,
    by: By,
    changes: impl Iterator<Item = (Uuid, i32, Map<String, Value>)>,
) -> Result<(), sqlx::Error> {
    let line = |(listing, version, fields)| {
        json!({"id": Uuid::new_v4(), "listing_id": listing, "version": version, "by_account": by.account,
               "by_role": by.role.as_str(), "fields": Value::Object(fields)})
    };
    sqlx::query(
        "insert into listing_changes (id, listing_id, version, by_account, by_role, fields)
         select id, listing_id, version, by_account, by_role, fields
         from jsonb_populate_recordset(null::listing_changes, $1)",
    )
    .bind(Json(changes.map(line).collect::<Vec<Value>>()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
