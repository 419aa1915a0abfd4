//! All SQL of heartbeats.

use crate::{
    kit::lang::Lang,
    platform::{chance, db::Db},
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgExecutor, PgTransaction};
use uuid::Uuid;

/// The day in town.
const TODAY: &str = "(buurten_now() at time zone 'Europe/Amsterdam')::date";

/// Who is asked about listings `l`: the host who was here last, else the known address. As `t`.
const WHO: &str = "cross join lateral (
    select coalesce(h.email, lower(l.contact_email)) as address, h.id as account, h.language
    from (values (1)) one left join (
        select a.id, a.email, a.language from hosts h join accounts a on a.id = h.account_id
        where h.listing_id = l.id order by a.seen_at desc, a.id limit 1) h on true) t";

/// Somebody to ask.
#[derive(FromRow)]
pub struct Due {
    /// In lower case.
    pub address: String,
    /// Where a host is asked.
    pub account: Option<Uuid>,
    /// The host's.
    pub language: Option<String>,
}

/// Addresses with an open group that nobody confirmed for so many days, who were not asked within eight weeks, and
/// left fewer letters unanswered than `most_unanswered` since one of their groups was confirmed last. Whose letters
/// come back is not asked.
pub async fn due(db: &Db, days: i32, most_unanswered: i64, most: i64) -> Result<Vec<Due>, sqlx::Error> {
    let sql = format!(
        "with host as (select distinct on (h.listing_id) h.listing_id, a.id, a.email, a.language
             from hosts h join accounts a on a.id = h.account_id order by h.listing_id, a.seen_at desc, a.id),
         open as (select coalesce(h.email, lower(l.contact_email)) as address, h.id as account, h.language, l.confirmed_on
             from listings l left join host h on h.listing_id = l.id
             where l.status = 'active' and coalesce(h.email, l.contact_email) is not null),
         late as (select address, (array_agg(account) filter (where account is not null))[1] as account,
                 (array_agg(language) filter (where language is not null))[1] as language,
                 max(confirmed_on) as last, min(coalesce(confirmed_on, '-infinity')) as first
             from open group by address having bool_or(confirmed_on is null or confirmed_on <= {TODAY} - $1::int))
         select address, account, language from late
         where not exists (select from heartbeats b where b.address = late.address and b.asked_at > buurten_now() - interval '8 weeks')
           and not exists (select from bounces b where b.address = late.address)
           and (select count(*) from heartbeats b where b.address = late.address
                and (last is null or (b.asked_at at time zone 'Europe/Amsterdam')::date > last)) < $2
         order by first, address limit $3"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(days).bind(most_unanswered).bind(most).fetch_all(&**db).await
}

/// Whoever answers for this open listing.
pub async fn who_answers_for(db: &Db, listing: Uuid) -> Result<Option<Due>, sqlx::Error> {
    let sql = format!(
        "select t.address, t.account, t.language from listings l {WHO}
         where l.id = $1 and l.status = 'active' and t.address is not null"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(listing).fetch_optional(&**db).await
}

/// Writes down that they are asked now; `None` where they were asked within eight weeks.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    due: &Due,
    token_hash: &[u8],
) -> Result<Option<(Uuid, DateTime<Utc>)>, sqlx::Error> {
    // The lock of `one_heartbeat_in_eight_weeks`, before we look.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended($1, 3))").bind(&due.address).execute(&mut **tx).await?;
    sqlx::query_as(
        "insert into heartbeats (id, address, account_id, token_hash) select $1, $2, $3, $4
         where not exists (select from heartbeats where address = $2 and asked_at > buurten_now() - interval '8 weeks')
         returning id, asked_at",
    )
    .bind(Uuid::new_v4())
    .bind(&due.address)
    .bind(due.account)
    .bind(token_hash)
    .fetch_optional(&mut **tx)
    .await
}

/// A group by its names.
#[derive(FromRow)]
pub struct Named {
    /// Which.
    pub id: Uuid,
    title_en: Option<String>,
    /// Its Dutch title.
    pub title_nl: Option<String>,
}

impl Named {
    /// Its title in this language, or in the other.
    pub fn title(&self, lang: Lang) -> &str {
        let (own, other) = match lang {
            Lang::En => (&self.title_en, &self.title_nl),
            Lang::Nl => (&self.title_nl, &self.title_en),
        };
        own.as_deref().or(other.as_deref()).unwrap_or_default()
    }
}

/// What an address may speak for: where it is the address of a host, or the known one.
const THEIRS: &str =
    "l.id in (select h.listing_id from hosts h join accounts a on a.id = h.account_id where a.email = $1
         union all select id from listings where lower(contact_email) = $1)";

