//! SQL of how it ends.

use crate::{platform::db::Db, together::proposal::EndedBy};
use sqlx::PgTransaction;
use uuid::Uuid;

/// What is open with the holder of this account in it: as hers, as a co-host's, or as a question to them.
pub async fn open_with(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "select t.id from together t join newcomers n on n.id = t.newcomer_id left join locals l on l.id = t.local_id
         where t.state in ('proposed', 'co-hosted', 'published')
           and ($1 in (n.account_id, l.account_id) or exists (select 1 from together_asked q join locals a on a.id = q.local_id
                where q.together_id = t.id and q.state = 'sent' and a.account_id = $1))
         order by t.id",
    )
    .bind(account)
    .fetch_all(&mut **tx)
    .await
}

/// What is open between two: hosted by both, or hers and asked of the other.
pub async fn between(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "select t.id from together t join newcomers n on n.id = t.newcomer_id
         where t.state in ('proposed', 'co-hosted', 'published') and exists (select 1 from locals l
             where (n.account_id, l.account_id) in (($1, $2), ($2, $1)) and (l.id = t.local_id
                 or exists (select 1 from together_asked q where q.together_id = t.id and q.local_id = l.id and q.state = 'sent')))
         order by t.id",
    )
    .bind(one)
    .bind(other)
    .fetch_all(&mut **tx)
    .await
}

/// It had ended without a word; now somebody ends it who does not know, or its days are over and it ends as by the desk.
pub async fn end_as(tx: &mut PgTransaction<'_>, id: Uuid, by: EndedBy) -> Result<(), sqlx::Error> {
    let sql = "update together set ended_by = $2, ended_at = case $2 when 'desk' then buurten_now() else ended_at end
        where id = $1 and ended_at is not null";
    sqlx::query(sql).bind(id).bind(by.as_str()).execute(&mut **tx).await?;
    Ok(())
}

/// Forgets what ended, or became a listing, twelve months ago. The listing stays, with its hosts.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from together where id in
             (select id from together where coalesce(ended_at, published_at) < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
