//! All SQL of hosts.

use sqlx::PgTransaction;
use uuid::Uuid;

/// Makes somebody the host of the listing with this key.
///
/// # Errors
/// Those of the database.
pub async fn insert(tx: &mut PgTransaction<'_>, account: Uuid, listing_key: &str) -> Result<(), sqlx::Error> {
    sqlx::query("insert into hosts (account_id, listing_id) select $1, id from listings where key = $2")
        .bind(account)
        .bind(listing_key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
