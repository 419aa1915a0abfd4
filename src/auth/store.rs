//! All SQL of sessions and sign-in challenges.

use super::{
    accounts::account_of_address,
    scope::Scope,
    session::{Open, SignedIn},
};
use crate::{
    kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang},
    platform::{chance, db::Db},
};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Newcomers, locals and hosts: 14 days idle, 90 days at most; staff: 30 minutes and 12 hours.
const LIVE: &str = "s.seen_at > buurten_now() - case when st.account_id is null then interval '14 days' else interval '30 minutes' end
    and s.created_at > buurten_now() - case when st.account_id is null then interval '90 days' else interval '12 hours' end";

#[derive(FromRow)]
struct SessionRow {
    account_id: Uuid,
    session_id: Uuid,
    email: String,
    first_name: Option<String>,
    language: String,
    is_staff: bool,
    is_administrator: bool,
    parts: Option<Vec<String>>,
    second_factor: bool,
    may_enrol: bool,
    is_due: bool,
}

/// The holder of this account is here, also where they answer a letter without signing in. A silent profile is counted
/// from the account's own last time: its notices begin anew. Outside of any transaction that holds other rows, for
/// erasing locks accounts first.
///
/// # Errors
/// Those of the database.
pub async fn was_here(db: &Db, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update accounts set seen_at = buurten_now(), notices = 0 where id = $1")
        .bind(account)
        .execute(&**db)
        .await?;
    Ok(())
}

/// Who is signed in with this token.
pub async fn signed_in(db: &Db, token: &str) -> Result<Option<SignedIn>, sqlx::Error> {
    let row: Option<SessionRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select a.id as account_id, s.id as session_id, a.email, a.first_name, a.language,
                st.account_id is not null as is_staff, coalesce(st.administrator, false) as is_administrator,
                t.parts, s.second_factor_at is not null as second_factor, s.may_enrol,
                s.seen_at < buurten_now() - interval '1 minute' as is_due
         from sessions s join accounts a on a.id = s.account_id left join staff st on st.account_id = a.id
              left join teams t on t.id = st.team_id
         where s.token_hash = $1 and {LIVE}"
    )))
    .bind(chance::hash(token))
    .fetch_optional(&**db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.is_due {
        let sql = "update sessions set seen_at = buurten_now() where id = $1";
        sqlx::query(sql).bind(row.session_id).execute(&**db).await?;
        was_here(db, row.account_id).await?;
    }
    Ok(EmailAddress::parse(&row.email).ok().map(|email| SignedIn {
        account: row.account_id,
        session: row.session_id,
        email,
        first_name: row.first_name.and_then(|n| FirstName::parse(&n).ok()),
        lang: row.language.parse().unwrap_or_default(),
        is_staff: row.is_staff,
        is_administrator: row.is_administrator,
        scope: Scope::of(row.parts),
        second_factor: row.second_factor,
        may_enrol: row.may_enrol,
    }))
}

/// How a session was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// By a letter: for staff the second factor is still to come.
    ByLetter,
    /// By an invitation: it may set a (new) second factor.
    ByInvitation,
    /// By a printed link of a sample: nothing is to come.
    Whole,
}

/// Opens a session for an account.
pub async fn open_session(
    tx: &mut PgTransaction<'_>,
    account: Uuid,
    token: &chance::Token,
    opened: Opened,
) -> Result<(), sqlx::Error> {
    let invited = opened == Opened::ByInvitation;
    let sql = "insert into sessions (id, token_hash, account_id, may_enrol, enrol_secret, second_factor_at)
        values ($1, $2, $3, $4, $5, case when $6 then buurten_now() end)";
    sqlx::query(sql)
        .bind(Uuid::new_v4())
        .bind(token.hash())
        .bind(account)
        .bind(invited)
        .bind(invited.then(|| chance::secret().to_vec()))
        .bind(opened == Opened::Whole)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub(super) async fn sessions_of(db: &Db, account: Uuid) -> Result<Vec<Open>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select s.id, s.created_at, s.seen_at from sessions s left join staff st on st.account_id = s.account_id
         where s.account_id = $1 and {LIVE} order by s.seen_at desc, s.id"
    )))
    .bind(account)
    .fetch_all(&**db)
    .await
}