/// The open groups that an address may speak for, by key.
pub async fn open_of(tx: &mut PgTransaction<'_>, address: &str) -> Result<Vec<Named>, sqlx::Error> {
    let sql = format!(
        "select l.id, l.title_en, l.title_nl from listings l where {THEIRS} and l.status = 'active' order by l.key"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(address).fetch_all(&mut **tx).await
}

/// The link of a letter.
#[derive(FromRow)]
pub struct Asked {
    /// Where it was a host.
    pub account_id: Option<Uuid>,
    /// Since when it works.
    pub asked_on: NaiveDate,
    /// Older than eight weeks.
    pub is_over: bool,
    /// What its address may speak for: open, resting, or said by its host to have stopped since it was asked; by key.
    /// What the desk closed or merged stays as the desk left it.
    pub listings: Vec<Uuid>,
}

/// What a link opens; `None` where no letter has it.
pub async fn asked(db: impl PgExecutor<'_>, token: &str) -> Result<Option<Asked>, sqlx::Error> {
    let theirs = THEIRS.replace("$1", "b.address");
    let sql = format!(
        "select b.account_id, (b.asked_at at time zone 'Europe/Amsterdam')::date as asked_on,
                b.asked_at <= buurten_now() - interval '8 weeks' as is_over,
                array(select l.id from listings l where {theirs}
                      and (l.status in ('active', 'paused')
                           or l.status = 'closed' and l.closed_on >= (b.asked_at at time zone 'Europe/Amsterdam')::date
                              and l.successor_key is null
                              and (select c.by_role from listing_changes c where c.listing_id = l.id order by c.version desc limit 1) = 'host')
                      order by l.key) as listings
         from heartbeats b where b.token_hash = $1"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(chance::hash(token)).fetch_optional(db).await
}

/// Forgets heartbeats after twelve months: then whoever stayed silent is asked anew.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let old = "delete from heartbeats where asked_at < buurten_now() - interval '12 months'";
    Ok(sqlx::query(old).execute(&**db).await?.rows_affected())
}

/// Forgets the heartbeats of an address: whoever had it leaves.
///
/// # Errors
/// Those of the database.
pub async fn forget_of(tx: &mut PgTransaction<'_>, address: &str) -> Result<(), sqlx::Error> {
    sqlx::query("delete from heartbeats where address = $1").bind(address).execute(&mut **tx).await?;
    Ok(())
}

/// A group that nobody confirmed for eight weeks, and whose silence nobody else will end.
#[derive(FromRow)]
pub struct SilentRow {
    pub id: Uuid,
    pub title_en: Option<String>,
    pub title_nl: Option<String>,
    pub organisation: Option<String>,
    pub confirmed_on: Option<NaiveDate>,
    pub has_address: bool,
    pub bounces: bool,
    pub asked_on: Option<NaiveDate>,
    pub all: i64,
}

/// Open groups that nobody confirmed for so many days, where a letter of so many days ago is unanswered (whoever
/// confirmed on its day answered it), nobody can be asked or letters come back: the longest silence first. Each of the
/// three is found by its own index, and so many of each are counted at most.
pub async fn silent(
    db: &Db,
    (days, patience): (i32, i32),
    most_counted: i64,
    most: i64,
) -> Result<Vec<SilentRow>, sqlx::Error> {
    let late = format!("l.status = 'active' and coalesce(l.confirmed_on, '-infinity') <= {TODAY} - $1::int");
    let longest = "order by coalesce(l.confirmed_on, '-infinity'), l.key limit $4";
    let sql = format!(
        "with found as (
             (select l.id, l.confirmed_on, l.key from listings l where {late} and l.asked_on is not null
                     and (l.confirmed_on is null or l.asked_on > l.confirmed_on) and l.asked_on <= {TODAY} - $2::int {longest})
             union (select l.id, l.confirmed_on, l.key from listings l where {late} and l.contact_email is null
                     and not exists (select from hosts h where h.listing_id = l.id) {longest})
             union (select l.id, l.confirmed_on, l.key from bounces b join listings l on lower(l.contact_email) = b.address {WHO}
                    where {late} and t.address = b.address {longest})
             union (select l.id, l.confirmed_on, l.key from bounces b join accounts a on a.email = b.address
                    join hosts h on h.account_id = a.id join listings l on l.id = h.listing_id {WHO}
                    where {late} and t.address = b.address {longest})),
         longest as (select id, count(*) over () as all from found order by confirmed_on nulls first, key limit $3)
         select l.id, l.title_en, l.title_nl, l.organisation, l.confirmed_on, t.address is not null as has_address,
                exists (select from bounces b where b.address = t.address) as bounces,
                (select (max(asked_at) at time zone 'Europe/Amsterdam')::date from heartbeats b where b.address = t.address) as asked_on,
                longest.all
         from longest join listings l on l.id = longest.id {WHO}
         order by l.confirmed_on nulls first, l.key"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(days)
        .bind(patience)
        .bind(most)
        .bind(most_counted)
        .fetch_all(&**db)
        .await
}
