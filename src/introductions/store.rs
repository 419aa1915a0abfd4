//! All SQL of introductions, as the two see them. What the desk does stands in `at_desk/store.rs`.

use super::{introduction::Side, pair::Introduction};
use crate::platform::{chance, db::Db};
use chrono::{DateTime, Utc};
use sqlx::{Arguments, PgTransaction, postgres::PgArguments};
use uuid::Uuid;

/// One introduction with both.
const WHOLE: &str = "select i.id, i.newcomer_id, i.local_id, i.state, i.kind, i.proposed_at, i.newcomer_yes_at, i.newcomer_no_at,
        i.local_yes_at, i.local_no_at, i.newcomer_token_hash is not null as asked_her,
        i.local_token_hash is not null as asked_them, i.reasons, i.line, i.place, i.dates, i.meets_at,
        i.calendar_sequence, i.met_before, i.newcomer_phone, i.local_phone,
        json_build_object('account', ha.id, 'first_name', ha.first_name, 'email', ha.email, 'language', ha.language) as her,
        case when ta.id is not null then
            json_build_object('account', ta.id, 'first_name', ta.first_name, 'email', ta.email, 'language', ta.language) end as them,
        (select json_build_object('id', g.id, 'name', g.name, 'about', g.about, 'people', g.people)
         from welcome_groups g where g.id = i.welcome_group_id) as \"group\",
        (select json_build_object('topic', w.topic, 'about', w.about) from wishes_to_meet w
         where w.introduction_id = i.id and w.may_be_read and num_nonnulls(w.topic, w.about) > 0 limit 1) as asks,
        n.answers -> 'free' as her_week, l.answers -> 'free' as their_week,
        exists (select 1 from blocks where blocker_account = ha.id and blocked_account = ta.id) as hers_no_more,
        exists (select 1 from blocks where blocker_account = ta.id and blocked_account = ha.id) as theirs_no_more,
        coalesce(tie.newcomer_says = 'no-longer' or tie.ended_by = 'desk', false) as hers_is_over,
        coalesce(tie.local_says = 'no-longer' or tie.ended_by = 'desk', false) as theirs_is_over
    from introductions i join newcomers n on n.id = i.newcomer_id join accounts ha on ha.id = n.account_id
         left join locals l on l.id = i.local_id left join accounts ta on ta.id = l.account_id
         left join lateral (select t.newcomer_says, t.local_says, t.ended_by from ties t
             where t.newcomer_id = i.newcomer_id and t.local_id = i.local_id
             order by t.state = 'ended', t.introduced_at desc limit 1) tie on true";

/// How an introduction is found, each by what only one of the two has.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// The link in a letter to one of them; it works for 60 days.
    Link(&'a str, Side),
    /// Somebody's account, and one of their introductions.
    Of(Uuid, Uuid, Side),
}

impl Key<'_> {
    /// Whose key it is.
    pub fn side(self) -> Side {
        match self {
            Key::Link(_, side) | Key::Of(_, _, side) => side,
        }
    }

    fn filter(self) -> &'static str {
        match self {
            Key::Link(_, Side::Newcomer) => {
                "i.newcomer_token_hash = $1 and i.proposed_at > buurten_now() - interval '60 days'"
            }
            Key::Link(_, Side::Local) => {
                "i.local_token_hash = $1 and i.newcomer_yes_at > buurten_now() - interval '60 days'"
            }
            Key::Of(_, _, Side::Newcomer) => "ha.id = $1 and i.id = $2",
            Key::Of(_, _, Side::Local) => "ta.id = $1 and i.id = $2",
        }
    }

    fn arguments(self) -> Result<PgArguments, sqlx::Error> {
        let mut all = PgArguments::default();
        let added = match self {
            Key::Link(token, _) => all.add(chance::hash(token)),
            Key::Of(who, id, _) => all.add(who).and_then(|()| all.add(id)),
        };
        added.map(|()| all).map_err(sqlx::Error::Encode)
    }
}

/// The one this key opens.
pub async fn found(db: &Db, key: Key<'_>) -> Result<Option<Introduction>, sqlx::Error> {
    let sql = format!("{WHOLE} where {}", key.filter());
    sqlx::query_as_with(sqlx::AssertSqlSafe(sql), key.arguments()?).fetch_optional(&**db).await
}

