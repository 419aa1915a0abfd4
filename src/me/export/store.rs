//! All SQL of taking everything out. Names of tables and columns are those of the data map, which the tests hold
//! against the database.

use super::map::Table;
use crate::platform::db::Db;
use serde_json::{Map, Value};
use sqlx::{PgTransaction, types::Json};
use uuid::Uuid;

/// A transaction that sees one moment and changes nothing.
pub async fn one_moment(db: &Db) -> Result<PgTransaction<'static>, sqlx::Error> {
    let mut tx = db.begin().await?;
    sqlx::query("set transaction isolation level repeatable read, read only").execute(&mut *tx).await?;
    Ok(tx)
}

/// Seven days: before, a no and a silence both still wait; afterwards both have lapsed.
const REQUEST: &str = "case when t.state not in ('sent', 'no', 'lapsed') then t.state
    when t.sent_at <= buurten_now() - interval '7 days' then 'lapsed' else 'sent' end";
/// The same of going along, which is one question however many locals it was passed on to; and of a session that has
/// begun. A yes that is over was a yes; one that came to nothing before the day has lapsed.
const GOING_ALONG: &str = "case when t.state = 'lapsed' and t.answered_at is not null
        then case when t.closed_at < coalesce(t.starts_at, t.answered_at + interval '28 days') then 'lapsed' else 'yes' end
    when t.state not in ('sent', 'no', 'lapsed') then t.state
    when t.asked_at <= buurten_now() - interval '7 days' or t.starts_at <= buurten_now() then 'lapsed' else 'sent' end";
/// Seven days for each of two: a yes of one's own is seen, the other's only once both have said it, and an end before
/// its time only when the days are over.
const INTRODUCTION: &str = "case when t.state = 'both-yes' then t.state
    when coalesce(t.newcomer_yes_at, t.proposed_at) <= buurten_now() - interval '7 days' then 'lapsed'
    when t.{yes} is not null then 'one-yes' else 'proposed' end";

/// What ended without a word goes on until its days are over.
const TOGETHER: &str = "case when t.state = 'lapsed' and t.ended_by = 'time' and t.co_hosted_at is not null
        and buurten_now() < greatest(t.co_hosted_at + interval '14 days', t.ended_at + interval '7 days') then 'co-hosted' else t.state end";
/// A tie ended for whoever said so, and for both after its year; how far it came is what they said themselves.
const TIE: &str =
    "case when t.{over} is not null then 'ended' else case t.{says} when 'once' then 'met' when 'again' then 'again'
    when 'regularly' then 'regular' else 'introduced' end end";

/// What stands for a column in what this owner takes out. Nobody ever sees a refusal, nor what another did.
fn seen(table: &str, owner: &str, column: &str) -> String {
    let state = |sql: &str| format!("to_jsonb({sql})");
    match (table, owner, column) {
        ("requests", _, "state") => state(REQUEST),
        ("going_along", "newcomer_id", "state") => state(GOING_ALONG),
        ("going_along", "newcomer_id", "closed_at") => {
            "to_jsonb(case when t.state in ('went', 'withdrawn') or t.state = 'lapsed' and t.answered_at is not null then t.closed_at end)".to_owned()
        }
        ("introductions", _, "state") => state(&INTRODUCTION.replace("{yes}", &owner.replace("_id", "_yes_at"))),
        ("introductions", _, "ended_at") => {
            "to_jsonb(case when t.state = 'both-yes' then t.ended_at end)".to_owned()
        }
        ("gathering_parties", _, "gathering_id") => {
            "(select to_jsonb(g.what || ', ' || g.place || ', ' || to_char(g.meets_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI'))
              from gatherings g where g.id = t.gathering_id)".to_owned()
        }
        // A no of the desk, or what stands between the two, before its days are over: it goes on.
        ("together", _, "state") => state(TOGETHER),
        ("together_asked", _, "state") => state("case when t.state in ('withdrawn', 'lapsed') then 'lapsed' else t.state end"),
        ("ties", _, "state" | "ended_at") => {
            let sql = if column == "state" { TIE } else { "t.{over}" };
            state(&sql.replace("{over}", &owner.replace("_id", "_over_at")).replace("{says}", &owner.replace("_id", "_says")))
        }
        (_, _, "listing_id") => "(select to_jsonb(l.key) from listings l where l.id = t.listing_id)".to_owned(),
        (_, _, "team_id") => "(select to_jsonb(m.name) from teams m where m.id = t.team_id)".to_owned(),
        _ => format!("to_jsonb(t.{column})"),
    }
}

/// Which of an owner's rows they see.
fn only(table: &str, owner: &str) -> &'static str {
    match (table, owner) {
        // One question, whoever has it now.
        ("going_along", "newcomer_id") => {
            "and not exists (select from going_along o where o.newcomer_id = t.newcomer_id and o.listing_id = t.listing_id
                and o.asked_at = t.asked_at and (o.sent_at > t.sent_at or o.sent_at = t.sent_at and o.id < t.id))"
        }
        // A local hears of a newcomer after her yes.
        ("introductions", "local_id") => {
            "and t.newcomer_yes_at is not null and (t.state <> 'lapsed' or t.local_token_hash is not null)"
        }
        // What is planned, or was passed over, was not asked.
        ("follow_ups", _) => "and t.asked_at is not null",
        // What the desk took back before her letter left was never there.
        ("introductions", "newcomer_id") => "and (t.lapse is distinct from 'desk' or t.newcomer_token_hash is not null)",
        _ => "",
    }
}

/// How a row belongs to the account `$1` with the address `$2`.
fn belongs(owner: &str) -> String {
    match owner {
        "newcomer_id" => "t.newcomer_id in (select id from newcomers where account_id = $1)".to_owned(),
        "local_id" => "t.local_id in (select id from locals where account_id = $1)".to_owned(),
        "address" | "contact_email" => format!("lower(t.{owner}) = $2"),
        account => format!("t.{account} = $1"),
    }
}

/// The rows of a table that belong to an account by this column.
pub async fn rows(
    tx: &mut PgTransaction<'_>,
    table: &Table,
    owner: &str,
    account: Uuid,
    address: &str,
) -> Result<Vec<Map<String, Value>>, sqlx::Error> {
    let name = &table.name;
    let columns: Vec<String> =
        table.columns_for(owner).map(|column| format!("'{column}', {}", seen(name, owner, column))).collect();
    let sql = format!(
        "select row from (select jsonb_build_object({}) as row from {name} t
             where $1::uuid is not null and $2::text is not null and {} {}) as rows order by row::text",
        columns.join(", "),
        belongs(owner),
        only(name, owner)
    );
    let rows: Vec<Json<Map<String, Value>>> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(account).bind(address).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
