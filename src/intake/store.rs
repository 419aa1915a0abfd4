//! All SQL of intakes.

use crate::{
    auth::SignedIn,
    kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang},
    newcomers::{self, Newcomer},
    platform::{chance, db::Db},
};
use serde_json::Value;
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

/// What was written down. Its `Debug` shows nothing of it.
pub struct Intake {
    /// The row.
    pub id: Uuid,
    /// Where her letter goes.
    pub to: EmailAddress,
    /// How to call her.
    pub first_name: FirstName,
    /// The language of her letter.
    pub lang: Lang,
    /// What she said.
    pub her: Newcomer,
}

impl std::fmt::Debug for Intake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    address: String,
    first_name: String,
    language: String,
    answers: Json<Value>,
    women_only: bool,
    confirmed: bool,
}

const COLUMNS: &str =
    "id, address, first_name, language, answers, women_only, confirmed_at is not null as confirmed from intakes";

/// As long as the link of the letter works; the letter and the page say so too.
const LIVES: &str = "made_at > buurten_now() - interval '14 days'";

fn read(row: Row) -> Result<(Intake, bool), sqlx::Error> {
    let broken = |what: &str| sqlx::Error::Decode(what.to_owned().into());
    let to = EmailAddress::parse(&row.address).map_err(|_| broken("an address"))?;
    let first_name = FirstName::parse(&row.first_name).map_err(|_| broken("a first name"))?;
    let her = newcomers::told(row.id, row.answers.0, row.women_only).map_err(|e| broken(&e.to_string()))?;
    let lang = row.language.parse().unwrap_or_default();
    Ok((Intake { id: row.id, to, first_name, lang, her }, row.confirmed))
}

/// Keeps an intake. `None` where this id is there already: the form was sent twice. Else whether a letter may go to this
/// address: three a day do.
///
/// # Errors
/// Those of the database.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    intake: &Intake,
    link: &chance::Token,
) -> Result<Option<bool>, sqlx::Error> {
    // One at a time for an address, so that two at once cannot pass the limit together.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('an intake of ' || $1, 0))")
        .bind(intake.to.as_str())
        .execute(&mut **tx)
        .await?;
    sqlx::query_scalar(
        "insert into intakes (id, by_account, address, first_name, language, answers, women_only, token_hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing
         returning (select count(*) from intakes where address = $3 and made_at > buurten_now() - interval '1 day') < 3",
    )
    .bind(intake.id)
    .bind(by.account)
    .bind(intake.to.as_str())
    .bind(intake.first_name.as_str())
    .bind(intake.lang.as_str())
    .bind(Json(intake.her.person.answers()))
    .bind(intake.her.women_only)
    .bind(link.hash())
    .fetch_optional(&mut **tx)
    .await
}

/// Whether an account has this address: for the letter, and never for a page.
///
/// # Errors
/// Those of the database.
pub async fn has_account(tx: &mut PgTransaction<'_>, to: &EmailAddress) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("select exists (select from accounts where email = $1)")
        .bind(to.as_str())
        .fetch_one(&mut **tx)
        .await
}

/// What this social worker wrote down within the last hour, confirmed or not; the talk is over by then.
///
/// # Errors
/// Those of the database.
pub async fn just_written(db: &Db, by: &SignedIn, id: Uuid) -> Result<Option<Intake>, sqlx::Error> {
    let sql =
        format!("select {COLUMNS} where id = $1 and by_account = $2 and made_at > buurten_now() - interval '1 hour'");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).bind(by.account).fetch_optional(&**db).await?;
    row.map(|row| Ok(read(row)?.0)).transpose()
}

/// What the link of a letter leads to, and whether she has said that it is right.
///
/// # Errors
/// Those of the database.
pub async fn of_link(db: &Db, token: &str) -> Result<Option<(Intake, bool)>, sqlx::Error> {
    let sql = format!("select {COLUMNS} where token_hash = $1 and {LIVES}");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(chance::hash(token)).fetch_optional(&**db).await?;
    row.map(read).transpose()
}

/// The same, locked: it is confirmed once.
///
/// # Errors
/// Those of the database.
pub async fn locked(tx: &mut PgTransaction<'_>, token: &str) -> Result<Option<(Intake, bool)>, sqlx::Error> {
    let sql = format!("select {COLUMNS} where token_hash = $1 and {LIVES} for update");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(chance::hash(token)).fetch_optional(&mut **tx).await?;
    row.map(read).transpose()
}

/// She said that it is right.
///
/// # Errors
/// Those of the database.
pub async fn confirm(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update intakes set confirmed_at = buurten_now() where id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// She wants none of it: it is gone at once. What she confirmed is hers to erase.
///
/// # Errors
/// Those of the database.
pub async fn forget(db: &Db, token: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from intakes where token_hash = $1 and confirmed_at is null")
        .bind(chance::hash(token))
        .execute(&**db)
        .await?;
    Ok(())
}

/// Forgets what was written down for an address, with its account.
///
/// # Errors
/// Those of the database.
pub async fn forget_of(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from intakes where address = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// Forgets what nobody confirmed within 14 days, and what was confirmed an hour ago: it stands in her answers.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "delete from intakes where made_at < buurten_now() - interval '14 days'
            or confirmed_at < buurten_now() - interval '1 hour'",
    )
    .execute(&**db)
    .await?;
    Ok(done.rows_affected())
}