/// One, in a transaction that has just made it.
pub async fn by_id(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Introduction>, sqlx::Error> {
    let sql = format!("{WHOLE} where i.id = $1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await
}

/// The last one of these two in which both said yes.
pub async fn who_met(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<Option<Introduction>, sqlx::Error> {
    let sql = format!(
        "{WHOLE} where (ha.id, ta.id) in (($1, $2), ($2, $1)) and i.state = 'both-yes' order by i.proposed_at desc, i.id limit 1"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(one).bind(other).fetch_optional(&mut **tx).await
}

/// The same as [`found`], locked; both accounts before it, as erasing has them.
pub async fn locked(tx: &mut PgTransaction<'_>, key: Key<'_>) -> Result<Option<Introduction>, sqlx::Error> {
    let sql = format!("{WHOLE} where {}", key.filter());
    let both: Option<Introduction> =
        sqlx::query_as_with(sqlx::AssertSqlSafe(sql.clone()), key.arguments()?).fetch_optional(&mut **tx).await?;
    let Some(both) = both else { return Ok(None) };
    let accounts: Vec<Uuid> =
        [Some(both.her.account), both.them.as_ref().map(|them| them.account)].into_iter().flatten().collect();
    sqlx::query("select 1 from accounts where id = any($1) order by id for key share")
        .bind(accounts)
        .execute(&mut **tx)
        .await?;
    let locked = format!("{sql} for update of i");
    sqlx::query_as_with(sqlx::AssertSqlSafe(locked), key.arguments()?).fetch_optional(&mut **tx).await
}

/// What stands between this person and somebody, as the one or the other of the two; newest first.
pub async fn of_account(db: &Db, account: Uuid, side: Side) -> Result<Vec<Introduction>, sqlx::Error> {
    let who = if side == Side::Newcomer { "ha.id" } else { "ta.id" };
    let sql = format!("{WHOLE} where {who} = $1 order by i.proposed_at desc, i.id limit 50");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_all(&**db).await
}

/// What is open, or agreed and still to come, of somebody who leaves; locked.
pub async fn open_with(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<Vec<Introduction>, sqlx::Error> {
    let sql = format!(
        "{WHOLE} where $1 in (ha.id, ta.id) and (i.ended_at is null or i.state = 'both-yes' and i.meets_at > buurten_now())
         order by i.id for update of i"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_all(&mut **tx).await
}

/// Not now, with a reason for the desk alone; in place of a no before it.
pub async fn say_no(tx: &mut PgTransaction<'_>, id: Uuid, side: Side, reason: Option<&str>) -> Result<(), sqlx::Error> {
    let sql = format!(
        "update introductions set {side}_no_at = coalesce({side}_no_at, buurten_now()), {side}_no_reason = $2, seen_to_at = null
         where id = $1"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).bind(reason).execute(&mut **tx).await?;
    Ok(())
}

/// She says yes, with the dates that suit her. `false`: it is over already, or the promises of the table do not let
/// them meet (any more); she waits all the same.
pub async fn her_yes(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    dates: &[DateTime<Utc>],
    token_hash: &[u8],
) -> Result<bool, sqlx::Error> {
    const SAID: &str = "newcomer_yes_at = buurten_now(), newcomer_no_at = null, newcomer_no_reason = null, dates = $2";
    let goes_on = format!(
        "update introductions set state = 'one-yes', local_token_hash = $3, {SAID} where id = $1 and state = 'proposed'"
    );
    if let Some(done) =
        promised(tx, sqlx::query(sqlx::AssertSqlSafe(goes_on)).bind(id).bind(dates).bind(token_hash)).await?
        && done == 1
    {
        return Ok(true);
    }
    let rests = format!("update introductions set {SAID}, {ENDS_HERE} where id = $1");
    sqlx::query(sqlx::AssertSqlSafe(rests)).bind(id).bind(dates).execute(&mut **tx).await?;
    Ok(false)
}

/// What the table does not let go on lapses, unless it had.
const ENDS_HERE: &str =
    "state = 'lapsed', lapse = coalesce(lapse, 'gone'), ended_at = coalesce(ended_at, buurten_now())";

/// The local says yes too, with a date or without one. `false`: as above.
pub async fn their_yes(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    meets_at: Option<DateTime<Utc>>,
) -> Result<bool, sqlx::Error> {
    const SAID: &str = "local_yes_at = buurten_now(), local_no_at = null, local_no_reason = null";
    let both = format!(
        "update introductions set state = 'both-yes', ended_at = buurten_now(), meets_at = $2, {SAID}
         where id = $1 and state = 'one-yes' and newcomer_no_at is null"
    );
    if let Some(done) = promised(tx, sqlx::query(sqlx::AssertSqlSafe(both)).bind(id).bind(meets_at)).await?
        && done == 1
    {
        return Ok(true);
    }
    let rests = format!("update introductions set {SAID}, {ENDS_HERE} where id = $1");
    sqlx::query(sqlx::AssertSqlSafe(rests)).bind(id).execute(&mut **tx).await?;
    Ok(false)
}

/// How many rows; `None` where a promise of the table refused, and nothing was done.
async fn promised(
    tx: &mut PgTransaction<'_>,
    query: sqlx::query::Query<'_, sqlx::Postgres, PgArguments>,
) -> Result<Option<u64>, sqlx::Error> {
    let mut point = sqlx::Acquire::begin(&mut **tx).await?;
    match query.execute(&mut *point).await {
        Ok(done) => point.commit().await.map(|()| Some(done.rows_affected())),
        Err(e) if e.as_database_error().is_some_and(|d| d.is_check_violation() || d.is_unique_violation()) => {
            point.rollback().await.map(|()| None)
        }
        Err(e) => Err(e),
    }
}

/// Another date, or none: calendars hear of it by its number.
pub async fn set_date(tx: &mut PgTransaction<'_>, id: Uuid, at: Option<DateTime<Utc>>) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update introductions set meets_at = $2, met_before = coalesce(meets_at, met_before), calendar_sequence = calendar_sequence + 1 where id = $1 and state = 'both-yes'",
    )
    .bind(id)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Their number for the other, or no longer.
pub async fn set_phone(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    side: Side,
    phone: Option<&str>,
) -> Result<(), sqlx::Error> {
    let sql = format!("update introductions set {side}_phone = $2 where id = $1 and state = 'both-yes'");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).bind(phone).execute(&mut **tx).await?;
    Ok(())
}

/// Ends what had its seven days: one statement, so that two workers end it once. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn end_what_is_over(db: &Db) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "update introductions set state = 'lapsed', ended_at = buurten_now(),
             lapse = case when num_nonnulls(newcomer_no_at, local_no_at) > 0 then 'no' else 'silence' end
         where ended_at is null and coalesce(newcomer_yes_at, proposed_at) <= buurten_now() - interval '7 days'",
    )
    .execute(&**db)
    .await?;
    Ok(done.rows_affected())
}

/// Ends an open one before its time, for what stands in the way. What either sees stays as it is.
pub async fn end(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    let sql = format!("update introductions set {ENDS_HERE} where id = $1 and ended_at is null");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// Ends all that is open between two people, of whom the one blocks the other; a number that the one gave and the other
/// does not see yet is gone. Whoever blocks calls it before the block, for the order of the locks, and again after it,
/// for what came in between.
///
/// # Errors
/// Those of the database.
pub async fn end_between(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<u64, sqlx::Error> {
    sqlx::query(
        "update introductions i set newcomer_phone = case when n.account_id <> $1 then newcomer_phone end,
             local_phone = case when l.account_id <> $1 then local_phone end
         from newcomers n, locals l where n.id = i.newcomer_id and l.id = i.local_id
           and (n.account_id, l.account_id) in (($1, $2), ($2, $1)) and num_nonnulls(newcomer_phone, local_phone) = 1",
    )
    .bind(one)
    .bind(other)
    .execute(&mut **tx)
    .await?;
    let sql = format!(
        "update introductions i set {ENDS_HERE} from newcomers n, locals l
         where n.id = i.newcomer_id and l.id = i.local_id and i.ended_at is null
           and (n.account_id, l.account_id) in (($1, $2), ($2, $1))"
    );
    Ok(sqlx::query(sqlx::AssertSqlSafe(sql)).bind(one).bind(other).execute(&mut **tx).await?.rows_affected())
}

/// Forgets introductions twelve months after they ended.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from introductions where id in
             (select id from introductions where ended_at < buurten_now() - interval '12 months' limit 500)",
    )
    .await
}
