//! All SQL of listings at the desk; changing one is `listings::change`.

use crate::platform::db::Db;
use sqlx::PgTransaction;
use uuid::Uuid;

/// A key that nobody has yet: the wish, or the wish and a number.
///
/// # Errors
/// Those of the database.
pub(super) async fn free_key(tx: &mut PgTransaction<'_>, wish: &str) -> Result<String, sqlx::Error> {
    // One look at the index each: keys that merely begin so can be many.
    sqlx::query_scalar(
        "select w.key from (select $1::text as key, 1 as n union all select $1 || '-' || n, n from generate_series(2, 10000) n) w
         where not exists (select from listings l where l.key = w.key) order by w.n limit 1",
    )
    .bind(wish)
    .fetch_one(&mut **tx)
    .await
}

/// The newest change that this account made to a listing: what an undo takes back.
///
/// # Errors
/// Those of the database.
pub(super) async fn last_change_by(db: &Db, listing: Uuid, account: Uuid) -> Result<Option<i32>, sqlx::Error> {
    sqlx::query_scalar("select max(version) from listing_changes where listing_id = $1 and by_account = $2")
        .bind(listing)
        .bind(account)
        .fetch_one(&**db)
        .await
}

/// Whose texts are behind the other's: `en` or `nl`; `None` where both say the same.
///
/// # Errors
/// Those of the database.
pub(super) async fn behind(db: &Db, listing: Uuid) -> Result<Option<String>, sqlx::Error> {
    let found: Option<Option<String>> =
        sqlx::query_scalar("select behind from listings where id = $1").bind(listing).fetch_optional(&**db).await?;
    Ok(found.flatten())
}

/// Somebody says that both languages say the same, or takes that back: then this one is behind again.
///
/// # Errors
/// Those of the database.
pub(super) async fn set_behind(db: &Db, listing: Uuid, behind: Option<&str>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update listings set
             even_en = case when $2 = 'nl' then '' else md5(coalesce(title_en, '') || '~' || coalesce(summary_en, '')) end,
             even_nl = case when $2 = 'en' then '' else md5(coalesce(title_nl, '') || '~' || coalesce(summary_nl, '')) end
         where id = $1",
    )
    .bind(listing)
    .bind(behind)
    .execute(&**db)
    .await?;
    Ok(done.rows_affected() == 1)
}
