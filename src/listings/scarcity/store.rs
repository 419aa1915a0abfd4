//! All SQL of scarcity.

use super::{Known, Priced};
use crate::{matching::scarcity::Scarcity, platform::db::Db};
use sqlx::FromRow;
use uuid::Uuid;

/// The day in the city.
const TODAY: &str = "(buurten_now() at time zone 'Europe/Amsterdam')::date";

#[derive(FromRow)]
struct Row {
    listing_id: Uuid,
    price: f64,
    shown: i32,
    target: f64,
}

/// What is scarce as of the last two nights.
pub async fn known(db: &Db) -> Result<Known, sqlx::Error> {
    let sql = format!("select listing_id, price, shown, target from listing_scarcity where as_of >= {TODAY} - 2");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await?;
    let known = |row: Row| {
        let scarcity = Scarcity { price: row.price, shown: f64::from(row.shown), target: row.target };
        (row.listing_id, scarcity)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Whether nobody did it today, and it is three o'clock in the city or later; before that, where no night is known.
pub async fn is_due(db: &Db) -> Result<bool, sqlx::Error> {
    let sql = format!(
        "select max(as_of) is null or max(as_of) < {TODAY} and extract(hour from buurten_now() at time zone 'Europe/Amsterdam') >= 3
         from scarcity_nights"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&**db).await
}

/// From now on this is scarce and nothing else, were it nothing at all. What was taken away in the meantime is passed over.
pub async fn replace(db: &Db, priced: &[Priced]) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    // Some ten thousand rows at most, at night.
    sqlx::query("set local statement_timeout = '30s'").execute(&mut *tx).await?;
    sqlx::query("delete from listing_scarcity").execute(&mut *tx).await?;
    let listings: Vec<Uuid> = priced.iter().map(|p| p.listing).collect();
    let (prices, targets): (Vec<f64>, Vec<f64>) = priced.iter().map(|p| (p.price, p.target)).unzip();
    let shown: Vec<i32> = priced.iter().map(|p| p.shown).collect();
    let sql = format!(
        "insert into listing_scarcity (listing_id, price, shown, target, as_of)
         select l.id, p.price, p.shown, p.target, {TODAY}
         from unnest($1::uuid[], $2::float8[], $3::int[], $4::float8[]) as p (id, price, shown, target) join listings l using (id)"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(listings)
        .bind(prices)
        .bind(shown)
        .bind(targets)
        .execute(&mut *tx)
        .await?;
    sqlx::query("delete from scarcity_nights").execute(&mut *tx).await?;
    let sql = format!("insert into scarcity_nights (as_of) values ({TODAY})");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await?;
    tx.commit().await
}
