//! All SQL of messages.

use crate::platform::db::Db;

/// Forgets messages six months after what they were written in ended.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from messages where id in
             (select m.id from messages m join ties t on t.id = m.tie_id
              where t.ended_at < buurten_now() - interval '6 months' limit 500)",
    )
    .await
}
