//! All SQL of the steps of locals.

use super::step::{AtTheDesk, Standing, State, Step};
use crate::{auth::Scope, platform::db::Db};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// A local whose step is to be taken.
#[derive(FromRow)]
pub struct Found {
    /// Their account.
    pub account_id: Uuid,
    state: String,
}

fn read(state: &str) -> Result<State, sqlx::Error> {
    state.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))
}

impl Found {
    /// How far they have come.
    pub fn state(&self) -> Result<State, sqlx::Error> {
        read(&self.state)
    }
}

/// A local in this scope, locked.
pub async fn locked(tx: &mut PgTransaction<'_>, scope: &Scope, local: Uuid) -> Result<Option<Found>, sqlx::Error> {
    sqlx::query_as(
        "select account_id, state from locals
         where id = $2 and account_id is not null and coalesce(answers ->> 'postcode', '') <> all($1) for no key update",
    )
    .bind(scope.beyond())
    .bind(local)
    .fetch_optional(&mut **tx)
    .await
}

/// Takes a step.
pub async fn take(tx: &mut PgTransaction<'_>, local: Uuid, step: Step, by: Uuid) -> Result<(), sqlx::Error> {
    let set = match step {
        Step::Talk => "talked_at = buurten_now(), talked_by = $2",
        Step::Certificate(_) => "certificate_seen_on = $3, certificate_valid_until = $4, certificate_seen_by = $2",
        Step::Code => "code_signed_at = buurten_now()",
        Step::Activate => "active_since = buurten_now()",
    };
    let (seen_on, valid_until) = match step {
        Step::Certificate(c) => (Some(c.seen_on), Some(c.valid_until)),
        _ => (None, None),
    };
    let sql = format!(
        "update locals set {set} where id = $1 and $2::uuid is not null and ($3::date is null or $4::date is not null)"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(local)
        .bind(by)
        .bind(seen_on)
        .bind(valid_until)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Takes the last step back.
pub async fn undo(tx: &mut PgTransaction<'_>, local: Uuid, last: State) -> Result<(), sqlx::Error> {
    let set = match last {
        State::Applied => return Ok(()),
        State::TalkedTo => "talked_at = null, talked_by = null",
        State::CertificateSeen => {
            "certificate_seen_on = null, certificate_valid_until = null, certificate_seen_by = null"
        }
        State::CodeSigned => "code_signed_at = null",
        State::Active => "active_since = null",
    };
    let sql = format!("update locals set {set} where id = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(local).execute(&mut **tx).await?;
    Ok(())
}

/// Ends it; `false` where it had ended.
pub async fn stop(tx: &mut PgTransaction<'_>, local: Uuid) -> Result<bool, sqlx::Error> {
    let sql = "update locals set stopped_at = buurten_now() where id = $1 and stopped_at is null";
    Ok(sqlx::query(sql).bind(local).execute(&mut **tx).await?.rows_affected() == 1)
}

/// Lets them begin again; `false` where nothing had ended.
pub async fn resume(tx: &mut PgTransaction<'_>, local: Uuid) -> Result<bool, sqlx::Error> {
    let sql = "update locals set stopped_at = null where id = $1 and stopped_at is not null";
    Ok(sqlx::query(sql).bind(local).execute(&mut **tx).await?.rows_affected() == 1)
}

#[derive(FromRow)]
struct Row {
    local: Uuid,
    account: Uuid,
    first_name: Option<String>,
    state: String,
    since: DateTime<Utc>,
    listings: i64,
    vouched: i64,
    valid_until: Option<NaiveDate>,
    rests_since: Option<DateTime<Utc>>,
    full: bool,
    postcode: Option<String>,
    waits: bool,
}

/// Those who signed up, as this scope sees them: whoever waits for the desk first, longest first.
pub async fn at_the_desk(db: &Db, scope: &Scope) -> Result<Vec<AtTheDesk>, sqlx::Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select l.id as local, l.account_id as account, a.first_name, l.state,
                coalesce(l.active_since, l.code_signed_at, l.certificate_seen_on::timestamptz, l.talked_at, l.joined_at) as since,
                (select count(*) from regulars r where r.local_id = l.id) as listings,
                (select count(*) from regulars r where r.local_id = l.id and r.vouched_at is not null) as vouched,
                l.certificate_valid_until as valid_until, coalesce(l.stopped_at, l.paused_at) as rests_since,
                people_of(l.id) >= l.capacity as full, l.answers ->> 'postcode' as postcode, w.waits
         from locals l join accounts a on a.id = l.account_id,
              lateral (select l.stopped_at is null and l.paused_at is null
                  and (l.state in ('applied', 'code-signed')
                       or coalesce(l.certificate_valid_until < (buurten_now() at time zone 'Europe/Amsterdam')::date + 30, false)) as waits) w
         where l.joined_at is not null and coalesce(l.answers ->> 'postcode', '') <> all($1)
         order by w.waits desc, since, l.id limit 1000",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    let read = |r: Row| {
        Ok(AtTheDesk {
            state: read(&r.state)?,
            local: r.local,
            account: r.account,
            first_name: r.first_name,
            since: r.since,
            listings: r.listings,
            vouched: r.vouched,
            valid_until: r.valid_until,
            rests_since: r.rests_since,
            full: r.full,
            postcode: r.postcode.and_then(|p| p.parse().ok()),
            waits: r.waits,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Where a local of the sample goes, by the keys of listings, and how far they have come. Whoever has two at a time is
/// asked twice a month.
///
/// # Errors
/// Those of the database, and the named constraints of steps in the wrong order.
pub async fn stand(
    tx: &mut PgTransaction<'_>,
    account: Uuid,
    keys: &[&str],
    standing: &Standing,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update locals set phone = '06 00000000', joined_at = buurten_now() - interval '30 days',
             talked_at = case when $2 >= 1 then buurten_now() - interval '20 days' end,
             certificate_seen_on = case when $2 >= 2 then $3::date - 300 end,
             certificate_valid_until = case when $2 >= 2 then $3::date end,
             code_signed_at = case when $2 >= 3 then buurten_now() - interval '15 days' end,
             active_since = case when $2 >= 4 then buurten_now() - interval '14 days' end,
             paused_at = case when $4 then buurten_now() - interval '3 days' end,
             requests_a_month = greatest(capacity, 1)
         where account_id = $1",
    )
    .bind(account)
    .bind(standing.state as i32)
    .bind(standing.valid_until)
    .bind(standing.paused)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "insert into regulars (local_id, listing_id, said_at, vouched_at)
         select l.id, i.id, buurten_now() - interval '30 days', case when $3 then buurten_now() - interval '25 days' end
         from locals l, listings i where l.account_id = $1 and i.key = any($2)",
    )
    .bind(account)
    .bind(keys)
    .bind(standing.vouched)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
