//! SQL of what is begun together at the desk. Nobody's beyond the scope.

use super::{Waiting, Waits};
use crate::{
    auth::Scope,
    platform::db::Db,
    together::{proposal::Proposal, store::WHOLE},
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    looks: bool,
    title: String,
    postcode: Option<String>,
    since: DateTime<Utc>,
}

/// What waits for a look, and what nobody could join; longest first.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waiting>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select t.id, t.state = 'co-hosted' as looks, t.title, n.answers ->> 'postcode' as postcode,
                coalesce(t.co_hosted_at, t.proposed_at) as since
         from together t join newcomers n on n.id = t.newcomer_id
         where coalesce(n.answers ->> 'postcode', '') <> all($1)
           and (t.state = 'co-hosted' and t.not_now_at is null
                or t.seen_to_at is null and (t.state = 'lapsed' and t.ended_by = 'time' and t.co_hosted_at is null
                    or t.state = 'proposed' and not exists (select 1 from together_asked q where q.together_id = t.id and q.state = 'sent')))
         order by since, t.id limit 200",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    let waiting = |row: Row| Waiting {
        id: row.id,
        waits: if row.looks { Waits::Look } else { Waits::Nobody },
        title: row.title,
        postcode: row.postcode.and_then(|p| p.parse().ok()),
        since: row.since,
    };
    Ok(rows.into_iter().map(waiting).collect())
}

const WITHIN: &str = "t.id = $1 and coalesce(n.answers ->> 'postcode', '') <> all($2)";

/// One of them.
pub async fn found(db: &Db, scope: &Scope, id: Uuid) -> Result<Option<Proposal>, sqlx::Error> {
    let sql = format!("{WHOLE} where {WITHIN}");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).bind(scope.beyond()).fetch_optional(&**db).await
}

/// Sets one of the desk's marks, or takes them back; says whether anything changed.
pub async fn mark(tx: &mut PgTransaction<'_>, id: Uuid, mark: Mark<'_>) -> Result<bool, sqlx::Error> {
    let reason = if let Mark::NotNow(reason) = mark { Some(reason) } else { None };
    let (set, may) = match mark {
        Mark::TalkFirst => ("talk_first_at = buurten_now()", "state = 'co-hosted' and talk_first_at is null"),
        Mark::NotNow(_) => {
            ("not_now_at = buurten_now(), not_now_reason = $2", "state = 'co-hosted' and not_now_at is null")
        }
        Mark::SeenTo => ("seen_to_at = buurten_now()", "seen_to_at is null"),
        Mark::None => (
            "talk_first_at = null, not_now_at = null, not_now_reason = null, seen_to_at = null",
            "(state = 'co-hosted' or co_hosted_at is null)",
        ),
    };
    let sql = format!("update together set {set} where id = $1 and {may} and ($2::text is null or true)");
    Ok(sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).bind(reason).execute(&mut **tx).await?.rows_affected() == 1)
}

/// What the desk says of it.
#[derive(Clone, Copy)]
pub enum Mark<'a> {
    /// Let us talk first.
    TalkFirst,
    /// Not now, with the reason that nobody else reads.
    NotNow(&'a str),
    /// Somebody saw to it that nobody could join.
    SeenTo,
    /// Nothing any more.
    None,
}

/// It is a listing from now on; `false` where it is not waiting for that (any more).
pub async fn publish(tx: &mut PgTransaction<'_>, id: Uuid, listing: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update together set state = 'published', published_at = buurten_now(), listing_id = $2, not_now_at = null, not_now_reason = null
         where id = $1 and state = 'co-hosted'",
    )
    .bind(id)
    .bind(listing)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
