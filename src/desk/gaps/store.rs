//! All SQL of the board and its calls.

use super::{cell::Cell, read::Waits};
use crate::{
    auth::{Scope, SignedIn},
    kit::words::Role,
    matching::person::Person,
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgTransaction, types::Json};
use uuid::Uuid;

/// So long a call stands.
const STANDS: &str = "placed_at > buurten_now() - interval '8 weeks'";

/// Who waits, longest first: who asked to meet somebody, or was here within eight weeks and meets nobody from here. Nobody
/// who has a question about somebody now, takes a break or is to meet nobody new.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Waits>, sqlx::Error> {
    let rows: Vec<(Uuid, Uuid, Json<Value>, DateTime<Utc>)> = sqlx::query_as(
        "select n.id, n.account_id, n.answers, coalesce(w.asked_at, n.created_at) as since
         from newcomers n join accounts a on a.id = n.account_id
              left join wishes_to_meet w on w.newcomer_id = n.id and w.kind = 'one-to-one' and w.ended_at is null
         where n.looking_since is not null and n.stopped_at is null and coalesce(n.answers ->> 'postcode', '') <> all($1)
           and (w.id is not null or a.seen_at > buurten_now() - interval '8 weeks'
                and not exists (select from ties t where t.newcomer_id = n.id and t.state <> 'ended'))
           and not exists (select from introductions i where i.newcomer_id = n.id and i.ended_at is null)
           and not exists (select from reports r where r.about_account = n.account_id and r.looked_at is null)
         order by since, n.id",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    let read = |(id, account, answers, since): (Uuid, Uuid, Json<Value>, DateTime<Utc>)| {
        let person = Person::of_answers(id, Role::Newcomer, answers.0);
        let person = person.map_err(|e| sqlx::Error::Decode(e.to_string().into()))?;
        Ok(Waits { account, person, since })
    };
    rows.into_iter().map(read).collect()
}

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

/// Places a call, once however often it is sent; its row.
pub async fn place(tx: &mut PgTransaction<'_>, by: &SignedIn, cell: Cell) -> Result<Uuid, sqlx::Error> {
    let old = format!("delete from calls_for_locals where cell = $1 and not ({STANDS})");
    sqlx::query(sqlx::AssertSqlSafe(old)).bind(cell.to_string()).execute(&mut **tx).await?;
    sqlx::query_scalar(
        "insert into calls_for_locals as c (id, cell, by_account) values ($1, $2, $3)
         on conflict on constraint one_open_call_per_gap do update set cell = c.cell returning id",
    )
    .bind(Uuid::new_v4())
    .bind(cell.to_string())
    .bind(by.account)
    .fetch_one(&mut **tx)
    .await
}

/// Takes a call away; says for which gap it was.
pub async fn take_back(db: &Db, id: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("delete from calls_for_locals where id = $1 returning cell").bind(id).fetch_optional(&**db).await
}

/// Forgets calls that stood for eight weeks.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let sql = format!("delete from calls_for_locals where not ({STANDS})");
    Ok(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&**db).await?.rows_affected())
}
