//! All SQL of saved views. Each is of one account; to everybody else there is none.

use crate::platform::db::Db;
use sqlx::FromRow;
use uuid::Uuid;

/// So many stand above the table at most.
const MOST: i64 = 12;

/// A view.
#[derive(FromRow)]
pub struct View {
    /// In addresses.
    pub id: Uuid,
    /// As its owner calls it.
    pub name: String,
    /// The filters, as a query.
    pub query: String,
}

/// The views of an account, by name.
///
/// # Errors
/// Those of the database, here and below.
pub async fn of(db: &Db, account: Uuid) -> Result<Vec<View>, sqlx::Error> {
    let sql =
        "select id, name, query from saved_views where account_id = $1 and removed_at is null order by lower(name)";
    sqlx::query_as(sql).bind(account).fetch_all(&**db).await
}

/// Saves one, in the place of one of the same name; `false` where there are as many as there can be.
pub async fn save(db: &Db, account: Uuid, name: &str, query: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "insert into saved_views (id, account_id, name, query) select $1, $2, $3, $4
         where (select count(*) from saved_views where account_id = $2 and removed_at is null and lower(name) <> lower($3)) < $5
         on conflict (account_id, lower(name)) where removed_at is null do update set name = excluded.name, query = excluded.query",
    )
    .bind(Uuid::new_v4())
    .bind(account)
    .bind(name)
    .bind(query)
    .bind(MOST)
    .execute(&**db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes one away; `false` where there is none of this account's.
pub async fn remove(db: &Db, account: Uuid, id: Uuid) -> Result<bool, sqlx::Error> {
    let sql =
        "update saved_views set removed_at = coalesce(removed_at, buurten_now()) where id = $1 and account_id = $2";
    Ok(sqlx::query(sql).bind(id).bind(account).execute(&**db).await?.rows_affected() == 1)
}

/// Brings one back that was taken away, unless another has its name by now.
pub async fn bring_back(db: &Db, account: Uuid, id: Uuid) -> Result<bool, sqlx::Error> {
    let sql = "update saved_views v set removed_at = null where id = $1 and account_id = $2 and not exists (
                   select from saved_views o where o.account_id = $2 and o.id <> $1 and o.removed_at is null and lower(o.name) = lower(v.name))";
    Ok(sqlx::query(sql).bind(id).bind(account).execute(&**db).await?.rows_affected() == 1)
}

/// Forgets an hour later what was taken away.
///
/// # Errors
/// Those of the database.
pub async fn forget_removed(db: &Db) -> Result<u64, sqlx::Error> {
    let old = "delete from saved_views where removed_at < buurten_now() - interval '1 hour'";
    Ok(sqlx::query(old).execute(&**db).await?.rows_affected())
}
