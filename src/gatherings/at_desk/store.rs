//! All SQL of gatherings at the desk.

use super::{Proposal, Refused, Told};
use crate::{
    auth::{Scope, SignedIn},
    platform::{chance::Token, db::Db},
};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Puts a proposal there, or says why not.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    proposal: &Proposal,
    tokens: &[Token],
) -> Result<Result<Uuid, Refused>, sqlx::Error> {
    let accounts: Vec<Uuid> = proposal.asked.iter().map(|(account, _)| *account).collect();
    let here: Vec<Uuid> =
        sqlx::query_scalar("select id from accounts where id = any($1) order by id for no key update")
            .bind(&accounts)
            .fetch_all(&mut **tx)
            .await?;
    if here.len() < accounts.len() {
        return Ok(Err(Refused::NotNow));
    }
    let mut point = sqlx::Acquire::begin(&mut **tx).await?;
    match rows(&mut point, by, proposal, tokens).await {
        Ok(id) => point.commit().await.map(|()| Ok(id)),
        Err(e) => {
            let refused = refused(&e).ok_or(e)?;
            point.rollback().await.map(|()| Err(refused))
        }
    }
}

async fn rows(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    proposal: &Proposal,
    tokens: &[Token],
) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::new_v4();
    sqlx::query(
        "insert into gatherings (id, kind, what, place, meets_at, proposed_by) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(proposal.kind.as_str())
    .bind(&proposal.what)
    .bind(&proposal.place)
    .bind(proposal.meets_at)
    .bind(by.account)
    .execute(&mut **tx)
    .await?;
    for ((account, listing), token) in proposal.asked.iter().zip(tokens) {
        sqlx::query(
            "insert into gathering_parties (id, gathering_id, account_id, listing_id, token_hash) values ($1, $2, $3, $4, $5)",
        )
        .bind(Uuid::new_v4())
        .bind(id)
        .bind(account)
        .bind(listing)
        .bind(token.hash())
        .execute(&mut **tx)
        .await?;
    }
    Ok(id)
}

/// The promise of the table that refused, in the words of the desk. A block or a report is never named.
fn refused(e: &sqlx::Error) -> Option<Refused> {
    Some(match e.as_database_error()?.constraint()? {
        "nobody_is_asked_to_two_trios_at_once" => Refused::Asked,
        "nobody_is_asked_twice_to_one_gathering" => Refused::SameHost,
        "no_blocked_pair_is_brought_together"
        | "nobody_under_report_meets_somebody_new"
        | "nobody_is_brought_together_with_themselves"
        | "a_gathering_comes_after_the_answers" => Refused::NotNow,
        _ => return None,
    })
}

/// Newcomers who are asked to a trio, or will be in one.
///
/// # Errors
/// Those of the database.
pub async fn in_a_trio(db: &Db) -> Result<HashSet<Uuid>, sqlx::Error> {
    let found: Vec<Uuid> = sqlx::query_scalar(
        "select p.account_id from gathering_parties p join gatherings g on g.id = p.gathering_id
         where g.kind = 'trio' and (g.state = 'proposed' or g.state = 'on' and g.meets_at > buurten_now())",
    )
    .fetch_all(&**db)
    .await?;
    Ok(found.into_iter().collect())
}

/// How many places trios take that are asked, or will be there: by listing. Whoever said no takes none.
///
/// # Errors
/// Those of the database.
pub async fn places_of_trios(db: &Db) -> Result<HashMap<Uuid, u32>, sqlx::Error> {
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(
        "select p.listing_id, count(*) from gathering_parties p join gatherings g on g.id = p.gathering_id
         where g.kind = 'trio' and p.listing_id is not null and p.no_at is null and p.cannot_at is null
           and (g.state = 'proposed' or g.state = 'on' and g.meets_at > buurten_now()) group by p.listing_id",
    )
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().map(|(listing, n)| (listing, u32::try_from(n).unwrap_or(u32::MAX))).collect())
}

/// Groups with a host who was seen within 26 weeks: the listing, and the host who came first.
///
/// # Errors
/// Those of the database.
pub async fn hosted(db: &Db) -> Result<Vec<(Uuid, Uuid)>, sqlx::Error> {
    sqlx::query_as(
        "select distinct on (h.listing_id) h.listing_id, h.account_id
         from hosts h join accounts a on a.id = h.account_id join listings l on l.id = h.listing_id
         where l.status = 'active' and a.seen_at > buurten_now() - interval '26 weeks'
         order by h.listing_id, h.since, h.account_id",
    )
    .fetch_all(&**db)
    .await
}

