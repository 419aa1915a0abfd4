//! All SQL of hosts.

use crate::platform::{chance, db::Db};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Makes somebody the host of the listing with this key.
///
/// # Errors
/// Those of the database.
pub async fn insert(tx: &mut PgTransaction<'_>, account: Uuid, listing_key: &str) -> Result<(), sqlx::Error> {
    sqlx::query("insert into hosts (account_id, listing_id) select $1, id from listings where key = $2")
        .bind(account)
        .bind(listing_key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Makes somebody a host of a listing. Twice is once.
pub async fn become_host(tx: &mut PgTransaction<'_>, account: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("insert into hosts (account_id, listing_id) values ($1, $2) on conflict do nothing")
        .bind(account)
        .bind(listing)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// They host it no more. Twice is once.
///
/// # Errors
/// Those of the database.
pub async fn host_no_more(tx: &mut PgTransaction<'_>, account: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from hosts where account_id = $1 and listing_id = $2")
        .bind(account)
        .bind(listing)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The listings somebody hosts, in the order they came to them.
pub async fn listings_of(db: &Db, account: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "select h.listing_id from hosts h join listings l on l.id = h.listing_id
         where h.account_id = $1 order by h.since, l.key",
    )
    .bind(account)
    .fetch_all(&**db)
    .await
}

/// Whether somebody hosts this listing.
///
/// # Errors
/// Those of the database.
pub async fn has_host(db: &Db, listing: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("select exists (select 1 from hosts where listing_id = $1)").bind(listing).fetch_one(&**db).await
}

/// Remembers the link of a letter to the known address of a listing; `false` (and no row) where one went there
/// within a day.
pub async fn insert_claim(
    tx: &mut PgTransaction<'_>,
    listing: Uuid,
    address: &str,
    token_hash: &[u8],
) -> Result<bool, sqlx::Error> {
    // One at a time for a listing, so that parallel asks cannot pass the limit together.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended($1::text, 2))").bind(listing).execute(&mut **tx).await?;
    let done = sqlx::query(
        "insert into claims (id, listing_id, address, token_hash) select $1, $2, $3, $4
         where not exists (select 1 from claims where listing_id = $2 and sent_at > buurten_now() - interval '1 day')",
    )
    .bind(Uuid::new_v4())
    .bind(listing)
    .bind(address)
    .bind(token_hash)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How many letters to known addresses went out within an hour.
pub async fn claims_of_this_hour(tx: &mut PgTransaction<'_>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("select count(*) from claims where sent_at > buurten_now() - interval '1 hour'")
        .fetch_one(&mut **tx)
        .await
}

/// The link of such a letter.
#[derive(FromRow)]
pub struct Claim {
    /// The row.
    pub id: Uuid,
    /// Whose host.
    pub listing_id: Uuid,
    /// Where the letter went.
    pub address: String,
    /// Used, or older than seven days.
    pub is_over: bool,
}

const CLAIM: &str =
    "select id, listing_id, address, spent_at is not null or sent_at <= buurten_now() - interval '7 days' as is_over
    from claims where token_hash = $1";

/// The claim of a link.
pub async fn claim(db: &Db, token: &str) -> Result<Option<Claim>, sqlx::Error> {
    sqlx::query_as(CLAIM).bind(chance::hash(token)).fetch_optional(&**db).await
}

/// The same, locked, so that it is spent once.
pub async fn claim_locked(tx: &mut PgTransaction<'_>, token: &str) -> Result<Option<Claim>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{CLAIM} for update")))
        .bind(chance::hash(token))
        .fetch_optional(&mut **tx)
        .await
}

/// Spends a claim.
pub async fn spend_claim(tx: &mut PgTransaction<'_>, claim: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update claims set spent_at = buurten_now() where id = $1").bind(claim).execute(&mut **tx).await?;
    Ok(())
}

/// Forgets claims after seven days.
///
/// # Errors
/// Those of the database.
pub async fn forget_old_claims(db: &Db) -> Result<u64, sqlx::Error> {
    let done =
        sqlx::query("delete from claims where sent_at < buurten_now() - interval '7 days'").execute(&**db).await?;
    Ok(done.rows_affected())
}

/// Forgets the claims of an address: whoever had it leaves.
///
/// # Errors
/// Those of the database.
pub async fn forget_claims_of(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from claims where address = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// A question to one host: does he know this local?
#[derive(FromRow)]
pub struct ToAsk {
    /// Where they say they go.
    pub listing_id: Uuid,
    /// The local's account.
    pub local_account: Uuid,
    /// What they are called.
    pub name: String,
    /// The host.
    pub email: String,
    /// Their language.
    pub language: String,
    /// What the letter reminds of.
    pub regular: Uuid,
}

/// Takes up to fifty locals, for each listing they say they go to, whose hosts were not asked yet, marks them as
/// asked and answers one line for each host. Only hosts are asked whose address was used within 26 weeks.
pub async fn take_to_ask(tx: &mut PgTransaction<'_>) -> Result<Vec<ToAsk>, sqlx::Error> {
    sqlx::query_as(
        "with reached as (
             select h.listing_id, h.account_id, a.email, a.language from hosts h join accounts a on a.id = h.account_id
             where a.seen_at > buurten_now() - interval '26 weeks'),
         due as (
             select r.local_id, r.listing_id, a.id as local_account, a.first_name as name
             from regulars r join locals l on l.id = r.local_id join accounts a on a.id = l.account_id
                  join listings li on li.id = r.listing_id
             where r.asked_host_at is null and r.vouched_at is null and r.unknown_at is null and a.first_name is not null
               and l.joined_at is not null and l.paused_at is null and l.stopped_at is null and li.status in ('active', 'paused')
               and exists (select 1 from reached h where h.listing_id = r.listing_id and h.account_id <> a.id)
             order by r.said_at limit 50 for update of r skip locked),
         marked as (
             update regulars r set asked_host_at = buurten_now() from due d
             where r.local_id = d.local_id and r.listing_id = d.listing_id)
         select d.listing_id, d.local_account, d.name, h.email, h.language, name_of_regular(d.local_id, d.listing_id) as regular
         from due d join reached h on h.listing_id = d.listing_id and h.account_id <> d.local_account
         order by d.local_id, d.listing_id, h.email",
    )
    .fetch_all(&mut **tx)
    .await
}
