//! All SQL of sheets that wait for a yes.

use super::{
    outcome::Outcome,
    sheet::{Columns, Raw},
};
use crate::platform::db::Db;
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

/// Sheets are read in one transaction: so long may a statement of it take, and so long may it think between two.
const PATIENCE: &str = "select set_config('statement_timeout', '60s', true),
    set_config('idle_in_transaction_session_timeout', '300s', true)";

/// The advisory lock of whoever brings this import in.
macro_rules! lock {
    () => {
        "hashtextextended($1::text, 20261125)"
    };
}

/// A transaction with more patience than a page has.
///
/// # Errors
/// Those of the database.
pub(super) async fn begin_patiently(db: &Db) -> Result<PgTransaction<'static>, sqlx::Error> {
    let mut tx = db.begin().await?;
    sqlx::query(PATIENCE).execute(&mut *tx).await?;
    Ok(tx)
}

/// A transaction that only reads, and sees the database as of its beginning however long it reads.
///
/// # Errors
/// Those of the database.
pub(super) async fn begin_reading(db: &Db) -> Result<PgTransaction<'static>, sqlx::Error> {
    let mut tx = db.begin_with("begin isolation level repeatable read, read only").await?;
    sqlx::query(PATIENCE).execute(&mut *tx).await?;
    Ok(tx)
}

/// A sheet that was read at the desk.
#[derive(FromRow)]
pub(super) struct Import {
    columns: Vec<String>,
    month_first: bool,
    pub rows: Json<Vec<Raw>>,
    pub state: String,
    /// Rows that are through.
    pub done: i32,
    pub became: Option<Json<Outcome>>,
    /// Whether it is being brought in at this moment.
    pub is_running: bool,
}

impl Import {
    /// Its columns.
    pub fn columns(&self) -> Columns {
        Columns::new(self.columns.iter().cloned(), self.month_first)
    }
}

/// What the rows of a sheet wait for.
pub(super) enum Waits<'a> {
    /// For a yes; the columns are ours.
    ForYes(&'a Columns),
    /// For somebody to say which of these headers is what.
    ForColumns(&'a [String]),
}

/// Keeps the rows of a sheet until its reader says what they wait for; an older one of theirs that waits makes way.
///
/// # Errors
/// Those of the database.
pub(super) async fn insert(db: &Db, account: Uuid, waits: Waits<'_>, rows: &[Raw]) -> Result<Uuid, sqlx::Error> {
    let (state, columns, month_first) = match waits {
        Waits::ForYes(columns) => ("read", columns.names(), columns.month_first),
        Waits::ForColumns(headers) => ("headers", headers.to_vec(), false),
    };
    let id = Uuid::new_v4();
    let mut tx = begin_patiently(db).await?;
    sqlx::query("delete from imports where by_account = $1 and state in ('headers', 'read', 'failed')")
        .bind(account)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "insert into imports (id, by_account, state, columns, month_first, rows) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(account)
    .bind(state)
    .bind(columns)
    .bind(month_first)
    .bind(Json(rows))
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// A sheet of this account's, within the hour.
///
/// # Errors
/// Those of the database.
pub(super) async fn of_account(db: &Db, id: Uuid, account: Uuid) -> Result<Option<Import>, sqlx::Error> {
    sqlx::query_as(concat!(
        "select columns, month_first, rows, state, done, became,
                state = 'running' and not pg_try_advisory_xact_lock_shared(",
        lock!(),
        ") as is_running
         from imports where id = $1 and by_account = $2 and read_at > buurten_now() - interval '1 hour'"
    ))
    .bind(id)
    .bind(account)
    .fetch_optional(&**db)
    .await
}

/// What became of taking an import up.
pub(super) enum Taken {
    /// It is ours until this transaction ends.
    Ours(Box<Import>, PgTransaction<'static>),
    /// Somebody brings it in already, or it is done.
    Already,
    /// There is none of this account's.
    Nowhere,
}

/// Takes an import up: from here on it says that it runs, and nobody else takes it up.
///
/// # Errors
/// Those of the database.
pub(super) async fn take_up(db: &Db, id: Uuid, account: Uuid) -> Result<Taken, sqlx::Error> {
    let mut tx = begin_patiently(db).await?;
    let is_free: bool = sqlx::query_scalar(concat!("select pg_try_advisory_xact_lock(", lock!(), ")"))
        .bind(id)
        .fetch_one(&mut *tx)
        .await?;
    let Some(import) = of_account(db, id, account).await? else { return Ok(Taken::Nowhere) };
    if !is_free || ["done", "headers"].contains(&import.state.as_str()) {
        return Ok(Taken::Already);
    }
    // Seen at once by whoever looks how far it is.
    sqlx::query("update imports set state = 'running', done = 0 where id = $1").bind(id).execute(&**db).await?;
    Ok(Taken::Ours(Box::new(import), tx))
}

/// So many rows are through: seen at once, outside of the transaction that brings them in.
///
/// # Errors
/// Those of the database.
pub(super) async fn say_how_far(db: &Db, id: Uuid, done: usize) -> Result<(), sqlx::Error> {
    sqlx::query("update imports set done = $2 where id = $1")
        .bind(id)
        .bind(i32::try_from(done).unwrap_or(i32::MAX))
        .execute(&**db)
        .await?;
    Ok(())
}

/// It is done, in the transaction that brought it in. Its rows are forgotten.
///
/// # Errors
/// Those of the database.
pub(super) async fn finish(tx: &mut PgTransaction<'_>, id: Uuid, became: &Outcome) -> Result<(), sqlx::Error> {
    sqlx::query("update imports set state = 'done', became = $2, rows = '[]' where id = $1")
        .bind(id)
        .bind(Json(became))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// It failed, and nothing of it was stored.
///
/// # Errors
/// Those of the database.
pub(super) async fn fail(db: &Db, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update imports set state = 'failed' where id = $1 and state = 'running'")
        .bind(id)
        .execute(&**db)
        .await?;
    Ok(())
}

/// Its reader does not want it. Says whether there was one to leave.
///
/// # Errors
/// Those of the database.
pub(super) async fn leave(db: &Db, id: Uuid, account: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(concat!(
        "delete from imports
         where id = $1 and by_account = $2 and (state <> 'running' or pg_try_advisory_xact_lock(",
        lock!(),
        "))"
    ))
    .bind(id)
    .bind(account)
    .execute(&**db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets sheets that were read more than an hour ago.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let done =
        sqlx::query("delete from imports where read_at < buurten_now() - interval '1 hour'").execute(&**db).await?;
    Ok(done.rows_affected())
}
