//! All SQL of asking after ties.

use crate::{
    platform::db::Db,
    ties::tie::{Answer, Party, Side, Step},
};
use chrono::{DateTime, Utc};
use sqlx::{Acquire, FromRow, PgTransaction, types::Json};
use uuid::Uuid;

/// A question that is asked now. No `Debug`.
#[derive(FromRow)]
pub struct Due {
    /// The row.
    pub id: Uuid,
    step: String,
    /// They would meet once: nothing else is asked.
    pub once: bool,
    said: Option<String>,
    /// Of whom it is asked.
    pub to: Json<Party>,
    /// After whom.
    pub other: Json<Party>,
}

impl Due {
    /// Whether it is the word of thanks.
    pub fn is_thanks(&self) -> bool {
        self.step == Step::ThankYou.as_str()
    }

    /// What they said last.
    pub fn said(&self) -> Option<Answer> {
        self.said.as_ref().and_then(|said| said.parse().ok())
    }
}

/// Waiting to be asked, and due.
const WAITS: &str = "f.asked_at is null and f.skipped_at is null and f.due_at <= buurten_now()";

/// The last question this one was asked.
const LAST: &str = "left join lateral (select q.asked_at, q.answered_at from follow_ups q
        where q.tie_id = f.tie_id and q.whose = f.whose and q.asked_at is not null order by q.asked_at desc limit 1) last on true";

/// Since when it is over for this one, by time or by themselves; until then it goes on for them, whatever the other said
/// or did.
const OVER_AT: &str = "case f.whose when 'newcomer' then t.newcomer_over_at else t.local_over_at end";

/// What may be asked: while it goes on for them, of who answered before, not within two weeks, and where no later question
/// is due as well. The thanks once time ended it for them, also of who left the last question. Nothing of whoever wants
/// to hear no more of the other.
const MAY: &str = "case when f.step = 'thank-you' then {OVER_AT} is not null
            and case f.whose when 'newcomer' then t.newcomer_says else t.local_says end is distinct from 'no-longer'
            and coalesce(t.ended_by, '') not in (f.whose, 'desk')
        else {OVER_AT} is null and (last.asked_at is null or last.answered_at is not null)
            and coalesce(last.asked_at, '-infinity') <= buurten_now() - interval '14 days'
            and not exists (select from follow_ups q where q.tie_id = f.tie_id and q.whose = f.whose
                and q.step <> 'thank-you' and q.skipped_at is null and q.due_at > f.due_at and q.due_at <= buurten_now()) end
    and not exists (select from blocks b where b.blocker_account = f.account_id and b.blocked_account in (n.account_id, l.account_id))";

fn may() -> String {
    MAY.replace("{OVER_AT}", OVER_AT)
}

/// Ends the ties whose time is over: for each of the two once their thanks are due and no question of theirs is due or
/// has its days, so that nothing of the other shows; and the tie once it is over for both.
pub async fn end_what_had_its_time(db: &Db) -> Result<(), sqlx::Error> {
    for side in Side::ALL {
        let sql = format!(
            "update ties set {side}_over_at = buurten_now() where id in (
                 select t.id from follow_ups f join ties t on t.id = f.tie_id
                 where {WAITS} and f.step = 'thank-you' and f.whose = '{side}' and t.{side}_over_at is null
                   and not exists (select from follow_ups q where q.tie_id = t.id and q.whose = f.whose
                       and q.step <> 'thank-you' and q.skipped_at is null
                       and (q.asked_at is null and q.due_at <= buurten_now() or q.answered_at is null and q.expires_at > buurten_now()))
                 order by f.due_at limit 200 for update of t skip locked)"
        );
        db.in_batches(sqlx::AssertSqlSafe(sql)).await?;
    }
    db.in_batches(
        "update ties set state = 'ended', ended_at = buurten_now(), end_reason = 'thank-you', ended_by = 'time', seen_to_at = buurten_now()
         where id in (select id from ties where state <> 'ended' and newcomer_over_at is not null and local_over_at is not null
                      limit 200 for update skip locked)",
    )
    .await?;
    Ok(())
}

/// Passes over what is due and may not be asked (any more). The thanks of who it goes on for wait for its end.
pub async fn pass_over(db: &Db) -> Result<u64, sqlx::Error> {
    let may = may();
    let sql = format!(
        "update follow_ups set skipped_at = buurten_now() where id in (
             select f.id from follow_ups f join ties t on t.id = f.tie_id
                 join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id {LAST}
             where {WAITS} and (f.step <> 'thank-you' or {OVER_AT} is not null) and not ({may})
             order by f.due_at limit 200 for update of f skip locked)"
    );
    db.in_batches(sqlx::AssertSqlSafe(sql)).await
}

/// What waits and is due, behind the one that was looked at last; in the order of their days.
pub async fn due(db: &Db, behind: (DateTime<Utc>, Uuid), most: i64) -> Result<Vec<(DateTime<Utc>, Uuid)>, sqlx::Error> {
    let sql = format!(
        "select f.due_at, f.id from follow_ups f where {WAITS} and (f.due_at, f.id) > ($1, $2)
         order by f.due_at, f.id limit $3"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(behind.0).bind(behind.1).bind(most).fetch_all(&**db).await
}

/// Those of them that may be asked, of whom nothing was asked for a day, nor on this day of the city: that of the longest
/// night has 25 hours. Locked, in order. Whoever answers, ends or
/// leaves just now goes first: nothing is waited for.
pub async fn locked(tx: &mut PgTransaction<'_>, ids: &[Uuid]) -> Result<Vec<Due>, sqlx::Error> {
    let may = may();
    let sql = format!(
        "select f.id, f.step, not exists (select from follow_ups y where y.tie_id = f.tie_id and y.whose = f.whose and y.step = 'six-weeks') as once,
             case f.whose when 'newcomer' then t.newcomer_says else t.local_says end as said,
             json_build_object('account', a.id, 'first_name', a.first_name, 'email', a.email, 'language', a.language) as to,
             json_build_object('account', o.id, 'first_name', o.first_name, 'email', o.email, 'language', o.language) as other
         from follow_ups f join ties t on t.id = f.tie_id
             join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
             join accounts a on a.id = f.account_id
             join accounts o on o.id = case f.whose when 'newcomer' then l.account_id else n.account_id end {LAST}
         where f.id = any($1) and {WAITS} and {may} and not exists (select from follow_ups d
             where d.account_id = f.account_id and (d.asked_at > buurten_now() - interval '1 day'
                or (d.asked_at at time zone 'Europe/Amsterdam')::date = (buurten_now() at time zone 'Europe/Amsterdam')::date))
         order by f.due_at, f.id for update of f, t skip locked for key share of a, o skip locked"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(&mut **tx).await
}

/// It is asked now; answers until when its link works: 28 days. `None` where they were asked today: it has another day,
/// and stops nobody else's.
pub async fn ask(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    token_hash: &[u8],
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let mut point = (&mut **tx).begin().await?;
    let asked = sqlx::query_scalar(
        "update follow_ups set asked_at = buurten_now(), token_hash = $2, expires_at = buurten_now() + interval '28 days'
         where id = $1 returning expires_at",
    )
    .bind(id)
    .bind(token_hash)
    .fetch_one(&mut *point)
    .await;
    match asked {
        Ok(until) => point.commit().await.map(|()| Some(until)),
        Err(e) if e.as_database_error().is_some_and(|d| d.is_unique_violation()) => {
            point.rollback().await.map(|()| None)
        }
        Err(e) => Err(e),
    }
}
