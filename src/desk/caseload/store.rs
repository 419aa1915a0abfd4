//! All SQL of the caseload.

use super::state::Rows;
use crate::{auth::Scope, kit::words::Role, matching::person::Person, platform::db::Db};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    account: Uuid,
    answers: Json<Value>,
    paused: Option<DateTime<Utc>>,
    tie: Option<String>,
    tie_since: Option<DateTime<Utc>>,
    introduced: Option<DateTime<Utc>>,
    silent: Option<DateTime<Utc>>,
    under_way: Option<DateTime<Utc>>,
    began: DateTime<Utc>,
}

/// Every newcomer with an account whom this scope sees: her account, of her answers where she lives and how long she is
/// here, and what the rows say of where she stands.
///
/// # Errors
/// Those of the database.
pub async fn newcomers(db: &Db, scope: &Scope) -> Result<Vec<(Uuid, Person, Rows)>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select n.account_id as account,
                (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(n.answers) e
                  where e.key in ('postcode', 'arrived', 'stays_until')) as answers,
                n.paused_at as paused, t.state as tie, t.since as tie_since, i.since as introduced,
                case when a.seen_at < buurten_now() - interval '8 weeks' then a.seen_at end as silent,
                u.since as under_way, coalesce(n.looking_since, n.created_at) as began
         from newcomers n join accounts a on a.id = n.account_id
              left join lateral (select state, coalesce(case state when 'regular' then regular_at when 'again' then again_at
                                                              when 'met' then met_at end, introduced_at) as since
                  from ties where newcomer_id = n.id and state <> 'ended'
                  order by array_position(array['regular', 'again', 'met', 'introduced'], state), 2 limit 1) t on true,
              lateral (select min(proposed_at) as since from introductions where newcomer_id = n.id and ended_at is null) i,
              lateral (select least(
                  (select min(answered_at) from requests where newcomer_id = n.id and state = 'yes'),
                  (select min(sent_at) from going_along where newcomer_id = n.id and state in ('sent', 'yes')),
                  (select min(given_at) from next_steps where newcomer_id = n.id and until > buurten_now()
                       and num_nonnulls(done_at, set_aside_at, over_at) = 0)) as since) u
         where coalesce(n.answers ->> 'postcode', '') <> all($1)",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Row) -> Result<(Uuid, Person, Rows), sqlx::Error> {
    let person = Person::of_answers(row.account, Role::Newcomer, row.answers.0);
    let person = person.map_err(|e| sqlx::Error::Decode(e.to_string().into()))?;
    let tie = row.tie.map(|state| state.parse()).transpose();
    let tie = tie.map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?.zip(row.tie_since);
    let Row { account, paused, introduced, silent, under_way, began, .. } = row;
    Ok((account, person, Rows { paused, tie, introduced, silent, under_way, began }))
}
