//! All SQL of locals.

use super::local::Local;
use crate::{matching::person::Person, platform::db::Db};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

const COLUMNS: &str = "id, account_id, answers, describes, phone, requests_a_month, paused_at, stopped_at, joined_at,
    talked_at, certificate_valid_until, state";

#[derive(FromRow)]
struct Row {
    id: Uuid,
    account_id: Option<Uuid>,
    answers: Json<Value>,
    describes: Option<String>,
    phone: Option<String>,
    requests_a_month: i32,
    paused_at: Option<DateTime<Utc>>,
    stopped_at: Option<DateTime<Utc>>,
    joined_at: Option<DateTime<Utc>>,
    talked_at: Option<DateTime<Utc>>,
    certificate_valid_until: Option<NaiveDate>,
    state: String,
}

/// Answers are stored as the person of the published interface, less what the row knows itself.
fn read(row: Row) -> Result<Local, sqlx::Error> {
    let mut answers = row.answers.0;
    answers["id"] = json!(row.id);
    answers["role"] = json!("local");
    if answers.get("languages").is_none() {
        answers["languages"] = json!({});
    }
    let person: Person = serde_json::from_value(answers).map_err(|e| sqlx::Error::Decode(e.to_string().into()))?;
    let state = row.state.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
    Ok(Local {
        id: row.id,
        account: row.account_id,
        person,
        describes: row.describes,
        phone: row.phone,
        requests_a_month: u8::try_from(row.requests_a_month).unwrap_or(1),
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

fn answers_of(person: &Person) -> Json<Value> {
    let mut answers = serde_json::to_value(person).unwrap_or_default();
    if let Some(answers) = answers.as_object_mut() {
        answers.remove("id");
        answers.remove("role");
    }
    Json(answers)
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
    let people = people.map(|(id, account, person)| ((id, account), answers_of(person)));
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
