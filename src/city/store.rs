//! All SQL of the city.

use super::facts::{City, Kind, embedded};
use crate::platform::db::Db;
use arc_swap::ArcSwap;
use sqlx::{FromRow, PgTransaction, types::Json};
use std::sync::Arc;

/// The city as pages read it; swapped whole when the database says it changed.
#[derive(Clone)]
pub struct TheCity(Arc<ArcSwap<City>>);

crate::lend!(TheCity);

impl TheCity {
    /// Holds a city.
    pub fn new(city: City) -> Self {
        Self(Arc::new(ArcSwap::from_pointee(city)))
    }

    /// The city now.
    pub fn now(&self) -> Arc<City> {
        self.0.load_full()
    }

    /// From now on this one.
    pub fn swap(&self, city: City) {
        self.0.store(Arc::new(city));
    }
}

#[derive(FromRow)]
struct Row {
    kind: String,
    facts: Json<City>,
}

/// The city of this database; `None` where none was settled yet.
///
/// # Errors
/// Those of the database.
pub async fn load(db: &Db, mail_host: &str) -> Result<Option<City>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as("select kind, facts from city").fetch_optional(&**db).await?;
    Ok(row.map(|row| {
        let kind = if row.kind == "sample" { Kind::Sample } else { Kind::Real };
        City { kind, mail_host: mail_host.to_owned(), ..row.facts.0 }
    }))
}

/// The facts as they stand in the database, held until the end of the transaction: who changes them waits.
///
/// # Errors
/// Those of the database.
pub async fn locked(tx: &mut PgTransaction<'_>) -> Result<City, sqlx::Error> {
    let Json(city): Json<City> = sqlx::query_scalar("select facts from city for update").fetch_one(&mut **tx).await?;
    Ok(city)
}

/// Writes the facts. Every instance hears of it and reads them again.
///
/// # Errors
/// Those of the database.
pub async fn update(tx: &mut PgTransaction<'_>, facts: &City) -> Result<(), sqlx::Error> {
    sqlx::query("update city set facts = $1").bind(Json(facts)).execute(&mut **tx).await?;
    Ok(())
}

/// Writes down which city this database is, from the city's own folder; does nothing where it is written already.
///
/// # Errors
/// Those of the database, or of the folder.
pub async fn settle(tx: &mut PgTransaction<'_>, slug: &str, kind: Kind) -> anyhow::Result<()> {
    let facts: City = found(slug)?;
    let kind = if kind == Kind::Sample { "sample" } else { "real" };
    sqlx::query("insert into city (slug, kind, facts) values ($1, $2, $3) on conflict do nothing")
        .bind(slug)
        .bind(kind)
        .bind(Json(&facts))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The facts in a city's own folder.
///
/// # Errors
/// Names the key that is wrong or missing.
pub fn found(slug: &str) -> anyhow::Result<City> {
    toml::from_str(&embedded(slug, "city.toml")?).map_err(|e| anyhow::anyhow!("data/cities/{slug}/city.toml: {e}"))
}

/// How far a sample's clock was moved, in seconds.
///
/// # Errors
/// Those of the database.
pub async fn offset_seconds(db: &Db) -> Result<i64, sqlx::Error> {
    let seconds: Option<f64> =
        sqlx::query_scalar("select extract(epoch from clock_offset)::float8 from city").fetch_optional(&**db).await?;
    Ok(seconds.unwrap_or_default() as i64)
}
