//! SQL of what somebody wants to be written about, of addresses that do not work, and of letters that never left.

use super::{choices::Choices, kind::Kind, outbox::Waiting};
use crate::{
    kit::{email_address::EmailAddress, lang::Lang},
    platform::{chance, db::Db},
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Who reads a letter.
#[derive(FromRow)]
pub struct Reader {
    /// Whose account it is.
    pub account: Uuid,
    /// Whether letters of this kind are welcome.
    pub wants: bool,
}

/// The account of an address, and whether it wants letters of this kind; `None` where there is no account.
pub async fn reader(tx: &mut PgTransaction<'_>, to: &EmailAddress, kind: Kind) -> Result<Option<Reader>, sqlx::Error> {
    sqlx::query_as(
        "select a.id as account, coalesce(not $2 = any(c.off), true) as wants
         from accounts a left join letter_choices c on c.account_id = a.id where a.email = lower($1)",
    )
    .bind(to.as_str())
    .bind(kind.as_str())
    .fetch_optional(&mut **tx)
    .await
}

/// The address of this letter is none: nothing more goes there but what signs in. An address that nobody has an
/// account with, and that was only typed to sign in, is not remembered.
pub async fn bounced(tx: &mut PgTransaction<'_>, letter: &Waiting, trouble: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into bounces (address, trouble)
         select lower($1), $2 where $3 <> 'sign-in' or exists (select from accounts where email = lower($1))
         on conflict (address) do nothing",
    )
    .bind(&letter.address)
    .bind(trouble)
    .bind(&letter.cause)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "update letters set gave_up_at = buurten_now(), trouble = $2
         where address = $1 and sent_at is null and gave_up_at is null and cause not in ('sign-in', 'invitation')",
    )
    .bind(&letter.address)
    .bind(trouble)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Since when letters to this address come back; `None` where they arrive.
///
/// # Errors
/// Those of the database.
pub async fn bounces_since(db: &Db, address: &str) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar("select since from bounces where address = lower($1)").bind(address).fetch_optional(&**db).await
}

/// Letters that never left and still can: what signs in is of no use later, and what is a week old is no news.
const LEFT: &str = "gave_up_at is not null and sent_at is null and body_text is not null and cause <> 'sign-in'
    and (no_use_after is null or no_use_after > buurten_now()) and queued_at > buurten_now() - interval '7 days'";

/// The holder of an address says that it works: what waited for it goes out, and what is written from now on.
///
/// # Errors
/// Those of the database.
pub async fn works_again(tx: &mut PgTransaction<'_>, address: &str) -> Result<u64, sqlx::Error> {
    sqlx::query("delete from bounces where address = lower($1)").bind(address).execute(&mut **tx).await?;
    let sql = format!(
        "update letters set gave_up_at = null, tries = 0, due_at = buurten_now() where lower(address) = lower($1) and {LEFT}"
    );
    Ok(sqlx::query(sqlx::AssertSqlSafe(sql)).bind(address).execute(&mut **tx).await?.rows_affected())
}

/// Letters to one address that never left: for the desk, without what they say.
#[derive(FromRow)]
pub struct Undelivered {
    /// One of them.
    pub letter: Uuid,
    /// The address, in lower case: no page shows it.
    pub address: String,
    /// Whose address it is, where it is an account's.
    pub account: Option<Uuid>,
    /// Why they were written.
    pub causes: Vec<String>,
    /// How many there are.
    pub count: i64,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The mail server says that there is no such mailbox.
    pub bounced: bool,
}

