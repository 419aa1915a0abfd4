//! All SQL of rounds at the desk.

use super::{
    advice::Advice,
    draft::{Choice, Round, Step},
};
use crate::{
    auth::{Scope, SignedIn},
    introductions::Refused,
    kit::named::Unexpected,
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction, types::Json};
use std::collections::HashMap;
use uuid::Uuid;

/// Keeps a new round.
pub async fn insert(db: &Db, by: &SignedIn, choice: &Choice) -> Result<Uuid, sqlx::Error> {
    sqlx::query_scalar(
        "insert into rounds (id, parts, waiting_days, asked_only, offer, fair, by_account)
         values ($1, $2, $3, $4, $5, $6, $7) returning id",
    )
    .bind(Uuid::new_v4())
    .bind(choice.scope.parts())
    .bind(i32::from(choice.waiting_days))
    .bind(choice.asked_only)
    .bind(choice.offer.map(|offer| offer.as_str()))
    .bind(choice.fair.as_str())
    .bind(by.account)
    .fetch_one(&**db)
    .await
}

#[derive(FromRow)]
struct RoundRow {
    id: Uuid,
    parts: Option<Vec<String>>,
    waiting_days: i32,
    asked_only: bool,
    offer: Option<String>,
    fair: String,
    version: i32,
    worked_seconds: i32,
    by_account: Option<Uuid>,
    made_at: DateTime<Utc>,
    put_away_at: Option<DateTime<Utc>>,
}

const ROUND: &str = "select id, parts, waiting_days, asked_only, offer, fair, version, worked_seconds, by_account, made_at, put_away_at from rounds";

fn odd(e: Unexpected) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(e))
}

fn round(row: RoundRow) -> Result<Round, sqlx::Error> {
    let choice = Choice {
        scope: Scope::of(row.parts),
        waiting_days: u16::try_from(row.waiting_days).unwrap_or_default(),
        asked_only: row.asked_only,
        offer: row.offer.map(|name| name.parse()).transpose().map_err(odd)?,
        fair: row.fair.parse().map_err(odd)?,
    };
    Ok(Round {
        id: row.id,
        choice,
        version: row.version,
        worked_seconds: row.worked_seconds,
        by: row.by_account,
        made_at: row.made_at,
        put_away_at: row.put_away_at,
    })
}

/// A round, for who may open it; `None` for everybody else.
pub async fn by_id(db: &Db, who: &SignedIn, id: Uuid) -> Result<Option<Round>, sqlx::Error> {
    let sql = format!("{ROUND} where id = $1");
    let row: Option<RoundRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&**db).await?;
    Ok(row.map(round).transpose()?.filter(|round| round.is_for(who)))
}

/// The rounds that this social worker may open, the last first, at most so many.
pub async fn all(db: &Db, who: &SignedIn, most: usize) -> Result<Vec<Round>, sqlx::Error> {
    let sql = format!("{ROUND} order by made_at desc, id limit 200");
    let rows: Vec<RoundRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await?;
    let all: Vec<Round> = rows.into_iter().map(round).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|round| round.is_for(who)).take(most).collect())
}

#[derive(FromRow)]
struct StepRow {
    number: i32,
    act: String,
    newcomer_id: Uuid,
    local_id: Uuid,
    her_account: Option<Uuid>,
    their_account: Option<Uuid>,
    introduction_id: Option<Uuid>,
    refused: Option<String>,
    by: Option<String>,
    at: DateTime<Utc>,
}

/// The steps of a round, in order.
pub async fn steps(db: &Db, round: Uuid) -> Result<Vec<Step>, sqlx::Error> {
    let rows: Vec<StepRow> = sqlx::query_as(
        "select s.number, s.act, s.newcomer_id, s.local_id, n.account_id as her_account, l.account_id as their_account,
                s.introduction_id, s.refused, a.first_name as by, s.at
         from round_steps s join newcomers n on n.id = s.newcomer_id join locals l on l.id = s.local_id
              left join accounts a on a.id = s.by_account where s.round_id = $1 order by s.number",
    )
    .bind(round)
    .fetch_all(&**db)
    .await?;
    let step = |row: StepRow| {
        Ok(Step {
            number: row.number,
            act: row.act.parse().map_err(odd)?,
            newcomer: row.newcomer_id,
            local: row.local_id,
            accounts: (row.her_account, row.their_account),
            introduction: row.introduction_id,
            refused: row.refused.map(|name| name.parse::<Refused>()).transpose().map_err(odd)?,
            by: row.by,
            at: row.at,
        })
    };
    rows.into_iter().map(step).collect()
}

