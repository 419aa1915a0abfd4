//! SQL of a tie by who its two are.

use super::super::{
    store::{LAST, whole},
    tie::Tie,
};
use crate::platform::db::Db;
use uuid::Uuid;

/// The one of two accounts, as the first of them has it: the living one, else the last.
pub async fn of_two(db: &Db, account: Uuid, other: Uuid) -> Result<Option<Tie>, sqlx::Error> {
    let filter = "o.account = $1 and o.other = $2";
    let sql = format!("{} order by t.state <> 'ended' desc, t.introduced_at desc limit 1", whole(LAST, filter));
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).bind(other).fetch_optional(&**db).await
}
