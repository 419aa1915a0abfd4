//! All SQL of the board and its calls.

use super::cell::Cell;
use crate::{
    auth::{Scope, SignedIn},
    platform::db::Db,
};
use chrono::NaiveDate;
use sqlx::PgTransaction;
use std::collections::HashMap;
use uuid::Uuid;

/// So long a call stands.
const STANDS: &str = "placed_at > buurten_now() - interval '8 weeks'";

/// A call that stands.
pub struct Call {
    /// Its row.
    pub id: Uuid,
    /// What for.
    pub cell: Cell,
}

/// The calls that stand, the newest first; what the words do not know any more is left out.
pub async fn open(db: &Db) -> Result<Vec<Call>, sqlx::Error> {
    let sql = format!("select id, cell from calls_for_locals where {STANDS} order by placed_at desc, id");
    let rows: Vec<(Uuid, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await?;
    let call = |(id, cell): (Uuid, String)| Some(Call { id, cell: cell.parse().ok()? });
    Ok(rows.into_iter().filter_map(call).collect())
}

/// The cells for which a call stands.
///
/// # Errors
/// Those of the database.
pub async fn open_cells(db: &Db) -> Result<std::collections::HashSet<Cell>, sqlx::Error> {
    Ok(open(db).await?.into_iter().map(|call| call.cell).collect())
}

/// Places a call, once however often it is sent; its row, and whether it is new.
pub async fn place(tx: &mut PgTransaction<'_>, by: &SignedIn, cell: Cell) -> Result<(Uuid, bool), sqlx::Error> {
    let old = format!("delete from calls_for_locals where cell = $1 and not ({STANDS})");
    sqlx::query(sqlx::AssertSqlSafe(old)).bind(cell.to_string()).execute(&mut **tx).await?;
    let mine = Uuid::new_v4();
    let stands: Uuid = sqlx::query_scalar(
        "insert into calls_for_locals as c (id, cell, by_account) values ($1, $2, $3)
         on conflict on constraint one_open_call_per_gap do update set cell = c.cell returning id",
    )
    .bind(mine)
    .bind(cell.to_string())
    .bind(by.account)
    .fetch_one(&mut **tx)
    .await?;
    Ok((stands, stands == mine))
}

/// Takes a call away; says for which gap it was.
pub async fn take_back(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<String>, sqlx::Error> {
    let sql = "delete from calls_for_locals where id = $1 returning cell";
    sqlx::query_scalar(sql).bind(id).fetch_optional(&mut **tx).await
}

/// How these parts of town are named in the sums of a week.
fn named(scope: &Scope) -> String {
    let mut parts = scope.parts().unwrap_or_default().to_vec();
    parts.sort_unstable();
    parts.join(" ")
}

/// Keeps the sums of a day for these parts of town; nothing where the week of that day has some.
pub async fn keep_sums(
    tx: &mut PgTransaction<'_>,
    scope: &Scope,
    today: NaiveDate,
    sums: &[(Cell, usize)],
) -> Result<(), sqlx::Error> {
    let (cells, short): (Vec<String>, Vec<i32>) =
        sums.iter().map(|(cell, short)| (cell.to_string(), i32::try_from(*short).unwrap_or(i32::MAX))).unzip();
    sqlx::query(
        "insert into gap_sums (parts, counted_on, cell, short) select $1, $2::date, * from unnest($3::text[], $4::int[])
         where not exists (select from gap_sums where parts = $1 and counted_on >= date_trunc('week', $2::date::timestamp)::date)
         on conflict do nothing",
    )
    .bind(named(scope))
    .bind(today)
    .bind(cells)
    .bind(short)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The last sums of these parts of town that are a week old or more, and their day; `None` where there are none.
pub async fn sums_before(
    db: &Db,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Option<(NaiveDate, HashMap<Cell, usize>)>, sqlx::Error> {
    let rows: Vec<(NaiveDate, String, i32)> = sqlx::query_as(
        "select counted_on, cell, short from gap_sums where parts = $1 and counted_on = (
             select max(counted_on) from gap_sums where parts = $1 and counted_on <= $2::date - 7)",
    )
    .bind(named(scope))
    .bind(today)
    .fetch_all(&**db)
    .await?;
    let day = rows.first().map(|(day, _, _)| *day);
    let sum = |(_, cell, short): (NaiveDate, String, i32)| Some((cell.parse().ok()?, usize::try_from(short).ok()?));
    Ok(day.map(|day| (day, rows.into_iter().filter_map(sum).collect())))
}

/// Forgets calls that stood for eight weeks, and the sums of five weeks ago.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let sql = format!(
        "with sums as (delete from gap_sums where counted_on < (buurten_now() - interval '5 weeks')::date)
         delete from calls_for_locals where not ({STANDS})"
    );
    Ok(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&**db).await?.rows_affected())
}
