//! All SQL of who waits.

use crate::{auth::Scope, platform::db::Db};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{FromRow, types::Json};
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody who waits.
#[derive(FromRow)]
pub struct Waits {
    /// Her row.
    pub newcomer: Uuid,
    /// Her account.
    pub account: Uuid,
    /// What she told us.
    pub answers: Json<Value>,
    /// Since when: since she asked to meet somebody, else since she told us something.
    pub since: DateTime<Utc>,
    /// Whether she meets somebody from here already.
    pub meets: bool,
}

/// Who waits: who asked to meet somebody, or was here within eight weeks and meets nobody from here. Nobody who has a
/// question about somebody now, takes a break or is to meet nobody new. Of them those who wait at least so many days, and
/// only who asked where that is wanted.
const WHO: &str = "from newcomers n join accounts a on a.id = n.account_id
              left join wishes_to_meet w on w.newcomer_id = n.id and w.kind = 'one-to-one' and w.ended_at is null,
              lateral (select coalesce(w.asked_at, n.created_at) as since,
                              exists (select from ties t where t.newcomer_id = n.id and t.state <> 'ended') as meets) s
         where n.paused_at is null and n.stopped_at is null and coalesce(n.answers ->> 'postcode', '') <> all($1)
           and ($2 = 0 or s.since <= buurten_now() - make_interval(days => $2))
           and (w.id is not null or not $3 and a.seen_at > buurten_now() - interval '8 weeks' and not s.meets)
           and not exists (select from introductions i where i.newcomer_id = n.id and i.ended_at is null)
           and not exists (select from reports r where r.about_account = n.account_id and r.looked_at is null)";

/// Who waits and told enough to be matched, longest first, at most so many.
pub async fn waiting(
    db: &Db,
    scope: &Scope,
    days: u16,
    asked_only: bool,
    most: Option<usize>,
) -> Result<Vec<Waits>, sqlx::Error> {
    let sql = format!(
        "select n.id as newcomer, n.account_id as account, n.answers, s.since, s.meets {WHO}
           and n.looking_since is not null order by s.since, n.id limit $4"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(scope.beyond())
        .bind(i32::from(days))
        .bind(asked_only)
        .bind(most.map(|most| i64::try_from(most).unwrap_or(i64::MAX)))
        .fetch_all(&**db)
        .await
}

/// How many wait as well and told too little to be matched.
pub async fn told_too_little(db: &Db, scope: &Scope, days: u16, asked_only: bool) -> Result<i64, sqlx::Error> {
    let sql = format!("select count(*) {WHO} and n.looking_since is null");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(scope.beyond())
        .bind(i32::from(days))
        .bind(asked_only)
        .fetch_one(&**db)
        .await
}

/// When each of these locals was last introduced to somebody; who never was is not among them.
pub async fn last_introduced(db: &Db, locals: &[Uuid]) -> Result<HashMap<Uuid, DateTime<Utc>>, sqlx::Error> {
    let sql = "select local_id, max(proposed_at) from introductions where local_id = any($1) group by local_id";
    let rows: Vec<(Uuid, DateTime<Utc>)> = sqlx::query_as(sql).bind(locals).fetch_all(&**db).await?;
    Ok(rows.into_iter().collect())
}