/// What never left, address by address, the oldest first. A letter after a talk on the telephone stands for itself: of
/// whose account its address is, the desk learns nothing by it.
///
/// # Errors
/// Those of the database.
pub async fn undelivered(db: &Db) -> Result<Vec<Undelivered>, sqlx::Error> {
    let sql = format!(
        "select (array_agg(l.id order by l.gave_up_at, l.id))[1] as letter, lower(l.address) as address, a.id as account,
                array_agg(distinct l.cause) as causes, count(*) as count, min(l.gave_up_at) as since,
                bool_or(b.address is not null) as bounced
         from (select * from letters where {LEFT}) l left join accounts a on a.email = lower(l.address) and l.cause <> 'intake'
              left join bounces b on b.address = lower(l.address)
         group by lower(l.address), a.id order by since, letter limit 50"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await
}

/// Tries all that never left for the address of this letter, from the beginning; `false` where there is none.
///
/// # Errors
/// Those of the database.
pub async fn try_again(db: &Db, letter: Uuid) -> Result<bool, sqlx::Error> {
    let mut tx = db.begin().await?;
    let sql = format!("select address from letters where id = $1 and {LEFT}");
    let address: Option<String> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(letter).fetch_optional(&mut *tx).await?;
    let Some(address) = address else { return Ok(false) };
    let tried = works_again(&mut tx, &address).await?;
    tx.commit().await?;
    Ok(tried > 0)
}

/// Forgets reminders that came too late, and addresses that came back a year ago.
///
/// # Errors
/// Those of the database.
pub async fn forget_what_is_over(db: &Db) -> Result<u64, sqlx::Error> {
    let late = "delete from letters where id in (select id from letters
        where sent_at is null and no_use_after < buurten_now() limit 500)";
    let old = "delete from bounces where since < buurten_now() - interval '12 months'";
    Ok(db.in_batches(late).await? + sqlx::query(old).execute(&**db).await?.rows_affected())
}

#[derive(FromRow)]
struct ChoicesRow {
    language: Option<String>,
    off: Vec<String>,
    weekly_day: Option<i32>,
    weekly_hour: Option<i32>,
}

/// What somebody chose; nothing where they chose nothing yet.
///
/// # Errors
/// Those of the database.
pub async fn choices(db: &Db, account: Uuid) -> Result<Choices, sqlx::Error> {
    let row: Option<ChoicesRow> =
        sqlx::query_as("select language, off, weekly_day, weekly_hour from letter_choices where account_id = $1")
            .bind(account)
            .fetch_optional(&**db)
            .await?;
    Ok(row.map_or_else(Choices::default, |row| Choices {
        language: row.language.and_then(|l| l.parse().ok()),
        off: row.off.iter().filter_map(|kind| kind.parse().ok()).collect(),
        weekly: row.weekly_day.zip(row.weekly_hour),
    }))
}

/// Keeps what somebody chose. A letter of the week begins with the first moment after this.
///
/// # Errors
/// Those of the database.
pub async fn choose(tx: &mut PgTransaction<'_>, account: Uuid, choices: &Choices) -> Result<(), sqlx::Error> {
    let off: Vec<&str> = choices.off.iter().map(|kind| kind.as_str()).collect();
    sqlx::query(
        "insert into letter_choices as c (account_id, language, off, weekly_day, weekly_hour, weekly_chosen_at)
         values ($1, $2, $3, $4, $5, buurten_now())
         on conflict (account_id) do update set language = excluded.language, off = excluded.off,
             weekly_day = excluded.weekly_day, weekly_hour = excluded.weekly_hour,
             weekly_chosen_at = case when (c.weekly_day, c.weekly_hour) is distinct from (excluded.weekly_day, excluded.weekly_hour)
                 then excluded.weekly_chosen_at else c.weekly_chosen_at end",
    )
    .bind(account)
    .bind(choices.language.map(Lang::as_str))
    .bind(&off)
    .bind(choices.weekly.map(|(day, _)| day))
    .bind(choices.weekly.map(|(_, hour)| hour))
    .execute(&mut **tx)
    .await?;
    if let Some(language) = choices.language {
        sqlx::query("update accounts set language = $2 where id = $1")
            .bind(account)
            .bind(language.as_str())
            .execute(&mut **tx)
            .await?;
    }
    withdraw(tx, account, &off).await
}

