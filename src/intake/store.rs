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

/// What became of an intake that was sent in.
pub enum Kept {
    /// A letter goes to its address: it is new, or the address was put right.
    ALetterGoes,
    /// It was sent before: what it says now counts, behind the link that she has.
    AsBefore,
    /// Three letters went to this address within a day, or for this intake: nothing is kept.
    ThreeWent,
}

/// Written down by this social worker within the hour, and still nobody's: theirs to put right or take back.
const THEIRS: &str = "by_account = $2 and confirmed_at is null and made_at > buurten_now() - interval '1 hour'";

/// Keeps an intake, or puts right the one with this id: where that changes its address, the old link opens nothing more.
///
/// # Errors
/// Those of the database.
pub async fn keep(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    intake: &Intake,
    link: &chance::Token,
) -> Result<Kept, sqlx::Error> {
    // One at a time for an address, so that two at once cannot pass the limit together.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended('an intake of ' || $1, 0))")
        .bind(intake.to.as_str())
        .execute(&mut **tx)
        .await?;
    let sql = format!("select address, coalesce({THEIRS}, false) from intakes where id = $1 for update");
    let before: Option<(String, bool)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(intake.id).bind(by.account).fetch_optional(&mut **tx).await?;
    let is_there = match &before {
        Some((_, false)) => return Ok(Kept::AsBefore),
        Some((address, true)) => address == intake.to.as_str(),
        None => false,
    };
    if !is_there && three_went(tx, intake).await? {
        return Ok(Kept::ThreeWent);
    }
    sqlx::query(
        "insert into intakes as i (id, by_account, address, first_name, language, answers, women_only, token_hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set address = excluded.address, first_name = excluded.first_name,
             language = excluded.language, answers = excluded.answers, women_only = excluded.women_only,
             token_hash = case when i.address = excluded.address then i.token_hash else excluded.token_hash end,
             letters = i.letters + (i.address <> excluded.address)::int",
    )
    .bind(intake.id)
    .bind(by.account)
    .bind(intake.to.as_str())
    .bind(intake.first_name.as_str())
    .bind(intake.lang.as_str())
    .bind(Json(intake.her.person.answers()))
    .bind(intake.her.women_only)
    .bind(link.hash())
    .execute(&mut **tx)
    .await?;
    Ok(if is_there { Kept::AsBefore } else { Kept::ALetterGoes })
}

/// Whether no more letters may go: three a day go to an address, and three for one intake. Whether the address has an
/// account does not matter.
async fn three_went(tx: &mut PgTransaction<'_>, intake: &Intake) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "select (select count(*) from intakes where address = $1 and id <> $2 and made_at > buurten_now() - interval '1 day') >= 3
             or exists (select from intakes where id = $2 and letters >= 3)",
    )
    .bind(intake.to.as_str())
    .bind(intake.id)
    .fetch_one(&mut **tx)
    .await
}

/// Takes an intake back that this social worker wrote down within the hour: nothing of it is kept. `None` where there is
/// none, `false` where she said by now that it is right: then it is hers.
///
/// # Errors
/// Those of the database.
pub async fn take_back(tx: &mut PgTransaction<'_>, by: &SignedIn, id: Uuid) -> Result<Option<bool>, sqlx::Error> {
    let open: Option<bool> = sqlx::query_scalar(
        "select confirmed_at is null from intakes where id = $1 and by_account = $2 and made_at > buurten_now() - interval '1 hour'
         for update",
    )
    .bind(id)
    .bind(by.account)
    .fetch_optional(&mut **tx)
    .await?;
    if open == Some(true) {
        sqlx::query("delete from intakes where id = $1").bind(id).execute(&mut **tx).await?;
    }
    Ok(open)
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
