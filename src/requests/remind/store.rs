//! SQL of reminding hosts.

use crate::{
    logbook::Looked,
    platform::db::Db,
    requests::store::{ASKED, Asked},
};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Three days without an answer, and no reminder yet; after two weeks it is for the desk alone.
const SILENT: &str = "r.state = 'sent' and r.reminded_at is null and r.sent_at
    between buurten_now() - interval '14 days' and buurten_now() - interval '3 days'";

/// Those whose host is to be reminded, longest first.
pub async fn silent(db: &Db) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = format!("select r.id from requests r where {SILENT} order by r.sent_at, r.id limit 500");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await
}

/// One of them, if it still is; locked.
pub async fn silent_locked(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} and r.id = $1 and {SILENT} for update of r");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await
}

/// One of this person's whose host may be asked again: not within a day of the last letter; locked.
pub async fn of_person_locked(
    tx: &mut PgTransaction<'_>,
    person: Looked,
    id: Uuid,
) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!(
        "{ASKED} and r.id = $2 and a.id = $1 and coalesce(r.reminded_at, r.sent_at) <= buurten_now() - interval '1 day' for update of r"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.account()).bind(id).fetch_optional(&mut **tx).await
}

/// The host was asked again, by this link.
pub async fn reminded(tx: &mut PgTransaction<'_>, id: Uuid, token_hash: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query("update requests set reminded_at = buurten_now(), reminder_token_hash = $2 where id = $1")
        .bind(id)
        .bind(token_hash)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
