//! All SQL of next steps.

use super::{
    choose::{Choice, Due, Load},
    measured::Measured,
    step::Step,
};
use crate::{
    auth::Scope,
    kit::{sentence::Sentence, words::Role},
    matching::person::Person,
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

/// A step that did not end.
const OPEN: &str = "num_nonnulls(s.done_at, s.set_aside_at, s.over_at) = 0";

#[derive(FromRow)]
struct DueRow {
    id: Uuid,
    answers: Json<Value>,
    passed_over: Json<Vec<(Uuid, String)>>,
    kept: Vec<Uuid>,
    lately: Vec<Uuid>,
    last: Option<String>,
}

/// All a choice needs of a newcomer.
const DUE: &str = "select n.id, n.answers,
        coalesce((select jsonb_agg(jsonb_build_array(p.listing_id, p.reason)) from passed_over p where p.newcomer_id = n.id), '[]') as passed_over,
        array(select listing_id from bookmarks where newcomer_id = n.id order by kept_at, listing_id) as kept,
        array(select listing_id from next_steps where newcomer_id = n.id and listing_id is not null
                  and given_at >= least(buurten_now() - interval '28 days', (select max(given_at) from next_steps where newcomer_id = n.id))
              union select listing_id from requests where newcomer_id = n.id and state <> 'withdrawn'
              union select listing_id from going_along where newcomer_id = n.id and state <> 'withdrawn') as lately,
        (select kind from next_steps where newcomer_id = n.id order by given_at desc, id limit 1) as last
    from newcomers n";

impl DueRow {
    fn read(self) -> Result<Due, sqlx::Error> {
        let person = Person::of_answers(self.id, Role::Newcomer, self.answers.0);
        let person = person.map_err(|e| sqlx::Error::Decode(e.to_string().into()))?;
        let last = self.last.and_then(|kind| kind.parse().ok());
        Ok(Due { id: self.id, person, passed_over: self.passed_over.0, kept: self.kept, lately: self.lately, last })
    }
}

/// So many of those who are due a step, in the order of their ids behind this one.
pub async fn due(db: &Db, behind: Uuid, most: i64) -> Result<Vec<Due>, sqlx::Error> {
    let sql = format!("{DUE} join due_a_step d on d.newcomer_id = n.id where n.id > $1 order by n.id limit $2");
    let rows: Vec<DueRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(behind).bind(most).fetch_all(&**db).await?;
    rows.into_iter().map(DueRow::read).collect()
}

/// What a choice needs of one newcomer.
pub async fn of_newcomer(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Due, sqlx::Error> {
    let sql = format!("{DUE} where n.id = $1");
    let row: DueRow = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_one(&mut **tx).await?;
    row.read()
}

/// For how many people each listing is the step that stands.
pub async fn load(db: &Db) -> Result<Load, sqlx::Error> {
    let sql = format!(
        "select s.listing_id, count(*) from next_steps s where {OPEN} and s.until > buurten_now() and s.listing_id is not null group by 1"
    );
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await?;
    Ok(rows.into_iter().collect())
}

/// Steps whose listing cannot be gone to any more are over; so are those that stand and something of her own came
/// after: that was her step.
pub async fn end_what_is_over(db: &Db, gone: &[Uuid]) -> Result<u64, sqlx::Error> {
    let ends = format!("update next_steps s set over_at = buurten_now() where {OPEN} and s.listing_id = any($1)");
    let done = format!(
        "update next_steps s set done_at = a.at from last_acts a
             where {OPEN} and a.newcomer_id = s.newcomer_id and a.at >= s.given_at"
    );
    let ended = sqlx::query(sqlx::AssertSqlSafe(ends)).bind(gone).execute(&**db).await?.rows_affected();
    Ok(ended + sqlx::query(sqlx::AssertSqlSafe(done)).execute(&**db).await?.rows_affected())
}

/// Gives her this step where it is (still) time for one; what stood before is over. However many do it at once, one of
/// them does.
pub async fn give(db: &Db, her: Uuid, choice: &Choice) -> Result<bool, sqlx::Error> {
    let mut tx = db.begin().await?;
    lock(&mut tx, her).await?;
    // A look after the lock: it sees what somebody else gave meanwhile.
    let due: bool = sqlx::query_scalar("select exists (select 1 from due_a_step where newcomer_id = $1)")
        .bind(her)
        .fetch_one(&mut *tx)
        .await?;
    if !due {
        return Ok(false);
    }
    let over = format!("update next_steps s set over_at = buurten_now() where s.newcomer_id = $1 and {OPEN}");
    sqlx::query(sqlx::AssertSqlSafe(over)).bind(her).execute(&mut *tx).await?;
    insert(&mut tx, her, choice).await?;
    tx.commit().await?;
    Ok(true)
}

/// Her row: what belongs to one newcomer happens one by one.
async fn lock(tx: &mut PgTransaction<'_>, newcomer: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("select 1 from newcomers where id = $1 for no key update").bind(newcomer).execute(&mut **tx).await?;
    Ok(())
}

/// Puts a step there.
pub async fn insert(tx: &mut PgTransaction<'_>, her: Uuid, choice: &Choice) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into next_steps (id, newcomer_id, kind, listing_id, starts_at, why, until) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Uuid::new_v4())
    .bind(her)
    .bind(choice.kind.as_str())
    .bind(choice.to.map(|(listing, _)| listing))
    .bind(choice.to.map(|(_, starts)| starts))
    .bind(choice.why.as_ref().map(|why: &Sentence| Json(why)))
    .bind(choice.until)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The step that she sees; none during a break, nor once she did something of her own.
///
/// # Errors
/// Those of the database.
pub async fn open_step(db: &Db, newcomer: Uuid) -> Result<Option<Step>, sqlx::Error> {
    let sql = format!(
        "select s.id, s.kind, s.listing_id, s.starts_at, s.why from next_steps s join newcomers n on n.id = s.newcomer_id
             join last_acts a on a.newcomer_id = n.id
         where n.id = $1 and n.looking_since is not null and {OPEN} and s.until > buurten_now()
           and coalesce(a.at < s.given_at, true)"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).fetch_optional(&**db).await
}

/// How a step of hers stands; locked, after her own row.
pub async fn locked(tx: &mut PgTransaction<'_>, newcomer: Uuid, id: Uuid) -> Result<Option<Ended>, sqlx::Error> {
    lock(tx, newcomer).await?;
    sqlx::query_as(
        "select done_at is not null as done, set_aside_at is not null as set_aside, over_at is not null as over,
             until > buurten_now() and coalesce(greatest(done_at, set_aside_at) > buurten_now() - interval '1 hour', false) as just
         from next_steps where newcomer_id = $1 and id = $2 for update",
    )
    .bind(newcomer)
    .bind(id)
    .fetch_optional(&mut **tx)
    .await
}

/// How a step ended, if it did.
#[derive(Clone, Copy, FromRow)]
pub struct Ended {
    /// She did it.
    pub done: bool,
    /// She took something else.
    pub set_aside: bool,
    /// Its time was over.
    pub over: bool,
    /// Within the last hour, and it would still stand: it can be taken back.
    pub just: bool,
}

impl Ended {
    /// It stands.
    pub fn is_open(self) -> bool {
        !(self.done || self.set_aside || self.over)
    }
}

/// She did it.
pub async fn done(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    end(tx, "done_at", id).await
}

/// She wants something else.
pub async fn set_aside(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    end(tx, "set_aside_at", id).await
}

async fn end(tx: &mut PgTransaction<'_>, how: &'static str, id: Uuid) -> Result<(), sqlx::Error> {
    let sql = format!("update next_steps s set {how} = buurten_now() where s.id = $1 and {OPEN}");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// It stands again, in place of what came instead of it.
pub async fn bring_back(tx: &mut PgTransaction<'_>, newcomer: Uuid, id: Uuid) -> Result<(), sqlx::Error> {
    let instead = format!("delete from next_steps s where s.newcomer_id = $1 and s.id <> $2 and {OPEN}");
    sqlx::query(sqlx::AssertSqlSafe(instead)).bind(newcomer).bind(id).execute(&mut **tx).await?;
    sqlx::query("update next_steps set done_at = null, set_aside_at = null where id = $1")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Who had no step for more than 14 days.
const WITHOUT: &str = "without as (select n.id, n.account_id, n.answers ->> 'postcode' as postcode, l.at as since
             from newcomers n join last_steps l on l.newcomer_id = n.id
             where n.looking_since is not null and l.at <= buurten_now() - interval '14 days')";

/// What the desk and the metrics measure.
pub async fn measured(db: &Db) -> Result<Measured, sqlx::Error> {
    let sql = format!(
        "with {WITHOUT}, first as (select n.joined_at, least((select min(given_at) from next_steps where newcomer_id = n.id),
                 (select min(sent_at) from requests where newcomer_id = n.id), (select min(asked_at) from going_along where newcomer_id = n.id),
                 (select min(proposed_at) from introductions where newcomer_id = n.id and newcomer_token_hash is not null)) as at
             from newcomers n where n.joined_at > buurten_now() - interval '12 months')
         select percentile_cont(0.5) within group (order by greatest(extract(epoch from at - joined_at)::float8, 0) / 86400) as days,
             (select count(*) from without) as without from first where at is not null"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&**db).await
}

/// Who had none for more than 14 days, as this scope sees them; the longest first. Account, postcode, since when.
pub async fn without(db: &Db, scope: &Scope) -> Result<Vec<(Uuid, Option<String>, DateTime<Utc>)>, sqlx::Error> {
    let sql = format!(
        "with {WITHOUT} select account_id, postcode, since from without
         where coalesce(postcode, '') <> all($1) order by since, id limit 500"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).fetch_all(&**db).await
}

/// Forgets steps a year after they were given.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from next_steps where id in
             (select id from next_steps where given_at < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
