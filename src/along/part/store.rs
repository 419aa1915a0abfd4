//! SQL of two who are not to meet any more.

use super::{super::store::ASKED, Asked, Other};
use crate::platform::db::Db;
use sqlx::PgTransaction;
use uuid::Uuid;

/// The other of a question, for the one who knows their first name: for her once there was a yes, for the local since
/// they were asked. `None` for everybody else.
///
/// # Errors
/// Those of the database.
pub async fn the_other(db: &Db, account: Uuid, going: Uuid) -> Result<Option<Other>, sqlx::Error> {
    sqlx::query_as(
        "select case when ha.id = $1 then ta.id else ha.id end as account,
                coalesce(case when ha.id = $1 then ta.first_name else ha.first_name end, '') as name,
                g.state = 'yes' and coalesce(g.starts_at > buurten_now(), true) as is_expected, g.starts_at as at
         from going_along g join newcomers n on n.id = g.newcomer_id join accounts ha on ha.id = n.account_id
              join locals l on l.id = g.local_id join accounts ta on ta.id = l.account_id
         where g.id = $2 and (ta.id = $1 or ha.id = $1 and (g.state in ('yes', 'went') or g.state = 'lapsed' and g.answered_at is not null
                                                                 or g.state = 'withdrawn' and g.yes_at is not null))",
    )
    .bind(account)
    .bind(going)
    .fetch_optional(&**db)
    .await
}

/// The questions between two that wait for an answer, locked; her who asks before them, as everywhere.
pub async fn open_between(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<Vec<Asked>, sqlx::Error> {
    sqlx::query("select 1 from newcomers where account_id in ($1, $2) order by id for no key update")
        .bind(one)
        .bind(other)
        .execute(&mut **tx)
        .await?;
    let sql = format!(
        "{ASKED} where (ha.id, ta.id) in (($1, $2), ($2, $1)) and g.state = 'sent' order by g.id for update of g"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(one).bind(other).fetch_all(&mut **tx).await
}

/// As who this account takes part in a question: her row, or the local's.
pub async fn sides(
    tx: &mut PgTransaction<'_>,
    account: Uuid,
    going: Uuid,
) -> Result<Option<(Option<Uuid>, Option<Uuid>)>, sqlx::Error> {
    sqlx::query_as(
        "select case when n.account_id = $1 then n.id end, case when l.account_id = $1 then l.id end
         from going_along g join newcomers n on n.id = g.newcomer_id left join locals l on l.id = g.local_id
         where g.id = $2 and $1 in (n.account_id, l.account_id)",
    )
    .bind(account)
    .bind(going)
    .fetch_optional(&mut **tx)
    .await
}
