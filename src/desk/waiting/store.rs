//! All SQL of who waits.

use crate::{auth::Scope, platform::db::Db};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{FromRow, types::Json};
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
    /// Whether that is enough to be matched.
    pub told_enough: bool,
    /// Since when: since she asked to meet somebody, else since she told us something.
    pub since: DateTime<Utc>,
    /// Whether she meets somebody from here already.
    pub meets: bool,
    /// Somebody saw to it within four weeks that her time here ends soon.
    pub window_seen_to: bool,
}

/// Who waits, longest first: who asked to meet somebody, or was here within eight weeks and meets nobody from here. Nobody
/// who has a question about somebody now, takes a break or is to meet nobody new. Of them those who wait at least so many
/// days, only who asked where that is wanted, and at most so many.
pub async fn waiting(
    db: &Db,
    scope: &Scope,
    days: u16,
    asked_only: bool,
    most: Option<usize>,
) -> Result<Vec<Waits>, sqlx::Error> {
    sqlx::query_as(
        "select n.id as newcomer, n.account_id as account, n.answers, n.looking_since is not null as told_enough,
                s.since, s.meets, coalesce(n.window_seen_to_at > buurten_now() - interval '4 weeks', false) as window_seen_to
         from newcomers n join accounts a on a.id = n.account_id
              left join wishes_to_meet w on w.newcomer_id = n.id and w.kind = 'one-to-one' and w.ended_at is null,
              lateral (select coalesce(w.asked_at, n.created_at) as since,
                              exists (select from ties t where t.newcomer_id = n.id and t.state <> 'ended') as meets) s
         where n.paused_at is null and n.stopped_at is null and coalesce(n.answers ->> 'postcode', '') <> all($1)
           and ($2 = 0 or s.since <= buurten_now() - make_interval(days => $2))
           and (w.id is not null or not $3 and a.seen_at > buurten_now() - interval '8 weeks' and not s.meets)
           and not exists (select from introductions i where i.newcomer_id = n.id and i.ended_at is null)
           and not exists (select from reports r where r.about_account = n.account_id and r.looked_at is null)
         order by s.since, n.id limit $4",
    )
    .bind(scope.beyond())
    .bind(i32::from(days))
    .bind(asked_only)
    .bind(most.map(|most| i64::try_from(most).unwrap_or(i64::MAX)))
    .fetch_all(&**db)
    .await
}
