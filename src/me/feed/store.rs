//! SQL of the links to calendars.

use crate::platform::{chance, db::Db};
use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

/// Since when there is a link.
pub async fn made_at(db: &Db, account: Uuid) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar("select made_at from calendar_feeds where account_id = $1")
        .bind(account)
        .fetch_optional(&**db)
        .await
}

/// A new link, in place of the one of before.
pub async fn make(db: &Db, account: Uuid, token_hash: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into calendar_feeds (account_id, token_hash) values ($1, $2)
         on conflict (account_id) do update set token_hash = excluded.token_hash, made_at = buurten_now()",
    )
    .bind(account)
    .bind(token_hash)
    .execute(&**db)
    .await?;
    Ok(())
}

/// No link any more.
pub async fn stop(db: &Db, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from calendar_feeds where account_id = $1").bind(account).execute(&**db).await?;
    Ok(())
}

/// Whose calendar it is.
#[derive(FromRow)]
pub struct Owner {
    /// The account.
    pub account: Uuid,
    /// Her row, where they are a newcomer.
    pub newcomer: Option<Uuid>,
}

/// Whose link this is.
pub async fn owner(db: &Db, token: &str) -> Result<Option<Owner>, sqlx::Error> {
    sqlx::query_as(
        "select f.account_id as account, n.id as newcomer from calendar_feeds f left join newcomers n on n.account_id = f.account_id
         where f.token_hash = $1",
    )
    .bind(chance::hash(token))
    .fetch_optional(&**db)
    .await
}
