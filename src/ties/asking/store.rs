//! All SQL of asking after ties.

use crate::{
    platform::db::Db,
    ties::tie::{Answer, Party, Step},
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

/// A question that is asked now. No `Debug`.
#[derive(FromRow)]
pub struct Due {
    /// The row.
    pub id: Uuid,
    step: String,
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

/// Since when it is over for this one.
const OVER_AT: &str = "case f.whose when 'newcomer' then t.newcomer_over_at else t.local_over_at end";

/// Whether they were blocked: for them it goes on as with somebody quiet, until it is over for them as well.
const BLOCKED: &str = "(t.end_reason = 'blocked' and t.ended_by <> f.whose)";

/// What may be asked: while it goes on for them, and the thanks once the year ended it; of who answered before, and not
/// within two weeks; where no later question is due as well; and not of whoever wants to hear no more of the other.
const MAY: &str = "(case when f.step <> 'thank-you' then {GOES_ON}
          else t.end_reason = 'thank-you' or {BLOCKED} and {OVER_AT} is not null
              and case f.whose when 'newcomer' then t.newcomer_says else t.local_says end is distinct from 'no-longer' end)
    and (last.asked_at is null or last.answered_at is not null)
    and (f.step = 'thank-you' or coalesce(last.asked_at, '-infinity') <= buurten_now() - interval '14 days')
    and (f.step = 'thank-you' or not exists (select from follow_ups q where q.tie_id = f.tie_id and q.whose = f.whose
            and q.step <> 'thank-you' and q.skipped_at is null and q.due_at > f.due_at and q.due_at <= buurten_now()))
    and not exists (select from blocks b where b.blocker_account = f.account_id and b.blocked_account in (n.account_id, l.account_id))";

/// The thanks are due.
const THANKS_DUE: &str =
    "f.asked_at is null and f.skipped_at is null and f.due_at <= buurten_now() and f.step = 'thank-you'";

/// A question is due, or still has its days.
const OPEN: &str = "q.tie_id = t.id and q.step <> 'thank-you' and q.skipped_at is null
    and (q.asked_at is null and q.due_at <= buurten_now() or q.answered_at is null and q.expires_at > buurten_now())";

/// Ends the ties whose year is over, once no question is open; for whoever was blocked, once none of theirs is: as the
/// other would not have answered.
pub async fn end_what_had_its_year(db: &Db) -> Result<u64, sqlx::Error> {
    let ended = db
        .in_batches(sqlx::AssertSqlSafe(format!(
            "update ties set state = 'ended', ended_at = buurten_now(), end_reason = 'thank-you', ended_by = 'time',
                 seen_to_at = buurten_now(), newcomer_over_at = coalesce(newcomer_over_at, buurten_now()),
                 local_over_at = coalesce(local_over_at, buurten_now())
             where id in (
                 select t.id from follow_ups f join ties t on t.id = f.tie_id
                 where {THANKS_DUE} and t.state <> 'ended' and not exists (select from follow_ups q where {OPEN})
                 order by f.due_at limit 200 for update of t skip locked)"
        )))
        .await?;
    let over = db
        .in_batches(sqlx::AssertSqlSafe(format!(
            "update ties o set newcomer_over_at = case when o.ended_by = 'local' then buurten_now() else o.newcomer_over_at end,
                 local_over_at = case when o.ended_by = 'newcomer' then buurten_now() else o.local_over_at end
             where id in (
                 select t.id from follow_ups f join ties t on t.id = f.tie_id
                 where {THANKS_DUE} and {BLOCKED} and {OVER_AT} is null
                   and not exists (select from follow_ups q where {OPEN} and q.whose = f.whose)
                 order by f.due_at limit 200 for update of t skip locked)"
        )))
        .await?;
    Ok(ended + over)
}

/// While it lives, and for whoever was blocked until it is over for them.
fn goes_on() -> String {
    format!("(t.state <> 'ended' or {BLOCKED} and {OVER_AT} is null)")
}

fn may() -> String {
    MAY.replace("{GOES_ON}", &goes_on()).replace("{BLOCKED}", BLOCKED).replace("{OVER_AT}", OVER_AT)
}

/// Passes over what is due and may not be asked (any more). The thanks of a tie that lives wait for its end.
pub async fn pass_over(db: &Db) -> Result<u64, sqlx::Error> {
    let (goes_on, may) = (goes_on(), may());
    let sql = format!(
        "update follow_ups set skipped_at = buurten_now() where id in (
             select f.id from follow_ups f join ties t on t.id = f.tie_id
                 join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id {LAST}
             where {WAITS} and (f.step <> 'thank-you' or not {goes_on}) and not ({may})
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

/// Those of them that may be asked, of whom nothing was asked for a day; locked, in order. Whoever answers, ends or
/// leaves just now goes first: nothing is waited for.
pub async fn locked(tx: &mut PgTransaction<'_>, ids: &[Uuid]) -> Result<Vec<Due>, sqlx::Error> {
    let may = may();
    let sql = format!(
        "select f.id, f.step, case f.whose when 'newcomer' then t.newcomer_says else t.local_says end as said,
             json_build_object('account', a.id, 'first_name', a.first_name, 'email', a.email, 'language', a.language) as to,
             json_build_object('account', o.id, 'first_name', o.first_name, 'email', o.email, 'language', o.language) as other
         from follow_ups f join ties t on t.id = f.tie_id
             join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
             join accounts a on a.id = f.account_id
             join accounts o on o.id = case f.whose when 'newcomer' then l.account_id else n.account_id end {LAST}
         where f.id = any($1) and {WAITS} and {may} and not exists (select from follow_ups d
             where d.account_id = f.account_id and d.asked_at > buurten_now() - interval '1 day')
         order by f.due_at, f.id for update of f, t skip locked for key share of a, o skip locked"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(ids).fetch_all(&mut **tx).await
}

/// It is asked now; answers until when its link works: 28 days.
pub async fn ask(tx: &mut PgTransaction<'_>, id: Uuid, token_hash: &[u8]) -> Result<DateTime<Utc>, sqlx::Error> {
    sqlx::query_scalar(
        "update follow_ups set asked_at = buurten_now(), token_hash = $2, expires_at = buurten_now() + interval '28 days'
         where id = $1 returning expires_at",
    )
    .bind(id)
    .bind(token_hash)
    .fetch_one(&mut **tx)
    .await
}
