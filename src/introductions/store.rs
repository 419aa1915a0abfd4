//! All SQL of introductions.

use crate::platform::db::Db;

/// Forgets introductions twelve months after they ended.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from introductions where id in
             (select id from introductions where ended_at < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
