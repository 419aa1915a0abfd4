//! All SQL of listings at the desk; changing one is `listings::change`.

use super::brief::Brief;
use crate::platform::db::Db;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Every listing in short, drafts included.
///
/// # Errors
/// Those of the database.
pub(super) async fn briefs(db: &Db) -> Result<Vec<Brief>, sqlx::Error> {
    sqlx::query_as(
        "select id, key, title_en, title_nl, summary_en is not null as summarised_en, summary_nl is not null as summarised_nl,
                organisation, domains, status, confirmed_on, contact_email is not null as has_address, behind
         from listings order by key",
    )
    .fetch_all(&**db)
    .await
}

/// A key that nobody has yet: the wish, or the wish and a number.
///
/// # Errors
/// Those of the database.
pub(super) async fn free_key(tx: &mut PgTransaction<'_>, wish: &str) -> Result<String, sqlx::Error> {
    let taken: Vec<String> =
        sqlx::query_scalar("select key from listings where key = $1 or starts_with(key, $1 || '-')")
            .bind(wish)
            .fetch_all(&mut **tx)
            .await?;
    let free = |key: &String| !taken.contains(key);
    let numbered = (2..).map(|n| format!("{wish}-{n}"));
    Ok(std::iter::once(wish.to_owned()).chain(numbered).find(free).unwrap_or_default())
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
