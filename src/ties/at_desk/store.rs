//! All SQL of ties at the desk.

use super::{Told, Waiting};
use crate::{auth::Scope, logbook::Looked, platform::db::Db, ties::tie::Reason};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

/// A question had its days and no answer, nobody of the desk saw to it since, and the other told nothing good since.
const SILENT: &str = "q.asked_at is not null and q.answered_at is null and q.expires_at <= buurten_now() and q.step <> 'thank-you'
    and q.asked_at > coalesce(t.seen_to_at, '-infinity')
    and not exists (select from follow_ups r where r.tie_id = q.tie_id and r.answered_at > q.asked_at and r.answer <> 'not-yet')";

/// The ties of newcomers that are silent, and those that one of the two ended; longest first. Nobody's who takes a
/// break, and nobody's beyond the scope.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waiting>, sqlx::Error> {
    let sql = format!(
        "select n.account_id, n.answers ->> 'postcode', w.since, w.ended from (
             select t.newcomer_id, min(q.expires_at) as since, false as ended
             from follow_ups q join ties t on t.id = q.tie_id where t.state <> 'ended' and {SILENT} group by t.id
             union all
             select newcomer_id, ended_at, true from ties
             where state = 'ended' and ended_by in ('newcomer', 'local') and seen_to_at is null) w
         join newcomers n on n.id = w.newcomer_id
         where n.account_id is not null and n.paused_at is null and coalesce(n.answers ->> 'postcode', '') <> all($1)
         order by w.since, n.id limit 500"
    );
    let rows: Vec<(Uuid, Option<String>, DateTime<Utc>, bool)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).fetch_all(&**db).await?;
    let waiting = |(account, postcode, since, ended): (Uuid, Option<String>, DateTime<Utc>, bool)| Waiting {
        account,
        postcode: postcode.and_then(|p| p.parse().ok()),
        since,
        ended,
    };
    Ok(rows.into_iter().map(waiting).collect())
}

/// Whose ties these are: theirs as newcomer or as local. `$1` is their account.
const THEIRS: &str = "(exists (select from newcomers n where n.id = t.newcomer_id and n.account_id = $1)
    or exists (select from locals l where l.id = t.local_id and l.account_id = $1))";

/// All of somebody's ties, as newcomer and as local, newest first.
///
/// # Errors
/// Those of the database.
pub async fn of_person(db: &Db, person: Looked) -> Result<Vec<Told>, sqlx::Error> {
    let sql = format!(
        "select t.id, t.state, t.introduced_at as since, t.newcomer_says, t.local_says, t.end_reason, t.ended_by,
             coalesce(t.ended_at, t.regular_at, t.again_at, t.met_at, t.introduced_at) as moved_at,
             case when t.state <> 'ended' then (select min(f.due_at) from follow_ups f where f.tie_id = t.id
                 and f.asked_at is null and f.skipped_at is null and f.step <> 'thank-you') end as next_at,
             t.state <> 'ended' and exists (select from follow_ups q where q.tie_id = t.id and {SILENT}) as silent,
             t.seen_to_at is not null as seen_to
         from ties t where {THEIRS} order by t.introduced_at desc, t.id limit 50"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.account()).fetch_all(&**db).await
}

/// The accounts of the two, hers first; `None` where there is no such tie.
///
/// # Errors
/// Those of the database.
pub async fn two_of(db: &Db, id: Uuid) -> Result<Option<[Uuid; 2]>, sqlx::Error> {
    let two: Option<(Uuid, Uuid)> = sqlx::query_as(
        "select n.account_id, l.account_id from ties t join newcomers n on n.id = t.newcomer_id
         join locals l on l.id = t.local_id where t.id = $1 and num_nulls(n.account_id, l.account_id) = 0",
    )
    .bind(id)
    .fetch_optional(&**db)
    .await?;
    Ok(two.map(<[Uuid; 2]>::from))
}

/// The desk ends a living one, often so that somebody is safe: it is over for both at once, and they can write to each
/// other no more. Their pages say so and not why; no letter does. `false` where it has ended.
///
/// # Errors
/// Those of the database.
pub async fn end(tx: &mut PgTransaction<'_>, person: Looked, id: Uuid, reason: Reason) -> Result<bool, sqlx::Error> {
    let sql = format!(
        "update ties t set state = 'ended', ended_at = buurten_now(), end_reason = $3, ended_by = 'desk', seen_to_at = buurten_now(),
             newcomer_over_at = coalesce(newcomer_over_at, buurten_now()), local_over_at = coalesce(local_over_at, buurten_now())
         where t.id = $2 and t.state <> 'ended' and {THEIRS}"
    );
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(person.account()).bind(id).bind(reason.as_str());
    Ok(done.execute(&mut **tx).await?.rows_affected() == 1)
}

async fn set(tx: &mut PgTransaction<'_>, person: Looked, id: Uuid, seen_to: bool) -> Result<bool, sqlx::Error> {
    let sql =
        format!("update ties t set seen_to_at = case when $3 then buurten_now() end where t.id = $2 and {THEIRS}");
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(person.account()).bind(id).bind(seen_to);
    Ok(done.execute(&mut **tx).await?.rows_affected() == 1)
}

/// Somebody of the desk saw to it; `false` where there is no such tie of theirs.
///
/// # Errors
/// Those of the database.
pub async fn see_to(tx: &mut PgTransaction<'_>, person: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    set(tx, person, id, true).await
}

/// It waits again.
///
/// # Errors
/// Those of the database.
pub async fn wait_again(tx: &mut PgTransaction<'_>, person: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    set(tx, person, id, false).await
}
