//! All SQL of the weights.

use super::{Changed, Version};
use crate::{
    kit::sentence::Sentence,
    matching::{signal::Signal, weights::Weights},
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use sqlx::{FromRow, PgTransaction, types::Json};
use std::sync::Arc;
use uuid::Uuid;

/// A table of weights as its column has it: by the names of the signals, so that it says itself what it is.
type Table = Json<Map<String, Value>>;

#[derive(FromRow)]
struct Row {
    number: i32,
    name: String,
    essentials: Table,
    role_with_skills: Table,
    nice: Table,
    note_en: String,
    note_nl: String,
    by: Option<String>,
    at: DateTime<Utc>,
}

const VERSIONS: &str = "select w.number, w.name, w.essentials, w.role_with_skills, w.nice, w.note_en, w.note_nl,
        coalesce(a.first_name, a.email) as by, w.at
    from weights w left join accounts a on a.id = w.by_account order by w.number desc";

fn table<const N: usize>(table: &Table, signals: [Signal; N]) -> Result<[f64; N], sqlx::Error> {
    let weight = |signal: Signal| table.get(signal.as_str()).and_then(Value::as_f64);
    let all: Option<Vec<f64>> = signals.into_iter().map(weight).collect();
    let all = all.and_then(|all| <[f64; N]>::try_from(all).ok());
    all.ok_or_else(|| sqlx::Error::Decode("a table of weights has a number for every signal".into()))
}

fn row<const N: usize>(table: [f64; N], signals: [Signal; N]) -> Table {
    let named = signals.into_iter().zip(table);
    Json(named.map(|(signal, weight)| (signal.as_str().to_owned(), Value::from(weight))).collect())
}

fn read(row: Row) -> Result<Version, sqlx::Error> {
    let weights = Weights {
        version: row.name.into(),
        essentials: table(&row.essentials, Signal::ESSENTIALS)?,
        role_with_skills: table(&row.role_with_skills, Signal::ESSENTIALS)?,
        nice: table(&row.nice, Signal::NICE)?,
    };
    Ok(Version {
        number: row.number,
        weights: Arc::new(weights),
        note: Sentence::new(row.note_en, row.note_nl),
        by: row.by,
        at: Some(row.at),
    })
}

/// The weights that count.
pub async fn weights_now(db: &Db) -> Result<Arc<Weights>, sqlx::Error> {
    let newest: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{VERSIONS} limit 1"))).fetch_optional(&**db).await?;
    Ok(newest.map(read).transpose()?.unwrap_or_else(Version::start).weights)
}

/// All versions, newest first, down to what the code began with.
///
/// # Errors
/// Those of the database.
pub async fn versions(db: &Db) -> Result<Vec<Version>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(VERSIONS).fetch_all(&**db).await?;
    rows.into_iter().map(read).chain([Ok(Version::start())]).collect()
}

/// A new version, made from the one with the number `from`; its name is that of `weights`.
///
/// # Errors
/// Those of the database.
pub async fn change(
    tx: &mut PgTransaction<'_>,
    from: i32,
    weights: &Weights,
    note: &Sentence,
    by: Uuid,
) -> Result<Changed, sqlx::Error> {
    let done = sqlx::query(
        "insert into weights (number, name, essentials, role_with_skills, nice, note_en, note_nl, by_account)
         select $1 + 1, $2, $3, $4, $5, $6, $7, $8 where $1 = (select coalesce(max(number), 0) from weights)",
    )
    .bind(from)
    .bind(weights.version.as_ref())
    .bind(row(weights.essentials, Signal::ESSENTIALS))
    .bind(row(weights.role_with_skills, Signal::ESSENTIALS))
    .bind(row(weights.nice, Signal::NICE))
    .bind(&note.en)
    .bind(&note.nl)
    .bind(by)
    .execute(&mut **tx)
    .await;
    let name_of_rule = |e: &sqlx::Error| e.as_database_error().and_then(|d| d.constraint()).map(str::to_owned);
    match done {
        Ok(done) if done.rows_affected() == 1 => Ok(Changed::Done),
        Ok(_) => Ok(Changed::Meanwhile),
        Err(e) => match name_of_rule(&e).as_deref() {
            // Two at once: the second waits for the first, and then finds its number taken.
            Some("one_version_of_the_weights_per_number") => Ok(Changed::Meanwhile),
            Some("one_version_of_the_weights_per_name" | "weights_have_a_name_of_their_own") => Ok(Changed::NameTaken),
            _ => Err(e),
        },
    }
}
