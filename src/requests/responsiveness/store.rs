//! SQL of who answers.

use crate::platform::db::Db;
use sqlx::FromRow;
use uuid::Uuid;

/// An organisation, or a listing without one.
#[derive(FromRow)]
pub struct Answered {
    /// Its listings.
    pub listings: Vec<Uuid>,
    /// How many requests it had time to answer.
    pub all: i64,
    /// How many of them it answered within seven days.
    pub answered: i64,
}

/// All who had any.
pub async fn answered(db: &Db) -> Result<Vec<Answered>, sqlx::Error> {
    sqlx::query_as(
        "with of as (select id, coalesce(lower(trim(organisation)), key) as who from listings),
              had as (select of.who, count(*) as \"all\",
                          count(*) filter (where r.answered_at <= r.sent_at + interval '7 days') as answered
                      from requests r join of on of.id = r.listing_id
                      where r.sent_at > buurten_now() - interval '6 months'
                        and (r.answered_at is not null or r.sent_at <= buurten_now() - interval '7 days')
                        and (r.state <> 'withdrawn' or r.answered_at is not null or r.closed_at > r.sent_at + interval '7 days')
                      group by of.who)
         select array_agg(of.id order by of.id) as listings, had.\"all\", had.answered
         from had join of using (who) group by had.who, had.\"all\", had.answered order by had.who",
    )
    .fetch_all(&**db)
    .await
}
