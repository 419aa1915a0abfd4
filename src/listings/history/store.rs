//! All SQL of changing a listing.

use super::{
    change::{By, Change, Changed, Field, Role},
    fields::{Fields, differences, fields_of as columns},
};
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
    write(tx, by, listing.id, 1, &differences(&Fields::new(), &columns(listing))).await
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

async fn write(
    tx: &mut PgTransaction<'_>,
    by: By,
    listing: Uuid,
    version: i32,
    fields: &Fields,
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
    fields: Json<Fields>,
}

const CHANGES: &str = "select c.version, c.at, a.first_name as by, c.by_role, c.fields
     from listing_changes c left join accounts a on a.id = c.by_account";

/// The history of a listing, newest first.
///
/// # Errors
/// Those of the database.
pub async fn of_listing(db: &Db, listing: Uuid) -> Result<Vec<Change>, sqlx::Error> {
    let sql = format!("{CHANGES} where c.listing_id = $1 order by c.version desc limit 500");
    let rows: Vec<ChangeRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(listing).fetch_all(&**db).await?;
    rows.into_iter().map(Change::try_from).collect()
}

/// The changes that made newer versions than this one, newest first: while the listing is locked, the whole way from
/// there to what it is now.
///
/// # Errors
/// Those of the database.
pub async fn since(tx: &mut PgTransaction<'_>, listing: Uuid, version: i32) -> Result<Vec<Change>, sqlx::Error> {
    let sql = format!("{CHANGES} where c.listing_id = $1 and c.version > $2 order by c.version desc");
    let rows: Vec<ChangeRow> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(listing).bind(version).fetch_all(&mut **tx).await?;
    rows.into_iter().map(Change::try_from).collect()
}

impl TryFrom<ChangeRow> for Change {
    type Error = sqlx::Error;

    fn try_from(row: ChangeRow) -> Result<Self, sqlx::Error> {
        let part = |field: &Value, name: &str| field.get(name).cloned().unwrap_or_default();
        let field = |(name, f): (String, Value)| Field { name, from: part(&f, "from"), to: part(&f, "to") };
        let role = row.by_role.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
        let fields = row.fields.0.into_iter().map(field).collect();
        Ok(Change { version: row.version, at: row.at, by: row.by, role, fields })
    }
}

/// A change as it is stored, to take something out of it.
#[derive(FromRow)]
pub(super) struct Stored {
    pub id: Uuid,
    #[sqlx(json)]
    pub fields: Map<String, Value>,
}

/// The listings that name this address, now or in their history, and their contact of now; locked.
pub(super) async fn naming(
    tx: &mut PgTransaction<'_>,
    address: &str,
) -> Result<Vec<(Uuid, Option<String>)>, sqlx::Error> {
    sqlx::query_as(
        "select id, contact_email from listings l where lower(contact_email) = $1 or exists (
             select from listing_changes c where c.listing_id = l.id
                and $1 in (lower(c.fields #>> '{contact_email,from}'), lower(c.fields #>> '{contact_email,to}')))
         order by id for update",
    )
    .bind(address)
    .fetch_all(&mut **tx)
    .await
}

/// The changes of a listing's contact, newest first.
pub(super) async fn contacts_of(tx: &mut PgTransaction<'_>, listing: Uuid) -> Result<Vec<Stored>, sqlx::Error> {
    sqlx::query_as(
        "select id, fields from listing_changes where listing_id = $1 and fields ?| array['contact_name', 'contact_email']
         order by version desc",
    )
    .bind(listing)
    .fetch_all(&mut **tx)
    .await
}

/// Stores what is left of a change.
pub(super) async fn rewrite(tx: &mut PgTransaction<'_>, change: &Stored) -> Result<(), sqlx::Error> {
    sqlx::query("update listing_changes set fields = $2 where id = $1")
        .bind(change.id)
        .bind(Json(&change.fields))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Takes the contact off a listing, as a change of its host that says nothing of it.
pub(super) async fn without_contact(tx: &mut PgTransaction<'_>, listing: Uuid) -> Result<(), sqlx::Error> {
    let version: i32 = sqlx::query_scalar(
        "update listings set contact_name = null, contact_email = null, contact_confirmed_on = null,
             version = version + 1, changed_at = buurten_now() where id = $1 returning version",
    )
    .bind(listing)
    .fetch_one(&mut **tx)
    .await?;
    let Value::Object(nothing) = json!({"contact_email": {"from": null, "to": null}}) else { return Ok(()) };
    write(tx, By { account: None, role: Role::Host }, listing, version, &nothing).await
}

/// Forgets changes after 24 months.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from listing_changes where id in
             (select id from listing_changes where at < buurten_now() - interval '24 months' limit 500)",
    )
    .await
}
