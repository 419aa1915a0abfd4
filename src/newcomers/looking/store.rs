//! All SQL of newcomers whom the desk could bring together.

use super::super::{
    newcomer::Newcomer,
    store::{COLUMNS, Row, read},
};
use crate::{auth::Scope, platform::db::Db};

/// Newcomers with an account who take no break, as this scope sees them: those who told us something last, at most so many.
///
/// # Errors
/// Those of the database.
pub async fn looking_within(db: &Db, scope: &Scope, most: u32) -> Result<Vec<Newcomer>, sqlx::Error> {
    let sql = format!(
        "select {COLUMNS} from newcomers where account_id is not null and paused_at is null
             and coalesce(answers ->> 'postcode', '') <> all($1) order by changed_at desc, id limit $2"
    );
    let rows: Vec<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).bind(i64::from(most)).fetch_all(&**db).await?;
    rows.into_iter().map(read).collect()
}
