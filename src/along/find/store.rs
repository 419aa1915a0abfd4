//! SQL of finding who can be asked.

use super::Question;
use crate::platform::chance::Token;
use chrono::{DateTime, Utc};
use sqlx::{Acquire, PgTransaction};
use uuid::Uuid;

/// The promises of the table `going_along`, by the names of their constraints.
const PROMISES: [&str; 5] = [
    "only_who_is_known_takes_somebody_along",
    "nobody_is_asked_more_often_than_they_chose",
    "no_local_is_over_capacity",
    "no_blocked_pair_is_brought_together",
    "nobody_under_report_meets_somebody_new",
];

/// Whether the database kept one of its promises: then it is somebody else's turn.
pub fn is_a_promise(e: &sqlx::Error) -> bool {
    constraint(e).is_some_and(|name| PROMISES.contains(&name))
}

fn constraint(e: &sqlx::Error) -> Option<&str> {
    e.as_database_error().and_then(|d| d.constraint())
}

/// Who could take her along there, whoever was asked longest ago first: known there, not resting, with room and a
/// question left this month; nobody whom she or the service asked before, nobody who is kept apart from her, and not
/// herself.
pub async fn candidates(tx: &mut PgTransaction<'_>, question: &Question) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "select l.id from regulars r join locals l on l.id = r.local_id
         where r.listing_id = $2 and may_take_along(l.id, r.listing_id)
           and places_of(l.id, $1) > 0
           and not exists (select 1 from going_along g where g.local_id = l.id and g.newcomer_id = $1 and g.state <> 'withdrawn')
           and l.account_id is distinct from (select account_id from newcomers where id = $1)
           and not are_kept_apart(l.account_id, (select account_id from newcomers where id = $1))
         order by (select max(g.sent_at) from going_along g where g.local_id = l.id) nulls first, l.id
         limit 20",
    )
    .bind(question.newcomer)
    .bind(question.listing)
    .fetch_all(&mut **tx)
    .await
}

/// What became of asking one of them.
pub enum Tried {
    /// They are asked.
    Asked,
    /// Somebody else was quicker, or they cannot any more.
    NotThem,
    /// She has an open question for this listing already.
    Already,
}

/// Asks one of them. What the table promises is kept by the table: a no of it changes nothing.
pub async fn ask(
    tx: &mut PgTransaction<'_>,
    local: Uuid,
    question: &Question,
    token: &Token,
) -> Result<Tried, sqlx::Error> {
    let mut point = (&mut **tx).begin().await?;
    let done = sqlx::query(
        "insert into going_along (id, newcomer_id, local_id, listing_id, starts_at, asked_at, answer_token_hash, score, weights_version)
         select $1, $2, $3, $4, $5, coalesce($6, buurten_now()), $7, coalesce($8, before.score), coalesce($9, before.weights_version)
         from (values (1)) one left join lateral (select g.score, g.weights_version from going_along g
             where g.newcomer_id = $2 and g.listing_id = $4 and g.asked_at = $6 order by g.sent_at limit 1) before on true",
    )
    .bind(Uuid::new_v4())
    .bind(question.newcomer)
    .bind(local)
    .bind(question.listing)
    .bind(question.starts_at)
    .bind(question.asked_at)
    .bind(token.hash())
    .bind(question.fit.as_ref().map(|fit| fit.score))
    .bind(question.fit.as_ref().map(|fit| fit.weights.as_ref()))
    .execute(&mut *point)
    .await;
    let tried = match done {
        Ok(_) => {
            point.commit().await?;
            return Ok(Tried::Asked);
        }
        Err(e) if is_a_promise(&e) => Tried::NotThem,
        Err(e) if constraint(&e) == Some("one_open_going_along_per_listing") => Tried::Already,
        Err(e) => return Err(e),
    };
    point.rollback().await?;
    Ok(tried)
}

/// A question of the sample: asked just now, by account and the key of the listing.
///
/// # Errors
/// Those of the database, and the promises of the table.
pub async fn ask_as_sample(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    local: Uuid,
    key: &str,
    starts_at: Option<DateTime<Utc>>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into going_along (id, newcomer_id, local_id, listing_id, starts_at, answer_token_hash)
         select $1, n.id, l.id, i.id, $5, $6 from newcomers n, locals l, listings i
         where n.account_id = $2 and l.account_id = $3 and i.key = $4",
    )
    .bind(Uuid::new_v4())
    .bind(newcomer)
    .bind(local)
    .bind(key)
    .bind(starts_at)
    .bind(Token::new().hash())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A yes of the sample, from two days ago: by account and the key of the listing.
///
/// # Errors
/// As [`ask_as_sample`].
pub async fn go_as_sample(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    local: Uuid,
    key: &str,
    starts_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into going_along (id, newcomer_id, local_id, listing_id, starts_at, answer_token_hash, state, asked_at, sent_at, answered_at, yes_at)
         select $1, n.id, l.id, i.id, $5, $6, 'yes', t.at, t.at, t.at, t.at
         from newcomers n, locals l, listings i, (select buurten_now() - interval '2 days' as at) t
         where n.account_id = $2 and l.account_id = $3 and i.key = $4",
    )
    .bind(Uuid::new_v4())
    .bind(newcomer)
    .bind(local)
    .bind(key)
    .bind(starts_at)
    .bind(Token::new().hash())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
