//! All SQL of the logbook.

use super::line::{Act, Line, Looked, Opened, Opening};
use crate::{auth::SignedIn, platform::db::Db};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Writes a line, in the transaction of what it tells of. `about` is the account it is about; `None` for the city.
///
/// # Errors
/// Those of the database; `a_look_has_a_reason`.
pub async fn write(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    about: Option<Uuid>,
    act: Act,
    reason: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query("insert into logbook (id, by_account, about_account, act, reason) values ($1, $2, $3, $4, $5)")
        .bind(Uuid::new_v4())
        .bind(by.account)
        .bind(about)
        .bind(act.as_str())
        .bind(reason)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Somebody of the desk looks at a person, and says why.
///
/// # Errors
/// Those of the database.
pub async fn look(tx: &mut PgTransaction<'_>, by: &SignedIn, about: Uuid, reason: &str) -> Result<Looked, sqlx::Error> {
    write(tx, by, Some(about), Act::Looked, Some(reason)).await?;
    Ok(Looked(about))
}

/// Whether they said within the last half hour why they look at this person.
///
/// # Errors
/// Those of the database.
pub async fn looked_lately(db: &Db, by: &SignedIn, about: Uuid) -> Result<Option<Looked>, sqlx::Error> {
    let found: bool = sqlx::query_scalar(
        "select exists (select 1 from logbook where by_account = $1 and about_account = $2 and act = 'looked'
                        and at > buurten_now() - interval '30 minutes')",
    )
    .bind(by.account)
    .bind(about)
    .fetch_one(&**db)
    .await?;
    Ok(found.then_some(Looked(about)))
}

/// Of these people those of whom they said within the last half hour why they look.
///
/// # Errors
/// Those of the database.
pub async fn looked_lately_at(db: &Db, by: &SignedIn, people: &[Uuid]) -> Result<Vec<Looked>, sqlx::Error> {
    let found: Vec<Uuid> = sqlx::query_scalar(
        "select distinct about_account from logbook where by_account = $1 and about_account = any($2) and act = 'looked'
           and at > buurten_now() - interval '30 minutes'",
    )
    .bind(by.account)
    .bind(people)
    .fetch_all(&**db)
    .await?;
    Ok(found.into_iter().map(Looked).collect())
}

/// Stands for the reason of a try that found nobody: whoever was meant is not written down.
const NOBODY: &str = "nobody was found";

/// Opens the page of somebody outside the team, or writes down that nobody was found. `false`, and nothing written, after
/// three within 24 hours; the transaction is over then.
///
/// # Errors
/// Those of the database; `an_opening_has_a_reason`.
pub async fn open(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    about: Option<Uuid>,
    reason: &str,
) -> Result<bool, sqlx::Error> {
    let reason = about.map_or(NOBODY, |_| reason);
    match write(tx, by, about, Act::Opened, Some(reason)).await {
        Err(e) if e.as_database_error().and_then(|d| d.constraint()) == Some("three_openings_a_day_at_most") => {
            Ok(false)
        }
        done => done.map(|()| true),
    }
}

/// Whether they opened this person's page within the last hour.
///
/// # Errors
/// Those of the database.
pub async fn opened_lately(db: &Db, by: &SignedIn, about: Uuid) -> Result<Option<Opened>, sqlx::Error> {
    let until: Option<DateTime<Utc>> = sqlx::query_scalar(
        "select max(at) + interval '1 hour' from logbook where by_account = $1 and about_account = $2 and act = 'opened'
           and at > buurten_now() - interval '1 hour'",
    )
    .bind(by.account)
    .bind(about)
    .fetch_one(&**db)
    .await?;
    Ok(until.map(|until| Opened { account: about, until }))
}

/// The newest tries to open a page, at most 200.
///
/// # Errors
/// Those of the database.
pub async fn openings(db: &Db) -> Result<Vec<Opening>, sqlx::Error> {
    let rows: Vec<(DateTime<Utc>, Option<String>, String, bool)> = sqlx::query_as(
        "select l.at, a.first_name, l.reason, l.about_account is not null from logbook l left join accounts a on a.id = l.by_account
         where l.act = 'opened' order by l.at desc, l.id limit 200",
    )
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().map(|(at, by, reason, found)| Opening { at, by, reason, found }).collect())
}

#[derive(FromRow)]
struct Row {
    at: DateTime<Utc>,
    by: Option<String>,
    act: String,
    reason: Option<String>,
}

/// What the desk did with somebody, newest first: a person's own to read.
///
/// # Errors
/// Those of the database.
pub async fn about(db: &Db, person: &SignedIn) -> Result<Vec<Line>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select l.at, a.first_name as by, l.act, l.reason from logbook l left join accounts a on a.id = l.by_account
         where l.about_account = $1 order by l.at desc, l.id limit 200",
    )
    .bind(person.account)
    .fetch_all(&**db)
    .await?;
    let line = |row: Row| {
        let act = row.act.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
        Ok(Line { at: row.at, by: row.by, act, reason: row.reason })
    };
    rows.into_iter().map(line).collect()
}

/// Forgets lines after 24 months.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from logbook where id in
             (select id from logbook where at < buurten_now() - interval '24 months' limit 500)",
    )
    .await
}
