//! All SQL of ties as the two have them. How one begins stands in `begin/store.rs`, what asks after them in
//! `asking/store.rs`, what the desk does in `at_desk/store.rs`.

use super::{
    begin::goes_on,
    tie::{Answer, Reason, Side, State, Tie},
};
use crate::platform::{chance, db::Db};
use sqlx::{Arguments, PgTransaction, postgres::PgArguments};
use uuid::Uuid;

/// How a tie is found, each by what only one of the two has.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// The link in a letter to one of them.
    Link(&'a str),
    /// Somebody's account, and one of their ties.
    Of(Uuid, Uuid),
}

impl Key<'_> {
    /// Whether it came by letter.
    pub fn by_link(self) -> bool {
        matches!(self, Key::Link(_))
    }

    fn filter(self) -> &'static str {
        match self {
            Key::Link(_) => "f.token_hash = $1",
            Key::Of(..) => "o.account = $1 and t.id = $2",
        }
    }

    fn arguments(self) -> Result<PgArguments, sqlx::Error> {
        let mut all = PgArguments::default();
        let added = match self {
            Key::Link(token) => all.add(chance::hash(token)),
            Key::Of(account, tie) => all.add(account).and_then(|()| all.add(tie)),
        };
        added.map(|()| all).map_err(sqlx::Error::Encode)
    }
}

/// A tie as one side has it, with the question that is meant.
pub(super) fn whole(questions: &str, filter: &str) -> String {
    format!(
        "select t.id, o.whose, t.state, o.over_at, o.said, t.introduction_id,
            f.id as follow_up, f.expires_at, coalesce(f.answered_at is not null, false) as answered,
            json_build_object('account', oa.id, 'first_name', oa.first_name, 'email', oa.email, 'language', oa.language) as own,
            json_build_object('account', xa.id, 'first_name', xa.first_name, 'email', xa.email, 'language', xa.language) as other,
            exists (select from blocks where blocker_account = oa.id and blocked_account = xa.id) as no_more
         from ties t join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
              cross join lateral (values ('newcomer', n.account_id, l.account_id, t.newcomer_says, t.newcomer_over_at),
                                         ('local', l.account_id, n.account_id, t.local_says, t.local_over_at)) o (whose, account, other, said, over_at)
              join accounts oa on oa.id = o.account join accounts xa on xa.id = o.other {questions} where {filter}"
    )
}

/// The question of a link.
const OF_LINK: &str = "join follow_ups f on f.tie_id = t.id and f.whose = o.whose";
/// The last one they were asked.
pub(super) const LAST: &str =
    "left join lateral (select * from follow_ups q where q.tie_id = t.id and q.whose = o.whose
        and q.asked_at is not null and q.step <> 'thank-you' order by q.asked_at desc limit 1) f on true";

fn found_by(key: Key<'_>) -> String {
    whole(if key.by_link() { OF_LINK } else { LAST }, key.filter())
}

/// The one this key opens.
pub async fn found(db: &Db, key: Key<'_>) -> Result<Option<Tie>, sqlx::Error> {
    sqlx::query_as_with(sqlx::AssertSqlSafe(found_by(key)), key.arguments()?).fetch_optional(&**db).await
}

/// The same, locked; both accounts before it, as erasing has them.
pub async fn locked(tx: &mut PgTransaction<'_>, key: Key<'_>) -> Result<Option<Tie>, sqlx::Error> {
    let sql = found_by(key);
    let tie: Option<Tie> =
        sqlx::query_as_with(sqlx::AssertSqlSafe(sql.clone()), key.arguments()?).fetch_optional(&mut **tx).await?;
    let Some(tie) = tie else { return Ok(None) };
    sqlx::query("select 1 from accounts where id = any($1) order by id for key share")
        .bind([tie.own.account, tie.other.account])
        .execute(&mut **tx)
        .await?;
    let locked = format!("{sql} for update of t");
    sqlx::query_as_with(sqlx::AssertSqlSafe(locked), key.arguments()?).fetch_optional(&mut **tx).await
}

/// Those of somebody, as the one or the other of the two, newest first; at most 50.
pub async fn of_account(db: &Db, account: Uuid) -> Result<Vec<Tie>, sqlx::Error> {
    let sql = format!("{} order by t.introduced_at desc, t.id limit 50", whole(LAST, "o.account = $1"));
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_all(&**db).await
}

