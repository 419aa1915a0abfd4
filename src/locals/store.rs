//! All SQL of locals.

use super::local::Local;
use crate::{auth::Scope, kit::words::Role, matching::person::Person, platform::db::Db};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

const COLUMNS: &str =
    "id, account_id, answers, describes, phone, wished_skill, requests_a_month, paused_at, stopped_at, joined_at,
    talked_at, certificate_valid_until, state, up_for";

#[derive(FromRow)]
struct Row {
    id: Uuid,
    account_id: Option<Uuid>,
    answers: Json<Value>,
    describes: Option<String>,
    phone: Option<String>,
    wished_skill: Option<String>,
    requests_a_month: i32,
    paused_at: Option<DateTime<Utc>>,
    stopped_at: Option<DateTime<Utc>>,
    joined_at: Option<DateTime<Utc>>,
    talked_at: Option<DateTime<Utc>>,
    certificate_valid_until: Option<NaiveDate>,
    state: String,
    up_for: Vec<String>,
}

fn read(row: Row) -> Result<Local, sqlx::Error> {
    let person = Person::of_answers(row.id, Role::Local, row.answers.0);
    let person = person.map_err(|e| sqlx::Error::Decode(e.to_string().into()))?;
    let state = row.state.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
    Ok(Local {
        id: row.id,
        account: row.account_id,
        person,
        describes: row.describes,
        phone: row.phone,
        wished_skill: row.wished_skill,
        requests_a_month: u8::try_from(row.requests_a_month).unwrap_or(1),
        up_for: row.up_for.iter().filter_map(|kind| kind.parse().ok()).collect(),
        paused_at: row.paused_at,
        stopped_at: row.stopped_at,
        joined_at: row.joined_at,
        talked_at: row.talked_at,
        valid_until: row.certificate_valid_until,
        state,
    })
}

/// What the holder of this account told us as a local.
///
/// # Errors
/// Those of the database.
pub async fn of_account(db: &Db, account: Uuid) -> Result<Option<Local>, sqlx::Error> {
    let sql = format!("select {COLUMNS} from locals where account_id = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_optional(&**db).await?;
    row.map(read).transpose()
}

/// Who signed up and goes on, as this scope sees them; those who take a break too.
///
/// # Errors
/// Those of the database.
pub async fn within(db: &Db, scope: &Scope) -> Result<Vec<Local>, sqlx::Error> {
    let sql = format!(
        "select {COLUMNS} from locals where account_id is not null and joined_at is not null and stopped_at is null
             and coalesce(answers ->> 'postcode', '') <> all($1) order by id limit 5000"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).fetch_all(&**db).await?;
    rows.into_iter().map(read).collect()
}

/// What this visit told us, within the last 14 days.
pub async fn of_visit(db: &Db, visit_hash: &[u8]) -> Result<Option<Local>, sqlx::Error> {
    let sql = format!(
        "select {COLUMNS} from locals where visit_hash = $1 and changed_at > buurten_now() - interval '14 days'"
    );
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(visit_hash).fetch_optional(&**db).await?;
    row.map(read).transpose()
}

/// The row of a visit, begun now where there is none. What is older than a visit lasts is forgotten first.
pub async fn begin_for_visit(db: &Db, visit_hash: &[u8]) -> Result<Local, sqlx::Error> {
    sqlx::query("delete from locals where visit_hash = $1 and changed_at <= buurten_now() - interval '14 days'")
        .bind(visit_hash)
        .execute(&**db)
        .await?;
    let sql = format!(
        "insert into locals (id, visit_hash) values ($1, $2)
         on conflict on constraint one_local_per_visit do update set visit_hash = excluded.visit_hash returning {COLUMNS}"
    );
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(Uuid::new_v4()).bind(visit_hash).fetch_one(&**db).await?)
}

/// The row of an account, begun now where there is none.
pub async fn begin_for_account(db: &Db, account: Uuid) -> Result<Local, sqlx::Error> {
    let sql = format!(
        "insert into locals (id, account_id) values ($1, $2)
         on conflict on constraint one_local_per_account do update set account_id = excluded.account_id returning {COLUMNS}"
    );
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(Uuid::new_v4()).bind(account).fetch_one(&**db).await?)
}

