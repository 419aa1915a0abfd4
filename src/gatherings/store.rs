//! All SQL of gatherings, as those who are asked see them. What the desk does stands in `at_desk/store.rs`.

use super::whole::{Gathering, Party, Row};
use crate::platform::{chance, db::Db};
use sqlx::{PgConnection, PgTransaction};
use uuid::Uuid;

/// How a gathering is found, each by what only one of those asked has.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// The link in a letter; it works for 60 days.
    Link(&'a str),
    /// Somebody's account, and one of their gatherings.
    Of(Uuid, Uuid),
}

/// The gathering and the party of a key.
async fn ids(connection: &mut PgConnection, key: Key<'_>) -> Result<Option<(Uuid, Uuid)>, sqlx::Error> {
    match key {
        Key::Link(token) => {
            sqlx::query_as(
                "select g.id, p.account_id from gathering_parties p join gatherings g on g.id = p.gathering_id
                 where p.token_hash = $1 and g.proposed_at > buurten_now() - interval '60 days'",
            )
            .bind(chance::hash(token))
            .fetch_optional(connection)
            .await
        }
        Key::Of(account, id) => {
            sqlx::query_as(
                "select gathering_id, account_id from gathering_parties where account_id = $1 and gathering_id = $2",
            )
            .bind(account)
            .bind(id)
            .fetch_optional(connection)
            .await
        }
    }
}

/// A gathering as the holder of this account reads it.
pub async fn whole(connection: &mut PgConnection, id: Uuid, account: Uuid) -> Result<Option<Gathering>, sqlx::Error> {
    let row: Option<Row> =
        sqlx::query_as("select id, kind, what, place, meets_at, state, proposed_at from gatherings where id = $1")
            .bind(id)
            .fetch_optional(&mut *connection)
            .await?;
    let parties: Vec<Party> = sqlx::query_as(
        "select p.id, p.listing_id,
                json_build_object('account', a.id, 'first_name', a.first_name, 'email', a.email, 'language', a.language) as person, p.yes_at is not null as yes,
                p.no_at is not null as no, p.cannot_at is not null as cannot, p.unheard,
                exists (select from blocks where blocker_account = $2 and blocked_account = a.id) as no_more
         from gathering_parties p join accounts a on a.id = p.account_id where p.gathering_id = $1 order by p.id",
    )
    .bind(id)
    .bind(account)
    .fetch_all(connection)
    .await?;
    let own = parties.iter().position(|party| party.person.account == account);
    Ok(row.zip(own).map(|(row, own)| Gathering { row, parties, own }))
}

/// The one this key opens.
pub async fn found(db: &Db, key: Key<'_>) -> Result<Option<Gathering>, sqlx::Error> {
    let mut connection = db.acquire().await?;
    match ids(&mut connection, key).await? {
        Some((id, account)) => whole(&mut connection, id, account).await,
        None => Ok(None),
    }
}

/// The same, locked; the accounts before it, as erasing has them.
pub async fn locked(tx: &mut PgTransaction<'_>, key: Key<'_>) -> Result<Option<Gathering>, sqlx::Error> {
    let Some((id, account)) = ids(tx, key).await? else { return Ok(None) };
    sqlx::query(
        "select 1 from accounts where id in (select account_id from gathering_parties where gathering_id = $1)
         order by id for key share",
    )
    .bind(id)
    .execute(&mut **tx)
    .await?;
    sqlx::query("select 1 from gatherings where id = $1 for update").bind(id).execute(&mut **tx).await?;
    whole(tx, id, account).await
}

/// Those of somebody, newest first.
pub async fn of_account(db: &Db, account: Uuid) -> Result<Vec<Gathering>, sqlx::Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "select g.id from gatherings g join gathering_parties p on p.gathering_id = g.id
         where p.account_id = $1 and g.meets_at > buurten_now() - interval '30 days' order by g.proposed_at desc, g.id limit 20",
    )
    .bind(account)
    .fetch_all(&**db)
    .await?;
    let mut connection = db.acquire().await?;
    let mut all = Vec::new();
    for id in ids {
        all.extend(whole(&mut connection, id, account).await?);
    }
    Ok(all)
}

/// Where somebody who leaves was to come.
pub async fn to_come_of(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "select g.id from gatherings g join gathering_parties p on p.gathering_id = g.id
         where p.account_id = $1 and g.state = 'on' and g.meets_at > buurten_now() and p.yes_at is not null
           and p.cannot_at is null and not p.unheard order by g.id",
    )
    .bind(account)
    .fetch_all(&mut **tx)
    .await
}

/// Not now, with a reason for the desk alone; in place of a no before it.
pub async fn say_no(tx: &mut PgTransaction<'_>, party: Uuid, reason: Option<&str>) -> Result<(), sqlx::Error> {
    sqlx::query("update gathering_parties set no_at = coalesce(no_at, buurten_now()), no_reason = $2 where id = $1")
        .bind(party)
        .bind(reason)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Yes. `false`: the promises of the table do not let them meet the others; they wait all the same.
pub async fn say_yes(tx: &mut PgTransaction<'_>, party: Uuid) -> Result<bool, sqlx::Error> {
    const SAID: &str = "update gathering_parties set yes_at = buurten_now(), no_at = null, no_reason = null";
    let mut point = sqlx::Acquire::begin(&mut **tx).await?;
    let heard = format!("{SAID} where id = $1");
    match sqlx::query(sqlx::AssertSqlSafe(heard)).bind(party).execute(&mut *point).await {
        Ok(_) => point.commit().await.map(|()| true),
        Err(e) if e.as_database_error().is_some_and(|d| d.is_check_violation()) => {
            point.rollback().await?;
            let unheard = format!("{SAID}, unheard = true where id = $1");
            sqlx::query(sqlx::AssertSqlSafe(unheard)).bind(party).execute(&mut **tx).await.map(|_| false)
        }
        Err(e) => Err(e),
    }
}

/// Enough said yes: it takes place.
pub async fn takes_place(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update gatherings set state = 'on' where id = $1 and state = 'proposed'")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Somebody who said yes cannot come after all.
pub async fn cannot(tx: &mut PgTransaction<'_>, party: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update gathering_parties set cannot_at = coalesce(cannot_at, buurten_now()) where id = $1")
        .bind(party)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Too few can come.
pub async fn call_off(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update gatherings set state = 'off', ended_at = buurten_now() where id = $1 and state = 'on'")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Ends what had its seven days: one statement, so that two workers end it once. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn end_what_is_over(db: &Db) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "update gatherings g set state = 'lapsed', ended_at = buurten_now(),
             lapse = case when exists (select from gathering_parties p where p.gathering_id = g.id and p.no_at is not null) then 'no' else 'silence' end
         where state = 'proposed' and proposed_at <= buurten_now() - interval '7 days'",
    )
    .execute(&**db)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets gatherings twelve months after their day.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from gatherings where id in
             (select id from gatherings where meets_at < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