/// How many were introduced in each of these rounds and still are; a round without anybody is not among them.
pub async fn introduced(db: &Db, rounds: &[Uuid]) -> Result<HashMap<Uuid, usize>, sqlx::Error> {
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(
        "select round_id, count(*) from
             (select distinct on (round_id, newcomer_id, local_id) round_id, act from round_steps
              where round_id = any($1) and act in ('introduced', 'taken-back')
              order by round_id, newcomer_id, local_id, number desc) last
         where act = 'introduced' group by round_id",
    )
    .bind(rounds)
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().map(|(round, count)| (round, usize::try_from(count).unwrap_or_default())).collect())
}

/// The rows of two by their accounts, where both live in this scope.
pub async fn rows_of(db: &Db, scope: &Scope, her: Uuid, them: Uuid) -> Result<Option<(Uuid, Uuid)>, sqlx::Error> {
    sqlx::query_as(
        "select n.id, l.id from newcomers n, locals l where n.account_id = $2 and l.account_id = $3
           and coalesce(n.answers ->> 'postcode', '') <> all($1) and coalesce(l.answers ->> 'postcode', '') <> all($1)",
    )
    .bind(scope.beyond())
    .bind(her)
    .bind(them)
    .fetch_optional(&**db)
    .await
}

/// Goes on with a round from the version that somebody saw, and holds it until the transaction ends; `false` where
/// somebody else went on meanwhile, or put it away. `steps` will be put there. A pause counts as a quarter of an hour at
/// most. Where places were short is forgotten: of the new version nobody has said it yet.
pub async fn go_on(tx: &mut PgTransaction<'_>, id: Uuid, version: i32, steps: usize) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update rounds set version = version + $3, changed_at = buurten_now(), advice = '[]',
             worked_seconds = worked_seconds + least(extract(epoch from buurten_now() - changed_at), 900)::int
         where id = $1 and version = $2 and put_away_at is null",
    )
    .bind(id)
    .bind(version)
    .bind(i32::try_from(steps).unwrap_or(i32::MAX))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts a step there, by whoever does it; its moment is the transaction's.
pub async fn put(tx: &mut PgTransaction<'_>, round: Uuid, by: &SignedIn, step: &Step) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into round_steps (round_id, number, act, newcomer_id, local_id, introduction_id, refused, by_account)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(round)
    .bind(step.number)
    .bind(step.act.as_str())
    .bind(step.newcomer)
    .bind(step.local)
    .bind(step.introduction)
    .bind(step.refused.map(|refused| refused.as_str()))
    .bind(by.account)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps where places are short in this version of a round; nothing where somebody went on with it meanwhile.
pub async fn advise(
    tx: &mut PgTransaction<'_>,
    round: Uuid,
    version: i32,
    advice: &[Advice],
) -> Result<(), sqlx::Error> {
    let sql = "update rounds set advice = $3 where id = $1 and version = $2";
    sqlx::query(sql).bind(round).bind(version).bind(Json(advice)).execute(&mut **tx).await?;
    Ok(())
}

/// Puts a round away, or brings it back; `false` where it was.
pub async fn put_away(db: &Db, round: Uuid, away: bool) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update rounds set put_away_at = case when $2 then buurten_now() end where id = $1 and (put_away_at is null) = $2",
    )
    .bind(round)
    .bind(away)
    .execute(&**db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Where places were short in a round.
pub async fn advice(db: &Db, round: Uuid) -> Result<Vec<Advice>, sqlx::Error> {
    let found: Option<Json<Vec<Advice>>> =
        sqlx::query_scalar("select advice from rounds where id = $1").bind(round).fetch_optional(&**db).await?;
    Ok(found.map(|Json(advice)| advice).unwrap_or_default())
}

/// A letter of a transaction: whose address it goes to, its language and what it says.
#[derive(FromRow)]
pub struct Queued {
    /// The account of its reader.
    pub account: Uuid,
    /// The language it is in.
    pub language: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body_text: String,
}

/// The letters that this transaction puts into the outbox.
pub async fn queued(tx: &mut PgTransaction<'_>, accounts: &[Uuid]) -> Result<Vec<Queued>, sqlx::Error> {
    sqlx::query_as(
        "select a.id as account, t.language, t.subject, t.body_text from letters t join accounts a on a.email = t.address
         where t.cause = 'introduction' and a.id = any($1) and t.queued_at = buurten_now() and t.gave_up_at is null order by a.id",
    )
    .bind(accounts)
    .fetch_all(&mut **tx)
    .await
}

/// Forgets rounds half a year after somebody last went on with them.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from rounds where id in (select id from rounds where changed_at < buurten_now() - interval '6 months' limit 100)",
    )
    .await
}
