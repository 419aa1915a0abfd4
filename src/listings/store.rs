//! All SQL of listings.

use super::listing::{Listing, UNCONFIRMED_AFTER_DAYS};
use crate::{
    kit::{money::Euros, schedule::Schedule, words::Audience},
    platform::db::Db,
};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, PgTransaction, types::Json};
use std::{fmt::Display, str::FromStr};
use uuid::Uuid;

pub(super) const COLUMNS: &str = "id, key, kind, title_en, title_nl, summary_en, summary_nl, organisation, domains, interests, \
    skills_wanted, languages, dutch_needed, english_ok, audience, cost_cents, cost_per, rrule, first_date, skip_dates, starts, ends, \
    postcode, venue, children, trial, capacity, newcomer_places, take_along, local_share, rung, status, closed_on, successor_key, \
    confirmed_on, min_months, contact_name, contact_email, contact_confirmed_on, url";

/// A listing as its row has it.
#[derive(Deserialize, FromRow, Serialize)]
pub(super) struct Row {
    id: Uuid,
    key: String,
    kind: String,
    title_en: Option<String>,
    title_nl: Option<String>,
    summary_en: Option<String>,
    summary_nl: Option<String>,
    organisation: Option<String>,
    domains: Vec<String>,
    interests: Vec<String>,
    skills_wanted: Vec<String>,
    languages: Vec<String>,
    dutch_needed: Option<String>,
    english_ok: Option<bool>,
    audience: Vec<String>,
    cost_cents: Option<i32>,
    cost_per: Option<String>,
    rrule: Option<String>,
    first_date: Option<NaiveDate>,
    skip_dates: Vec<NaiveDate>,
    starts: Option<NaiveTime>,
    ends: Option<NaiveTime>,
    postcode: Option<String>,
    venue: Option<String>,
    children: Option<bool>,
    trial: Option<bool>,
    capacity: Option<i32>,
    newcomer_places: Option<i32>,
    take_along: Option<bool>,
    local_share: Option<i32>,
    rung: Option<String>,
    status: String,
    closed_on: Option<NaiveDate>,
    successor_key: Option<String>,
    confirmed_on: Option<NaiveDate>,
    min_months: Option<i32>,
    contact_name: Option<String>,
    contact_email: Option<String>,
    contact_confirmed_on: Option<NaiveDate>,
    url: Option<String>,
}

fn word<T: FromStr<Err: Display>>(text: &str) -> Result<T, sqlx::Error> {
    text.parse().map_err(|e: T::Err| sqlx::Error::Decode(e.to_string().into()))
}

fn maybe<T: FromStr<Err: Display>>(text: Option<String>) -> Result<Option<T>, sqlx::Error> {
    text.map(|t| word(&t)).transpose()
}

fn words<T: FromStr<Err: Display>, C: FromIterator<T>>(texts: Vec<String>) -> Result<C, sqlx::Error> {
    texts.iter().map(|t| word(t)).collect()
}

fn count(number: Option<i32>) -> Option<u32> {
    number.and_then(|n| u32::try_from(n).ok())
}

impl TryFrom<Row> for Listing {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        let schedule = match (&row.rrule, row.first_date, row.starts, row.ends) {
            (Some(rule), Some(first), Some(starts), Some(ends)) => {
                let skip = row.skip_dates.iter().copied().collect();
                Some(
                    Schedule::new(rule, first, skip, starts, ends)
                        .map_err(|e| sqlx::Error::Decode(e.to_string().into()))?,
                )
            }
            _ => None,
        };
        let dutch_needed = row.dutch_needed.map(|d| if d == "none" { "A0".to_owned() } else { d });
        Ok(Listing {
            id: row.id,
            key: row.key,
            kind: word(&row.kind)?,
            title_en: row.title_en,
            title_nl: row.title_nl,
            summary_en: row.summary_en,
            summary_nl: row.summary_nl,
            organisation: row.organisation,
            domains: words(row.domains)?,
            interests: row.interests.into_iter().collect(),
            skills_wanted: row.skills_wanted.into_iter().collect(),
            languages: words(row.languages)?,
            dutch_needed: maybe(dutch_needed)?,
            english_ok: row.english_ok,
            audience: Audience(words(row.audience)?),
            cost: count(row.cost_cents).map(Euros::of_cents),
            cost_per: maybe(row.cost_per)?,
            schedule,
            postcode: maybe(row.postcode)?,
            venue: row.venue,
            children: row.children,
            trial: row.trial,
            capacity: count(row.capacity),
            newcomer_places: count(row.newcomer_places),
            take_along: row.take_along,
            local_share: row.local_share.and_then(|s| u8::try_from(s).ok()),
            rung: maybe(row.rung)?,
            status: word(&row.status)?,
            closed_on: row.closed_on,
            successor: row.successor_key,
            confirmed_on: row.confirmed_on,
            min_months: count(row.min_months),
            contact_name: row.contact_name,
            contact_email: row.contact_email,
            contact_confirmed_on: row.contact_confirmed_on,
            url: row.url,
        })
    }
}

impl Row {
    /// Its id and key.
    pub(super) fn name(&self) -> (Uuid, String) {
        (self.id, self.key.clone())
    }
}

fn names<T: Display>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    all.into_iter().map(|t| t.to_string()).collect()
}

fn number(count: Option<u32>) -> Option<i32> {
    count.and_then(|c| i32::try_from(c).ok())
}

