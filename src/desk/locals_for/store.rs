//! All SQL of the locals who could fit somebody.

use crate::{logbook::Looked, platform::db::Db};
use sqlx::PgTransaction;
use std::collections::HashMap;
use uuid::Uuid;

/// The first names of people who were looked at.
pub async fn first_names(db: &Db, people: &[Looked]) -> Result<HashMap<Uuid, String>, sqlx::Error> {
    let accounts: Vec<Uuid> = people.iter().map(|looked| looked.account()).collect();
    let rows: Vec<(Uuid, String)> =
        sqlx::query_as("select id, first_name from accounts where id = any($1) and first_name is not null")
            .bind(accounts)
            .fetch_all(&**db)
            .await?;
    Ok(rows.into_iter().collect())
}

/// The languages people read, for a line in the logbook about each, in one order. Who left is not among them.
pub async fn languages(tx: &mut PgTransaction<'_>, people: &[Uuid]) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let sql = "select id, language from accounts where id = any($1) order by id";
    sqlx::query_as(sql).bind(people).fetch_all(&mut **tx).await
}
