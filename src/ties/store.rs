//! All SQL of ties.

use crate::platform::db::Db;
use sqlx::PgTransaction;
use uuid::Uuid;

/// Two who both said yes to an introduction: a tie begins, in the transaction of the second yes. Who have a living tie
/// keep it.
///
/// # Errors
/// Those of the database.
pub async fn begin(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    local: Uuid,
    introduction: Uuid,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into ties (id, newcomer_id, local_id, introduction_id) values ($1, $2, $3, $4)
         on conflict (newcomer_id, local_id) where state <> 'ended' do nothing",
    )
    .bind(Uuid::new_v4())
    .bind(newcomer)
    .bind(local)
    .bind(introduction)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

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
