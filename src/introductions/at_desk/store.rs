//! All SQL of introductions at the desk.

use super::{Apart, Before, Proposal, Refused, Told};
use crate::{
    auth::{Scope, SignedIn},
    introductions::pair::Introduction,
    logbook::Looked,
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use sqlx::{PgTransaction, types::Json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Two who are not proposed to each other again, as long as it counts: all but what the desk took back in time.
const COUNTS: &str = "i.local_id is not null
    and (i.state <> 'lapsed' or i.ended_at > buurten_now() - interval '180 days' and i.newcomer_token_hash is not null
         or i.ended_at > buurten_now() - interval '180 days' and i.lapse <> 'desk')";

/// With whom she was introduced, and with whom it lapsed within 180 days.
///
/// # Errors
/// Those of the database.
pub async fn of_newcomer(db: &Db, her: Looked) -> Result<Vec<Before>, sqlx::Error> {
    let sql = format!(
        "select i.local_id, bool_and(i.state = 'lapsed') from introductions i join newcomers n on n.id = i.newcomer_id
         where n.account_id = $1 and {COUNTS} group by 1"
    );
    let rows: Vec<(Uuid, bool)> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(her.account()).fetch_all(&**db).await?;
    Ok(rows.into_iter().map(|(local, lapsed)| Before { local, lapsed }).collect())
}

/// The same of many, newcomer and local by their rows, for lists that name nobody.
///
/// # Errors
/// Those of the database.
pub async fn met_before(db: &Db, newcomers: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, sqlx::Error> {
    let sql = format!(
        "select distinct i.newcomer_id, i.local_id from introductions i where i.newcomer_id = any($1) and {COUNTS}"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomers).fetch_all(&**db).await
}

/// Locks all who are to be introduced at once, by their rows, in one order, so that two who introduce many wait for each
/// other and neither is thrown out: accounts, then newcomers, then locals, as one proposal has them. Answers which of
/// the newcomers have a question already.
///
/// # Errors
/// Those of the database.
pub async fn lock(
    tx: &mut PgTransaction<'_>,
    newcomers: &[Uuid],
    locals: &[Uuid],
) -> Result<HashSet<Uuid>, sqlx::Error> {
    for sql in [
        "select 1 from accounts where id in (select account_id from newcomers where id = any($1)
             union select account_id from locals where id = any($2)) order by id for key share",
        "select 1 from newcomers where id = any($1) and $2::uuid[] is not null order by id for no key update",
        "select 1 from locals where id = any($2) and $1::uuid[] is not null order by id for no key update",
    ] {
        sqlx::query(sql).bind(newcomers).bind(locals).execute(&mut **tx).await?;
    }
    let sql = "select newcomer_id from introductions where newcomer_id = any($1) and ended_at is null";
    let asked: Vec<Uuid> = sqlx::query_scalar(sql).bind(newcomers).fetch_all(&mut **tx).await?;
    Ok(asked.into_iter().collect())
}

/// How many people each of these locals can still be asked about now, by what they can and by how often they may be
/// asked; those who can about nobody are left out. Whom they have something with already takes no other place: for one
/// newcomer, by her row.
///
/// # Errors
/// Those of the database.
pub async fn places_of(db: &Db, locals: &[Uuid], her: Option<Uuid>) -> Result<HashMap<Uuid, u32>, sqlx::Error> {
    let sql = "select id, places from (select id, places_of(id, $2) as places from locals where id = any($1)) l where places > 0";
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(sql).bind(locals).bind(her).fetch_all(&**db).await?;
    Ok(rows.into_iter().filter_map(|(local, places)| Some((local, u32::try_from(places).ok()?))).collect())
}

/// Puts a proposal there, or says why not.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    her: Looked,
    proposal: &Proposal,
    token_hash: &[u8],
) -> Result<Result<Uuid, Refused>, sqlx::Error> {
    // Both accounts first, as erasing has them.
    sqlx::query(
        "select 1 from accounts where id = $1 or id = (select account_id from locals where id = $2) order by id for key share",
    )
    .bind(her.account())
    .bind(proposal.local)
    .execute(&mut **tx)
    .await?;
    let rests: Option<bool> =
        sqlx::query_scalar("select paused_at is not null from newcomers where account_id = $1 for no key update")
            .bind(her.account())
            .fetch_optional(&mut **tx)
            .await?;
    if rests != Some(false) {
        return Ok(Err(Refused::Paused));
    }
    let mut point = sqlx::Acquire::begin(&mut **tx).await?;
    let done: Result<Option<Uuid>, _> = sqlx::query_scalar(
        "insert into introductions (id, newcomer_id, local_id, proposed_by, reasons, line, place, dates, score, weights_version, newcomer_token_hash, kind, welcome_group_id)
         select $1, n.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from newcomers n where n.account_id = $2 returning id",
    )
    .bind(Uuid::new_v4())
    .bind(her.account())
    .bind(proposal.local)
    .bind(by.account)
    .bind(Json(&proposal.reasons))
    .bind(&proposal.line)
    .bind(&proposal.place)
    .bind(&proposal.dates)
    .bind(proposal.score)
    .bind(&proposal.weights)
    .bind(token_hash)
    .bind(proposal.kind.as_str())
    .bind(proposal.group)
    .fetch_optional(&mut *point)
    .await;
    match done {
        Ok(Some(id)) => point.commit().await.map(|()| Ok(id)),
        Ok(None) => Ok(Err(Refused::NotNow)),
        Err(e) => {
            let refused = refused(&e).ok_or(e)?;
            point.rollback().await.map(|()| Err(refused))
        }
    }
}

/// The promise of the table that refused, in the words of the desk. A block or a report is never named.
fn refused(e: &sqlx::Error) -> Option<Refused> {
    Some(match e.as_database_error()?.constraint()? {
        "no_local_is_introduced_over_capacity" => Refused::Full,
        "nobody_is_asked_more_often_than_they_chose" => Refused::Asked,
        "only_an_active_local_is_introduced" => Refused::NotReady,
        "only_a_valid_certificate_counts" => Refused::Certificate,
        "nobody_is_asked_for_what_they_do_not_want" | "a_household_meets_a_group_that_is_there" => Refused::NotUpFor,
        "one_open_introduction_per_pair" => Refused::Open,
        "no_blocked_pair_is_brought_together"
        | "nobody_under_report_meets_somebody_new"
        | "nobody_is_brought_together_with_themselves"
        | "introductions_local_id_fkey" => Refused::NotNow,
        _ => return None,
    })
}

/// One introduction with both, as the letters need it.
pub async fn whole(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Introduction>, sqlx::Error> {
    crate::introductions::store::by_id(tx, id).await
}

/// The account of the newcomer in it; `None` where there is no such introduction.
///
/// # Errors
/// Those of the database.
pub async fn proposed_to(db: &Db, id: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "select n.account_id from introductions i join newcomers n on n.id = i.newcomer_id where i.id = $1";
    let account: Option<Option<Uuid>> = sqlx::query_scalar(sql).bind(id).fetch_optional(&**db).await?;
    Ok(account.flatten())
}

/// Ends an open one of hers.
pub async fn take_back(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update introductions i set state = 'lapsed', lapse = 'desk', ended_at = buurten_now() from newcomers n
         where i.id = $2 and n.id = i.newcomer_id and n.account_id = $1 and i.ended_at is null",
    )
    .bind(her.account())
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes her letter out of the outbox; `false` where it has left, or is leaving just now: who sends it holds that lock.
/// The introduction is locked first, as by whoever answers it.
pub async fn unsay(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    let lock = "select from introductions where id = $1 for no key update";
    sqlx::query(lock).bind(id).execute(&mut **tx).await?;
    let done = sqlx::query(
        "with hers as materialized
             (select t.id from letters t join introductions i on i.id = t.reminds_of join newcomers n on n.id = i.newcomer_id
              where i.id = $2 and n.account_id = $1 and i.newcomer_yes_at is null and i.newcomer_no_at is null
                and t.cause = 'introduction' and t.sent_at is null for update of t skip locked)
         delete from letters where id in (select id from hers where pg_try_advisory_xact_lock(hashtextextended(id::text, 2)))",
    )
    .bind(her.account())
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What was taken back in time was never asked.
pub async fn nobody_asked_her(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update introductions set newcomer_token_hash = null where id = $1")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What came to nothing or will, and nobody of the desk saw to yet; longest first. Nobody's beyond the scope.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<Apart>, sqlx::Error> {
    let rows: Vec<(Uuid, Option<String>, DateTime<Utc>)> = sqlx::query_as(
        "select n.account_id, n.answers ->> 'postcode', coalesce(i.newcomer_no_at, i.local_no_at, i.ended_at) as since
         from introductions i join newcomers n on n.id = i.newcomer_id
         where n.account_id is not null and n.paused_at is null and i.seen_to_at is null
           and (i.state = 'lapsed' and i.lapse <> 'desk' or i.ended_at is null and num_nonnulls(i.newcomer_no_at, i.local_no_at) > 0)
           and coalesce(n.answers ->> 'postcode', '') <> all($1)
         order by since, i.id limit 500",
    )
    .bind(scope.beyond())
    .fetch_all(&**db)
    .await?;
    let apart = |(account, postcode, since): (Uuid, Option<String>, DateTime<Utc>)| Apart {
        account,
        postcode: postcode.and_then(|p| p.parse().ok()),
        since,
    };
    Ok(rows.into_iter().map(apart).collect())
}

/// Her introductions, newest first.
///
/// # Errors
/// Those of the database.
pub async fn of_person(db: &Db, her: Looked) -> Result<Vec<Told>, sqlx::Error> {
    sqlx::query_as(
        "select i.id, i.state, i.kind, i.proposed_at as since, i.place, i.meets_at, num_nonnulls(i.newcomer_no_at, i.local_no_at) > 0 as said_no,
                coalesce(i.newcomer_no_reason, i.local_no_reason) as reason, i.seen_to_at is not null as seen_to,
                coalesce(i.lapse = 'desk', false) as taken_back
         from introductions i join newcomers n on n.id = i.newcomer_id
         where n.account_id = $1 order by i.proposed_at desc, i.id limit 50",
    )
    .bind(her.account())
    .fetch_all(&**db)
    .await
}

async fn set(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid, seen_to: bool) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update introductions i set seen_to_at = case when $3 then buurten_now() end from newcomers n
         where i.id = $2 and n.id = i.newcomer_id and n.account_id = $1 and (i.seen_to_at is null) = $3",
    )
    .bind(her.account())
    .bind(id)
    .bind(seen_to)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody of the desk saw to it; `false` where somebody had.
///
/// # Errors
/// Those of the database.
pub async fn see_to(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    set(tx, her, id, true).await
}

/// It waits again.
///
/// # Errors
/// Those of the database.
pub async fn wait_again(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    set(tx, her, id, false).await
}