/// What this one says of it, and where that leaves it; the same again changes nothing. What has ended stays as it is,
/// and only what was said is kept. "No longer" is their last word: nobody is asked after it, so nothing takes it back.
pub async fn say(
    tx: &mut PgTransaction<'_>,
    tie: &Tie,
    answer: Answer,
    reason: Option<Reason>,
) -> Result<(), sqlx::Error> {
    let (side, state) = (tie.side(), tie.state().after(answer));
    let ends = state == State::Ended && tie.state() != State::Ended;
    let sql = format!(
        "update ties set {side}_says = $2, state = $3,
             {side}_over_at = case when $2 = 'no-longer' then coalesce({side}_over_at, buurten_now())
                 else {side}_over_at end,
             met_at = case when $4 >= 1 then coalesce(met_at, buurten_now()) else met_at end,
             again_at = case when $4 >= 2 then coalesce(again_at, buurten_now()) else again_at end,
             regular_at = case when $4 >= 3 then coalesce(regular_at, buurten_now()) else regular_at end,
             ended_at = case when $5 then buurten_now() else ended_at end,
             end_reason = case when $5 then $6 else end_reason end,
             ended_by = case when $5 then $7 else ended_by end,
             seen_to_at = case when $5 then null else seen_to_at end
         where id = $1"
    );
    let reached = match state {
        State::Ended => 0,
        living => State::ALL.iter().position(|s| *s == living).unwrap_or_default() as i32,
    };
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tie.id)
        .bind(answer.as_str())
        .bind(state.as_str())
        .bind(reached)
        .bind(ends)
        .bind(reason.unwrap_or(Reason::SomethingElse).as_str())
        .bind(side.as_str())
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "update follow_ups set answer = $2, answered_at = buurten_now()
         where id = $1 and step <> 'thank-you' and answer is distinct from $2",
    )
    .bind(tie.follow_up)
    .bind(answer.as_str())
    .execute(&mut **tx)
    .await?;
    // One conversation goes on for whoever says so.
    if matches!(answer, Answer::Again | Answer::Regularly) { goes_on(tx, tie.id, side).await } else { Ok(()) }
}

/// She would like us to look for somebody else; once is enough.
pub async fn wish_for_another(tx: &mut PgTransaction<'_>, tie: &Tie) -> Result<(), sqlx::Error> {
    debug_assert_eq!(tie.side(), Side::Newcomer, "a local waits to be asked");
    sqlx::query(
        "insert into wishes_to_meet (id, newcomer_id, kind) select $1, newcomer_id, 'one-to-one' from ties where id = $2
         on conflict do nothing",
    )
    .bind(Uuid::new_v4())
    .bind(tie.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends what is between two people, for one of them blocks the other. Whoever blocks calls it before the block, for the
/// order of the locks, and again after it, for what came in between. Neither of them sees anything of it.
///
/// # Errors
/// Those of the database.
pub async fn end_between(tx: &mut PgTransaction<'_>, blocker: Uuid, blocked: Uuid) -> Result<u64, sqlx::Error> {
    let done = sqlx::query(
        "update ties t set state = 'ended', ended_at = buurten_now(), end_reason = 'blocked', seen_to_at = buurten_now(),
             ended_by = case when n.account_id = $1 then 'newcomer' else 'local' end,
             newcomer_over_at = case when n.account_id = $1 then coalesce(t.newcomer_over_at, buurten_now()) else t.newcomer_over_at end,
             local_over_at = case when l.account_id = $1 then coalesce(t.local_over_at, buurten_now()) else t.local_over_at end
         from newcomers n, locals l where n.id = t.newcomer_id and l.id = t.local_id and t.state <> 'ended'
           and (n.account_id, l.account_id) in (($1, $2), ($2, $1))",
    )
    .bind(blocker)
    .bind(blocked)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Forgets ties twelve months after they ended, with what was asked and written in them; those that one of the two ended
/// twelve months after it was over for both, as with somebody quiet: by their own last word or by time, however late its
/// last question was. Where that is not known of both, from when the year is over at the earliest.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from ties where id in
             (select id from ties where ended_at < buurten_now() - interval '12 months'
                  and (ended_by in ('desk', 'time')
                       or case when newcomer_over_at is null or local_over_at is null then introduced_at + interval '12 months 28 days'
                               else greatest(newcomer_over_at, local_over_at) end < buurten_now() - interval '12 months')
              limit 500)",
    )
    .await
}
