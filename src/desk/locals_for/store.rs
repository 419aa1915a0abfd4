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

/// The language somebody reads, for a line in the logbook about them.
pub async fn language(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<String, sqlx::Error> {
    sqlx::query_scalar("select language from accounts where id = $1").bind(account).fetch_one(&mut **tx).await
}