/// Of whom nobody lives beyond this scope.
const WITHIN: &str = "not exists (select from gathering_parties o join newcomers n on n.account_id = o.account_id
    where o.gathering_id = g.id and coalesce(n.answers ->> 'postcode', '') = any($1))";

/// What there is, newest first; nobody's beyond the scope.
///
/// # Errors
/// Those of the database.
pub async fn told(db: &Db, scope: &Scope) -> Result<Vec<Told>, sqlx::Error> {
    let sql = format!(
        "select g.id, g.kind, g.what, g.place, g.meets_at, g.state, g.proposed_at as since, count(p.id) as asked,
                count(p.id) filter (where p.yes_at is not null and p.cannot_at is null and not p.unheard) as come,
                count(p.no_at) as said_no, coalesce(array_agg(p.no_reason) filter (where p.no_reason is not null), '{{}}') as reasons,
                g.seen_to_at is not null as seen_to, coalesce(g.lapse = 'desk', false) as taken_back
         from gatherings g left join gathering_parties p on p.gathering_id = g.id
         where {WITHIN} group by g.id order by g.proposed_at desc, g.id limit 50"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).fetch_all(&**db).await
}

/// Since when those wait that came to nothing and that nobody of the desk saw to, longest first.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, scope: &Scope) -> Result<Vec<(String, DateTime<Utc>)>, sqlx::Error> {
    let sql = format!(
        "select g.what, g.ended_at from gatherings g
         where g.seen_to_at is null and (g.state = 'off' or g.state = 'lapsed' and g.lapse <> 'desk') and {WITHIN}
         order by g.ended_at, g.id limit 100"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).fetch_all(&**db).await
}

async fn set(db: &Db, scope: &Scope, id: Uuid, seen_to: bool) -> Result<bool, sqlx::Error> {
    let sql = format!(
        "update gatherings g set seen_to_at = case when $3 then buurten_now() end
         where g.id = $2 and (g.seen_to_at is null) = $3 and g.state in ('lapsed', 'off') and {WITHIN}"
    );
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).bind(id).bind(seen_to);
    Ok(query.execute(&**db).await?.rows_affected() == 1)
}

/// Somebody of the desk saw to it; `false` where somebody had, or it still goes on.
///
/// # Errors
/// Those of the database.
pub async fn see_to(db: &Db, scope: &Scope, id: Uuid) -> Result<bool, sqlx::Error> {
    set(db, scope, id, true).await
}

/// It waits again.
///
/// # Errors
/// Those of the database.
pub async fn wait_again(db: &Db, scope: &Scope, id: Uuid) -> Result<bool, sqlx::Error> {
    set(db, scope, id, false).await
}

/// The desk takes one back that does not take place yet. Where no letter has left, it never was; else it ends quietly,
/// and what those asked see stays as it is until their days are over. `false` where there is none such.
///
/// # Errors
/// Those of the database.
pub async fn take_back(tx: &mut PgTransaction<'_>, scope: &Scope, id: Uuid) -> Result<bool, sqlx::Error> {
    let sql = format!("select 1 from gatherings g where g.id = $2 and g.state = 'proposed' and {WITHIN} for update");
    let open: Option<i32> =
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(scope.beyond()).bind(id).fetch_optional(&mut **tx).await?;
    if open.is_none() {
        return Ok(false);
    }
    let unsaid = sqlx::query(
        "delete from letters where id in
             (select t.id from letters t join accounts a on a.email = t.address
                  join gathering_parties p on p.account_id = a.id and p.gathering_id = $1 join gatherings g on g.id = p.gathering_id
              where t.cause = 'gathering' and t.sent_at is null and t.queued_at >= g.proposed_at for update of t skip locked)",
    )
    .bind(id)
    .execute(&mut **tx)
    .await?;
    let asked: i64 = sqlx::query_scalar("select count(*) from gathering_parties where gathering_id = $1")
        .bind(id)
        .fetch_one(&mut **tx)
        .await?;
    let end = if i64::try_from(unsaid.rows_affected()).is_ok_and(|n| n >= asked) {
        "delete from gatherings where id = $1"
    } else {
        "update gatherings set state = 'lapsed', lapse = 'desk', ended_at = buurten_now() where id = $1"
    };
    sqlx::query(end).bind(id).execute(&mut **tx).await?;
    Ok(true)
}
