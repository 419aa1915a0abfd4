//! All SQL of ties.

use crate::platform::db::Db;

/// Forgets ties twelve months after they ended, with what was asked and written in them.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from ties where id in
             (select id from ties where ended_at < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
