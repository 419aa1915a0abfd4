//! SQL of a tie that a block ends.

use sqlx::PgTransaction;
use uuid::Uuid;

/// Ends the living tie of two, of whom the one blocks the other; the one is asked nothing about it any more.
///
/// # Errors
/// Those of the database.
pub async fn end_between(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<u64, sqlx::Error> {
    let ended = sqlx::query(
        "update ties t set state = 'ended', ended_at = buurten_now(), end_reason = 'blocked',
             ended_by = case when n.account_id = $1 then 'newcomer' else 'local' end
         from newcomers n, locals l where n.id = t.newcomer_id and l.id = t.local_id and t.state <> 'ended'
           and (n.account_id, l.account_id) in (($1, $2), ($2, $1))",
    )
    .bind(one)
    .bind(other)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "delete from follow_ups f using ties t, newcomers n, locals l
         where t.id = f.tie_id and n.id = t.newcomer_id and l.id = t.local_id and f.account_id = $1 and f.answered_at is null
           and (n.account_id, l.account_id) in (($1, $2), ($2, $1))",
    )
    .bind(one)
    .bind(other)
    .execute(&mut **tx)
    .await?;
    Ok(ended.rows_affected())
}