/// Their row, locked so that two tabs do not write over each other.
///
/// # Errors
/// Those of the database.
pub async fn locked(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Local>, sqlx::Error> {
    let sql = format!("select {COLUMNS} from locals where id = $1 for no key update");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?;
    row.map(read).transpose()
}

/// Stores what they say: their answers, the description and how often they may be asked.
///
/// # Errors
/// Those of the database.
pub async fn update(tx: &mut PgTransaction<'_>, them: &Local) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update locals set answers = $2, describes = $3, requests_a_month = $4, phone = $5, wished_skill = $6,
             changed_at = buurten_now()
         where id = $1",
    )
    .bind(them.id)
    .bind(Json(them.person.answers()))
    .bind(&them.describes)
    .bind(i32::from(them.requests_a_month))
    .bind(&them.phone)
    .bind(&them.wished_skill)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// They send what they told us; `false` where they had.
pub async fn join(tx: &mut PgTransaction<'_>, local: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("update locals set joined_at = buurten_now() where id = $1 and joined_at is null")
        .bind(local)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// What they are up for from now on.
pub async fn set_up_for(db: &Db, local: Uuid, kinds: &[String]) -> Result<(), sqlx::Error> {
    sqlx::query("update locals set up_for = $2 where id = $1").bind(local).bind(kinds).execute(&**db).await?;
    Ok(())
}

/// They take a break, or are back.
pub async fn pause(db: &Db, local: Uuid, paused: bool) -> Result<(), sqlx::Error> {
    let set = if paused { "coalesce(paused_at, buurten_now())" } else { "null" };
    let sql = format!("update locals set paused_at = {set} where id = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(local).execute(&**db).await?;
    Ok(())
}

/// What a visit told us becomes the account's. Where the account told us something before, what was said last wins,
/// answer by answer; where they go adds up.
///
/// # Errors
/// Those of the database.
pub async fn claim(db: &Db, account: Uuid, visit_hash: &[u8]) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    let visit: Option<Uuid> = sqlx::query_scalar("select id from locals where visit_hash = $1 for update")
        .bind(visit_hash)
        .fetch_optional(&mut *tx)
        .await?;
    let Some(visit) = visit else { return Ok(()) };
    let theirs: Option<Uuid> = sqlx::query_scalar("select id from locals where account_id = $1 for update")
        .bind(account)
        .fetch_optional(&mut *tx)
        .await?;
    let all = match theirs {
        None => vec!["update locals set account_id = $1, visit_hash = null where id = $2"],
        Some(_) => vec![
            "update locals t set answers = case when v.changed_at >= t.changed_at then t.answers || v.answers else v.answers || t.answers end,
                    describes = coalesce(v.describes, t.describes), wished_skill = coalesce(v.wished_skill, t.wished_skill),
                    requests_a_month = case when v.changed_at >= t.changed_at then v.requests_a_month else t.requests_a_month end,
                    changed_at = buurten_now()
             from locals v where t.account_id = $1 and v.id = $2",
            "insert into regulars (local_id, listing_id, said_at)
             select t.id, r.listing_id, r.said_at from regulars r, locals t where t.account_id = $1 and r.local_id = $2 on conflict do nothing",
            "delete from locals where id = $2 and account_id is distinct from $1",
        ],
    };
    for sql in all {
        sqlx::query(sql).bind(account).bind(visit).execute(&mut *tx).await?;
    }
    tx.commit().await
}

/// Forgets what was said without an account 14 days after it was last changed.
///
/// # Errors
/// Those of the database.
pub async fn forget_old_visits(db: &Db) -> Result<u64, sqlx::Error> {
    let done =
        sqlx::query("delete from locals where account_id is null and changed_at < buurten_now() - interval '14 days'")
            .execute(&**db)
            .await?;
    Ok(done.rows_affected())
}

/// Stores what a local told us.
///
/// # Errors
/// `one_local_per_account` where the account has answers already.
pub async fn insert(tx: &mut PgTransaction<'_>, account: Uuid, person: &Person) -> Result<(), sqlx::Error> {
    insert_many(tx, std::iter::once((Uuid::new_v4(), account, person))).await
}

/// The same of many: id, account, answers; some hundreds at a time.
///
/// # Errors
/// As [`insert`].
pub async fn insert_many<'a>(
    tx: &mut PgTransaction<'_>,
    people: impl Iterator<Item = (Uuid, Uuid, &'a Person)>,
) -> Result<(), sqlx::Error> {
    let people = people.map(|(id, account, person)| ((id, account), Json(person.answers())));
    let (keys, answers): (Vec<_>, Vec<_>) = people.unzip();
    let (ids, accounts): (Vec<Uuid>, Vec<Uuid>) = keys.into_iter().unzip();
    sqlx::query(
        "insert into locals (id, account_id, answers, joined_at)
         select *, buurten_now() from unnest($1::uuid[], $2::uuid[], $3::jsonb[])",
    )
    .bind(ids)
    .bind(accounts)
    .bind(answers)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
