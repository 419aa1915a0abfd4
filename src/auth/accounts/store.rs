//! All SQL of accounts.

use crate::{
    kit::{first_name::FirstName, lang::Lang},
    platform::db::Db,
};
use serde_json::{Value, json};
use sqlx::{PgTransaction, types::Json};
use uuid::Uuid;

/// The account of an address, made where there is none.
///
/// # Errors
/// Those of the database.
pub async fn account_of_address(tx: &mut PgTransaction<'_>, email: &str, language: &str) -> Result<Uuid, sqlx::Error> {
    sqlx::query_scalar(
        "insert into accounts (id, email, language) values ($1, $2, $3)
         on conflict on constraint one_account_per_address do update set email = excluded.email returning id",
    )
    .bind(Uuid::new_v4())
    .bind(email)
    .bind(language)
    .fetch_one(&mut **tx)
    .await
}

/// An account as seeding makes it.
#[derive(Clone)]
pub struct NewAccount {
    /// The row.
    pub id: Uuid,
    /// Whose it is.
    pub email: String,
    /// How to call them.
    pub first_name: Option<FirstName>,
    /// The language of their letters.
    pub language: Lang,
}

/// Stores new accounts, some hundreds at a time.
///
/// # Errors
/// Those of the database; `one_account_per_address` where an address is taken.
pub async fn insert_accounts(tx: &mut PgTransaction<'_>, accounts: &[&NewAccount]) -> Result<(), sqlx::Error> {
    let name = |a: &NewAccount| a.first_name.as_ref().map(|n| n.as_str().to_owned());
    let row =
        |a: &&NewAccount| json!({"id": a.id, "email": a.email, "first_name": name(a), "language": a.language.as_str()});
    let rows: Vec<Value> = accounts.iter().map(row).collect();
    let sql = "insert into accounts (id, email, first_name, language)
        select id, email, first_name, language from jsonb_populate_recordset(null::accounts, $1)";
    sqlx::query(sql).bind(Json(rows)).execute(&mut **tx).await?;
    Ok(())
}

/// How the holder of this account wants to be called.
///
/// # Errors
/// Those of the database.
pub async fn call_her(tx: &mut PgTransaction<'_>, account: Uuid, name: &FirstName) -> Result<(), sqlx::Error> {
    sqlx::query("update accounts set first_name = $2 where id = $1")
        .bind(account)
        .bind(name.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The language an account's letters and desk are in.
///
/// # Errors
/// Those of the database.
pub async fn speak(db: &Db, account: Uuid, lang: Lang) -> Result<(), sqlx::Error> {
    sqlx::query("update accounts set language = $2 where id = $1")
        .bind(account)
        .bind(lang.as_str())
        .execute(&**db)
        .await?;
    Ok(())
}
