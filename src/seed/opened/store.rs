//! SQL of an opening of the sample.

use sqlx::PgTransaction;
use uuid::Uuid;

/// An opening of three days ago.
pub async fn open(tx: &mut PgTransaction<'_>, by: Uuid, about: Uuid, why: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into logbook (id, at, by_account, about_account, act, reason)
         values ($1, buurten_now() - interval '3 days', $2, $3, 'opened', $4)",
    )
    .bind(Uuid::new_v4())
    .bind(by)
    .bind(about)
    .bind(why)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