impl From<&Listing> for Row {
    fn from(it: &Listing) -> Self {
        let schedule = it.schedule.as_ref();
        Self {
            id: it.id,
            key: it.key.clone(),
            kind: it.kind.to_string(),
            title_en: it.title_en.clone(),
            title_nl: it.title_nl.clone(),
            summary_en: it.summary_en.clone(),
            summary_nl: it.summary_nl.clone(),
            organisation: it.organisation.clone(),
            domains: names(&it.domains),
            interests: names(&it.interests),
            skills_wanted: names(&it.skills_wanted),
            languages: names(&it.languages),
            dutch_needed: it.dutch_needed.map(|l| if l.number() == 0 { "none".to_owned() } else { l.to_string() }),
            english_ok: it.english_ok,
            audience: names(&it.audience.0),
            cost_cents: it.cost.and_then(|c| i32::try_from(c.cents).ok()),
            cost_per: it.cost_per.map(|p| p.to_string()),
            rrule: schedule.map(|s| s.rrule.clone()),
            first_date: schedule.map(|s| s.first_date),
            skip_dates: schedule.map(|s| s.skip_dates.iter().copied().collect()).unwrap_or_default(),
            starts: schedule.map(|s| s.starts),
            ends: schedule.map(|s| s.ends),
            postcode: it.postcode.map(|p| p.to_string()),
            venue: it.venue.clone(),
            children: it.children,
            trial: it.trial,
            capacity: number(it.capacity),
            newcomer_places: number(it.newcomer_places),
            take_along: it.take_along,
            local_share: it.local_share.map(i32::from),
            rung: it.rung.map(|r| r.to_string()),
            status: it.status.to_string(),
            closed_on: it.closed_on,
            successor_key: it.successor.clone(),
            confirmed_on: it.confirmed_on,
            min_months: number(it.min_months),
            contact_name: it.contact_name.clone(),
            contact_email: it.contact_email.clone(),
            contact_confirmed_on: it.contact_confirmed_on,
            url: it.url.clone(),
        }
    }
}

/// Stores a new listing.
///
/// # Errors
/// Those of the database; `one_listing_per_key` where the key is taken.
pub async fn insert(tx: &mut PgTransaction<'_>, listing: &Listing) -> Result<(), sqlx::Error> {
    insert_many(tx, std::slice::from_ref(listing)).await
}

/// Stores new listings by one statement: some hundreds at a time.
///
/// # Errors
/// As [`insert`].
pub async fn insert_many(tx: &mut PgTransaction<'_>, listings: &[Listing]) -> Result<(), sqlx::Error> {
    let rows: Vec<Row> = listings.iter().map(Row::from).collect();
    let sql =
        format!("insert into listings ({COLUMNS}) select {COLUMNS} from jsonb_populate_recordset(null::listings, $1)");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(Json(rows)).execute(&mut **tx).await?;
    Ok(())
}

/// The address a question goes to, if the listing still takes one: open, not full, confirmed lately. Locked
/// against changes until the question is stored.
///
/// # Errors
/// Those of the database.
pub async fn takes_requests(tx: &mut PgTransaction<'_>, listing: Uuid) -> Result<Option<String>, sqlx::Error> {
    let days = UNCONFIRMED_AFTER_DAYS;
    sqlx::query_scalar(
        "select contact_email from listings
         where id = $1 and status = 'active' and coalesce(newcomer_places, 1) > 0 and contact_email is not null
           and contact_confirmed_on >= (buurten_now() at time zone 'Europe/Amsterdam')::date - $2::int for share",
    )
    .bind(listing)
    .bind(i32::try_from(days).unwrap_or(0))
    .fetch_optional(&mut **tx)
    .await
}

/// The host said yes to somebody: one place fewer, where places are counted. Answers whether there was one to take.
///
/// # Errors
/// Those of the database.
pub async fn take_place(tx: &mut PgTransaction<'_>, listing: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update listings set newcomer_places = newcomer_places - 1, changed_at = buurten_now()
         where id = $1 and newcomer_places > 0",
    )
    .bind(listing)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A yes that took a place was taken back: one place more.
///
/// # Errors
/// Those of the database.
pub async fn give_place_back(tx: &mut PgTransaction<'_>, listing: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update listings set newcomer_places = newcomer_places + 1, changed_at = buurten_now() where id = $1")
        .bind(listing)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The host said it is full: no places left. Answers how many there were; `None` where nobody counted.
///
/// # Errors
/// Those of the database.
pub async fn no_places_left(tx: &mut PgTransaction<'_>, listing: Uuid) -> Result<Option<i32>, sqlx::Error> {
    let before: Option<i32> = sqlx::query_scalar("select newcomer_places from listings where id = $1 for update")
        .bind(listing)
        .fetch_one(&mut **tx)
        .await?;
    set_places(tx, listing, Some(0)).await?;
    Ok(before)
}

/// So many places are left for newcomers; `None` where nobody counts.
///
/// # Errors
/// Those of the database.
pub async fn set_places(tx: &mut PgTransaction<'_>, listing: Uuid, places: Option<i32>) -> Result<(), sqlx::Error> {
    sqlx::query("update listings set newcomer_places = $2, changed_at = buurten_now() where id = $1")
        .bind(listing)
        .bind(places)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whether somebody hosts it.
pub(super) async fn has_host(db: &Db, listing: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("select exists (select from hosts where listing_id = $1)").bind(listing).fetch_one(&**db).await
}
