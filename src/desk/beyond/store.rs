//! All SQL of looking beyond a team.

use crate::platform::db::Db;
use uuid::Uuid;

/// The account with this address.
///
/// # Errors
/// Those of the database.
pub async fn account_of(db: &Db, address: &str) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select id from accounts where email = $1").bind(address).fetch_optional(&**db).await
}