/// Ends one session of this account; `false` where it has no such session.
pub async fn end_session(db: &Db, account: Uuid, session: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("delete from sessions where account_id = $1 and id = $2")
        .bind(account)
        .bind(session)
        .execute(&**db)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn forget_ended(db: &Db) -> Result<(), sqlx::Error> {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "delete from sessions where id in (select s.id from sessions s left join staff st on st.account_id = s.account_id where not ({LIVE}))"
    )))
    .execute(&**db)
    .await?;
    sqlx::query("delete from sign_in_challenges where created_at < buurten_now() - interval '24 hours'")
        .execute(&**db)
        .await?;
    super::staff::forget_taken_away(db).await
}

/// A sign-in that was asked for.
pub struct Challenge<'a> {
    /// Who says to be there.
    pub email: &'a EmailAddress,
    /// The language of the letter.
    pub lang: Lang,
    /// Where to go afterwards.
    pub next: String,
    /// Hash of the cookie of the browser that asked.
    pub browser_hash: Vec<u8>,
    /// Hash of the code in the letter.
    pub code_hash: Vec<u8>,
    /// Hash of the token of the link in the letter.
    pub link_hash: Vec<u8>,
}

/// Remembers a sign-in; `false` (and no row) after three letters to this address within an hour.
pub async fn ask(tx: &mut PgTransaction<'_>, challenge: &Challenge<'_>) -> Result<bool, sqlx::Error> {
    // One at a time for an address, so that parallel asks cannot pass the limit together.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended($1, 1))")
        .bind(challenge.email.as_str())
        .execute(&mut **tx)
        .await?;
    let done = sqlx::query(
        "insert into sign_in_challenges (id, email, language, next, browser_hash, code_hash, link_hash)
         select $1, $2, $3, $4, $5, $6, $7
         where (select count(*) from sign_in_challenges where email = $2 and browser_hash is not null
                and created_at > buurten_now() - interval '1 hour') < 3",
    )
    .bind(Uuid::new_v4())
    .bind(challenge.email.as_str())
    .bind(challenge.lang.as_str())
    .bind(&challenge.next)
    .bind(&challenge.browser_hash)
    .bind(&challenge.code_hash)
    .bind(&challenge.link_hash)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A challenge that can still be spent, locked so that it is spent once.
#[derive(FromRow)]
pub struct Spendable {
    /// The row.
    pub id: Uuid,
    /// Whose sign-in it is.
    pub email: String,
    /// The language it was asked in.
    pub language: String,
    /// Where to go afterwards.
    pub next: String,
    /// To compare with what was typed.
    pub code_hash: Vec<u8>,
    /// To compare with the link.
    pub link_hash: Vec<u8>,
}

/// The challenges of this browser that can still be spent, newest first.
pub async fn spendable(tx: &mut PgTransaction<'_>, browser: &str) -> Result<Vec<Spendable>, sqlx::Error> {
    sqlx::query_as(
        "select id, email, language, next, code_hash, link_hash from sign_in_challenges
         where browser_hash = $1 and spent_at is null and tries < 5 and created_at > buurten_now() - interval '10 minutes'
         order by created_at desc, id for update",
    )
    .bind(chance::hash(browser))
    .fetch_all(&mut **tx)
    .await
}

/// A wrong code counts against every challenge of this browser.
pub async fn count_try(tx: &mut PgTransaction<'_>, ids: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query("update sign_in_challenges set tries = tries + 1 where id = any($1)")
        .bind(ids)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Spends a challenge: answers the account of its address, made now where there is none.
pub async fn spend(tx: &mut PgTransaction<'_>, challenge: &Spendable) -> Result<Uuid, sqlx::Error> {
    sqlx::query("update sign_in_challenges set spent_at = buurten_now() where id = $1")
        .bind(challenge.id)
        .execute(&mut **tx)
        .await?;
    let account = account_of_address(tx, &challenge.email, &challenge.language).await?;
    // Letters come in the language she signed in with last.
    sqlx::query("update accounts set language = $2 where id = $1")
        .bind(account)
        .bind(&challenge.language)
        .execute(&mut **tx)
        .await?;
    Ok(account)
}