/// What waits of kinds that somebody turned off is not sent.
async fn withdraw(tx: &mut PgTransaction<'_>, account: Uuid, off: &[&str]) -> Result<(), sqlx::Error> {
    sqlx::query("delete from letters where to_account = $1 and sent_at is null and cause = any($2)")
        .bind(account)
        .bind(off)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whose letter has this link, of which kind, and whether that is off; `None` where no letter has it.
///
/// # Errors
/// Those of the database.
pub async fn turns_off(db: &Db, token: &str) -> Result<Option<(Uuid, Kind, bool)>, sqlx::Error> {
    let found: Option<(Uuid, String, Vec<String>)> = sqlx::query_as(
        "select l.to_account, l.cause, coalesce(c.off, '{}') from letters l
         left join letter_choices c on c.account_id = l.to_account
         where l.unsubscribe_hash = $1 and l.to_account is not null",
    )
    .bind(chance::hash(token))
    .fetch_optional(&**db)
    .await?;
    Ok(found.and_then(|(account, cause, off)| {
        let kind: Kind = cause.parse().ok()?;
        Some((account, kind, off.iter().any(|o| o == kind.as_str())))
    }))
}

/// Turns a kind off, or on again. Once or often: the same.
///
/// # Errors
/// Those of the database.
pub async fn turn(tx: &mut PgTransaction<'_>, account: Uuid, kind: Kind, off: bool) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into letter_choices as c (account_id, off) values ($1, case when $3 then array[$2] else '{}' end)
         on conflict (account_id) do update set
             off = array_remove(c.off, $2) || case when $3 then array[$2] else '{}' end",
    )
    .bind(account)
    .bind(kind.as_str())
    .bind(off)
    .execute(&mut **tx)
    .await?;
    if off { withdraw(tx, account, &[kind.as_str()]).await } else { Ok(()) }
}

/// Somebody whose letter of the week is due.
#[derive(FromRow)]
pub struct WeeklyDue {
    /// Whose.
    pub account: Uuid,
    /// Where it goes.
    pub email: String,
    /// Its language.
    pub language: String,
    /// The Monday of this week.
    pub week: NaiveDate,
    /// What the last one named.
    pub weekly_places: Vec<Uuid>,
}

/// Somebody whose day and hour have come, and whose week has had no letter; locked. From their hour on, that day.
///
/// # Errors
/// Those of the database.
pub async fn weekly_due(tx: &mut PgTransaction<'_>) -> Result<Option<WeeklyDue>, sqlx::Error> {
    sqlx::query_as(
        "with moment as (select buurten_now() at time zone 'Europe/Amsterdam' as at)
         select a.id as account, a.email, a.language, date_trunc('week', m.at)::date as week, c.weekly_places
         from letter_choices c join accounts a on a.id = c.account_id cross join moment m
         where c.weekly_day = extract(isodow from m.at) and c.weekly_hour <= extract(hour from m.at)
           and not 'weekly' = any(c.off) and (c.weekly_week is null or c.weekly_week < date_trunc('week', m.at)::date)
           and (c.weekly_chosen_at is null or c.weekly_chosen_at at time zone 'Europe/Amsterdam'
                < date_trunc('week', m.at) + make_interval(days => c.weekly_day - 1, hours => c.weekly_hour))
           and not exists (select from bounces b where b.address = a.email)
         order by c.weekly_hour, c.account_id limit 1 for no key update of c skip locked",
    )
    .fetch_optional(&mut **tx)
    .await
}

/// This week has had its letter, or had nothing to say; these are the places it named.
///
/// # Errors
/// Those of the database; `a_week_has_one_letter`.
pub async fn weekly_done(
    tx: &mut PgTransaction<'_>,
    due: &WeeklyDue,
    places: Option<&[Uuid]>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update letter_choices set weekly_week = $2, weekly_places = coalesce($3, weekly_places) where account_id = $1",
    )
    .bind(due.account)
    .bind(due.week)
    .bind(places)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
