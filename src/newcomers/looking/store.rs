//! SQL of those who look.

use super::{
    super::{
        newcomer::Newcomer,
        store::{COLUMNS, Row as Whole},
    },
    Looking,
};
use crate::{auth::Scope, kit::words::Role, matching::person::Person, platform::db::Db};
use serde_json::Value;
use sqlx::{FromRow, types::Json};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    answers: Json<Value>,
    passed_over: Json<Vec<(Uuid, String)>>,
}

/// So many of those who can be matched, in the order of their ids behind this one: who has an account, was here within
/// eight weeks and takes no break. A visit without an account is left out: many of them may be one person's, who would
/// make a place look scarce.
///
/// # Errors
/// Those of the database.
pub async fn looking(db: &Db, behind: Uuid, most: usize) -> Result<Vec<Looking>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select n.id, n.answers, coalesce((select jsonb_agg(jsonb_build_array(p.listing_id, p.reason) order by p.passed_at, p.listing_id)
                                           from passed_over p where p.newcomer_id = n.id), '[]') as passed_over
         from newcomers n join accounts a on a.id = n.account_id
         where n.id > $1 and n.paused_at is null and a.seen_at > buurten_now() - interval '8 weeks'
           and coalesce(n.answers -> 'languages', '{}') <> '{}'
         order by n.id limit $2",
    )
    .bind(behind)
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(&**db)
    .await?;
    let read = |row: Row| {
        let person = Person::of_answers(row.id, Role::Newcomer, row.answers.0);
        let person = person.map_err(|e| sqlx::Error::Decode(e.to_string().into()))?;
        Ok(Looking { id: row.id, person, passed_over: row.passed_over.0 })
    };
    rows.into_iter().map(read).collect()
}

/// Those of these newcomers who live in this scope and said which languages they speak, in the order of their ids.
///
/// # Errors
/// Those of the database.
pub async fn these_within(db: &Db, scope: &Scope, newcomers: &[Uuid]) -> Result<Vec<Newcomer>, sqlx::Error> {
    let sql = format!(
        "select {COLUMNS} from newcomers where id = any($2) and coalesce(answers -> 'languages', '{{}}') <> '{{}}'
             and coalesce(answers ->> 'postcode', '') <> all($1) order by id"
    );
    let rows: Vec<Whole> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).bind(newcomers).fetch_all(&**db).await?;
    rows.into_iter().map(super::super::store::read).collect()
}

/// What is not for each of these newcomers, oldest first, with their reason.
///
/// # Errors
/// Those of the database.
pub async fn passed_over_by(db: &Db, newcomers: &[Uuid]) -> Result<HashMap<Uuid, Vec<(Uuid, String)>>, sqlx::Error> {
    let rows: Vec<(Uuid, Uuid, String)> = sqlx::query_as(
        "select newcomer_id, listing_id, reason from passed_over where newcomer_id = any($1) order by passed_at, listing_id",
    )
    .bind(newcomers)
    .fetch_all(&**db)
    .await?;
    let mut all: HashMap<Uuid, Vec<(Uuid, String)>> = HashMap::new();
    for (newcomer, listing, reason) in rows {
        all.entry(newcomer).or_default().push((listing, reason));
    }
    Ok(all)
}

/// Newcomers with an account who take no break, as this scope sees them: those who told us something last, at most so many.
///
/// # Errors
/// Those of the database.
pub async fn looking_within(db: &Db, scope: &Scope, most: u32) -> Result<Vec<Newcomer>, sqlx::Error> {
    let sql = format!(
        "select {COLUMNS} from newcomers where account_id is not null and paused_at is null
             and coalesce(answers ->> 'postcode', '') <> all($1) order by changed_at desc, id limit $2"
    );
    let rows: Vec<Whole> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).bind(i64::from(most)).fetch_all(&**db).await?;
    rows.into_iter().map(super::super::store::read).collect()
}
