//! All SQL of what was done to many listings at once.

use crate::platform::db::Db;
use sqlx::{PgTransaction, types::Json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Listing → the version that was made of it.
pub(super) type Made = BTreeMap<Uuid, i32>;

/// Remembers what this transaction did; its name.
///
/// # Errors
/// Those of the database, here and below.
pub(super) async fn insert(tx: &mut PgTransaction<'_>, account: Uuid, made: &Made) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::new_v4();
    let sql = "insert into acts_on_many (id, by_account, made) values ($1, $2, $3)";
    sqlx::query(sql).bind(id).bind(account).bind(Json(made)).execute(&mut **tx).await?;
    Ok(id)
}

/// It is undone from now on; `None` where there is none, or it is already.
pub(super) async fn take_back(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Made>, sqlx::Error> {
    let sql = "update acts_on_many set undone_at = buurten_now() where id = $1 and undone_at is null returning made";
    let made: Option<Json<Made>> = sqlx::query_scalar(sql).bind(id).fetch_optional(&mut **tx).await?;
    Ok(made.map(|made| made.0))
}

/// Forgets after a week what was done at once: each listing's own history stays.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let old = "delete from acts_on_many where done_at < buurten_now() - interval '7 days'";
    Ok(sqlx::query(old).execute(&**db).await?.rows_affected())
}
