//! All SQL of what is begun together, as she and the locals see it. The desk's stands in `at_desk/store.rs`.

use super::{
    facts::What,
    proposal::{EndedBy, Proposal, State},
};
use crate::{
    along::Party,
    kit::words::Role,
    matching::person::Person,
    platform::{chance, db::Db},
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{
    Acquire, Arguments, FromRow, PgTransaction,
    postgres::{PgArguments, PgQueryResult},
    query::Query,
    types::Json,
};
use uuid::Uuid;

/// A proposal with both who are in it.
pub(super) const WHOLE: &str = "select t.*, json_build_object('account', ha.id, 'first_name', ha.first_name, 'email', ha.email, 'language', ha.language) as her,
        case when ta.id is not null then
            json_build_object('account', ta.id, 'first_name', ta.first_name, 'email', ta.email, 'language', ta.language) end as them,
        exists (select 1 from blocks where blocker_account = ha.id and blocked_account = ta.id) as hers_no_more,
        exists (select 1 from blocks where blocker_account = ta.id and blocked_account = ha.id) as theirs_no_more
    from together t join newcomers n on n.id = t.newcomer_id join accounts ha on ha.id = n.account_id
         left join locals l on l.id = t.local_id left join accounts ta on ta.id = l.account_id";

/// What is due: a no of the desk whose days are over; what ended without a word, and its days are over too; a question without an answer for seven days, or to somebody who
/// cannot (any more); nobody asked, and either somebody could be, or the fourteen days are over.
const DUE: &str = "(t.state = 'co-hosted' and t.not_now_at is not null and greatest(t.not_now_at + interval '7 days', t.co_hosted_at + interval '14 days') <= buurten_now()
    or t.state = 'lapsed' and t.ended_by = 'time' and t.co_hosted_at is not null and greatest(t.ended_at + interval '7 days', t.co_hosted_at + interval '14 days') <= buurten_now()
    or t.state = 'proposed' and not exists (select 1 from together_asked q where q.together_id = t.id and q.state = 'sent'
        and q.sent_at > buurten_now() - interval '7 days' and may_co_host(q.local_id)))";

/// How a proposal is found, each by what only its holder has.
#[derive(Clone, Copy)]
pub enum Key {
    /// Her account, and one of hers.
    OfHer(Uuid, Uuid),
    /// A co-host's account, and one they said yes to.
    OfThem(Uuid, Uuid),
    /// One that the caller knows.
    Known(Uuid),
    /// One that is due.
    Due(Uuid),
}

impl Key {
    fn filter(self) -> String {
        match self {
            Key::OfHer(..) => "ha.id = $1 and t.id = $2".to_owned(),
            Key::OfThem(..) => "ta.id = $1 and t.id = $2".to_owned(),
            Key::Known(_) => "t.id = $1".to_owned(),
            Key::Due(_) => format!("t.id = $1 and {DUE}"),
        }
    }

    fn arguments(self) -> Result<PgArguments, sqlx::Error> {
        let mut all = PgArguments::default();
        let added = match self {
            Key::OfHer(who, id) | Key::OfThem(who, id) => all.add(who).and_then(|()| all.add(id)),
            Key::Known(id) | Key::Due(id) => all.add(id),
        };
        added.map(|()| all).map_err(sqlx::Error::Encode)
    }
}

/// The one this key opens.
pub async fn found(db: &Db, key: Key) -> Result<Option<Proposal>, sqlx::Error> {
    let sql = format!("{WHOLE} where {}", key.filter());
    sqlx::query_as_with(sqlx::AssertSqlSafe(sql), key.arguments()?).fetch_optional(&**db).await
}

/// The same, locked; both accounts before it, as erasing has them.
pub async fn locked(tx: &mut PgTransaction<'_>, key: Key) -> Result<Option<Proposal>, sqlx::Error> {
    let sql = format!("{WHOLE} where {}", key.filter());
    let both: Option<Proposal> =
        sqlx::query_as_with(sqlx::AssertSqlSafe(sql.clone()), key.arguments()?).fetch_optional(&mut **tx).await?;
    let Some(both) = both else { return Ok(None) };
    let accounts: Vec<Uuid> =
        [Some(both.her.account), both.them.map(|them| them.account)].into_iter().flatten().collect();
    key_share(tx, &accounts).await?;
    let locked = format!("{sql} for update of t");
    sqlx::query_as_with(sqlx::AssertSqlSafe(locked), key.arguments()?).fetch_optional(&mut **tx).await
}

async fn key_share(tx: &mut PgTransaction<'_>, accounts: &[Uuid]) -> Result<(), sqlx::Error> {
    let sql = "select 1 from accounts where id = any($1) order by id for key share";
    sqlx::query(sql).bind(accounts).execute(&mut **tx).await?;
    Ok(())
}

/// Hers, newest first.
pub async fn hers(db: &Db, newcomer: Uuid) -> Result<Vec<Proposal>, sqlx::Error> {
    let sql = format!("{WHOLE} where t.newcomer_id = $1 order by t.proposed_at desc, t.id limit 50");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).fetch_all(&**db).await
}

/// What this local hosts with somebody, newest first.
pub async fn theirs(db: &Db, local: Uuid) -> Result<Vec<Proposal>, sqlx::Error> {
    let sql = format!("{WHOLE} where t.local_id = $1 order by t.co_hosted_at desc, t.id limit 50");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_all(&**db).await
}

/// Puts a proposal there; sent twice it is there once. `false` where two are open already.
pub async fn insert(tx: &mut PgTransaction<'_>, id: Uuid, newcomer: Uuid, what: &What) -> Result<bool, sqlx::Error> {
    let free: Vec<String> = what.free.iter().map(|d| d.to_string()).collect();
    let languages: Vec<String> = what.languages.iter().map(ToString::to_string).collect();
    let insert = sqlx::query(
        "insert into together (id, newcomer_id, language, title, interests, free, part, place, people, languages, cost_cents)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(newcomer)
    .bind(what.lang.as_str())
    .bind(&what.title)
    .bind(what.interests.iter().cloned().collect::<Vec<String>>())
    .bind(free)
    .bind(&what.part)
    .bind(&what.place)
    .bind(i32::try_from(what.people).unwrap_or(i32::MAX))
    .bind(languages)
    .bind(i32::try_from(what.cost.cents).unwrap_or(i32::MAX));
    Ok(promised(tx, insert).await?.is_some())
}

/// What was done; `None` where a promise of the tables refused, and nothing was.
async fn promised(
    tx: &mut PgTransaction<'_>,
    query: Query<'_, sqlx::Postgres, PgArguments>,
) -> Result<Option<PgQueryResult>, sqlx::Error> {
    let mut point = (&mut **tx).begin().await?;
    match query.execute(&mut *point).await {
        Ok(done) => point.commit().await.map(|()| Some(done)),
        Err(e) if e.as_database_error().is_some_and(|d| d.is_check_violation() || d.is_unique_violation()) => {
            point.rollback().await.map(|()| None)
        }
        Err(e) => Err(e),
    }
}

#[derive(FromRow)]
struct Answers {
    id: Uuid,
    answers: Json<Value>,
}

/// Who could host it with her now: known, not resting, with room and a question left this month, and not asked before.
pub async fn candidates(tx: &mut PgTransaction<'_>, proposal: Uuid) -> Result<Vec<(Uuid, Person)>, sqlx::Error> {
    let rows: Vec<Answers> = sqlx::query_as(
        "select l.id, l.answers from locals l join together t on t.id = $1 join newcomers n on n.id = t.newcomer_id
         where may_co_host(l.id) and places_of(l.id, n.id) > 0
           and l.account_id <> n.account_id and not exists (select 1 from together_asked q where q.together_id = t.id and q.local_id = l.id)
           and (select count(*) from together_asked q where q.together_id = t.id) < 3
         order by l.id limit 2000",
    )
    .bind(proposal)
    .fetch_all(&mut **tx)
    .await?;
    let read = |row: Answers| {
        let person = Person::of_answers(row.id, Role::Local, row.answers.0);
        person.map(|p| (row.id, p)).map_err(|e| sqlx::Error::Decode(e.to_string().into()))
    };
    rows.into_iter().map(read).collect()
}

/// Asks one of them; `false` where the promises of the tables do not let them be asked (any more).
pub async fn ask(
    tx: &mut PgTransaction<'_>,
    proposal: Uuid,
    local: Uuid,
    token_hash: &[u8],
) -> Result<bool, sqlx::Error> {
    let sql = "insert into together_asked (id, together_id, local_id, token_hash) values ($1, $2, $3, $4)";
    let ask = sqlx::query(sql).bind(Uuid::new_v4()).bind(proposal).bind(local).bind(token_hash);
    Ok(promised(tx, ask).await?.is_some())
}

/// A question to a local: what and when, not who.
#[derive(Clone, FromRow)]
pub struct Asked {
    /// The row.
    pub id: Uuid,
    /// About which proposal.
    pub together_id: Uuid,
    /// Who is asked.
    pub local_id: Uuid,
    /// What it is about.
    #[sqlx(flatten)]
    pub what: What,
    /// What became of the question.
    pub answer: String,
    /// Who is asked, for our letters.
    pub asked: Json<Party>,
}

const ASKED: &str = "select q.id, q.together_id, q.local_id, q.state as answer, t.language, t.title, t.interests, t.free, t.part, t.place, t.people,
        t.languages, t.cost_cents, json_build_object('account', a.id, 'first_name', a.first_name, 'email', a.email, 'language', a.language) as asked
    from together_asked q join together t on t.id = q.together_id join locals l on l.id = q.local_id join accounts a on a.id = l.account_id";

/// What the link in a letter leads to; it works for 60 days.
pub async fn asked_by_link(db: &Db, token: &str) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} where q.token_hash = $1 and q.sent_at > buurten_now() - interval '60 days'");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(chance::hash(token)).fetch_optional(&**db).await
}

/// What waits for this local's answer.
pub async fn asked_of(db: &Db, local: Uuid) -> Result<Vec<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} where q.local_id = $1 and q.state = 'sent' order by q.sent_at, q.id");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_all(&**db).await
}

/// One question, locked; its proposal is locked before it.
pub async fn question(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} where q.id = $1 for update of q");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await
}

/// The open question about a proposal, if there is one.
pub async fn open_question(tx: &mut PgTransaction<'_>, proposal: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    let sql = "select id from together_asked where together_id = $1 and state = 'sent'";
    sqlx::query_scalar(sql).bind(proposal).fetch_optional(&mut **tx).await
}

/// Closes a question: no, withdrawn or lapsed.
pub async fn close(tx: &mut PgTransaction<'_>, question: Uuid, state: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update together_asked set state = $2, closed_at = buurten_now(), answered_at = case when $2 = 'no' then buurten_now() end
         where id = $1 and state = 'sent'",
    )
    .bind(question)
    .bind(state)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// They say yes; `false` where the promises of the tables do not let them (any more).
pub async fn say_yes(tx: &mut PgTransaction<'_>, asked: &Asked) -> Result<bool, sqlx::Error> {
    let mut point = (&mut **tx).begin().await?;
    for sql in [
        "update together_asked set state = 'yes', answered_at = buurten_now(), closed_at = buurten_now() where together_id = $1 and local_id = $2",
        "update together set state = 'co-hosted', local_id = $2, co_hosted_at = buurten_now() where id = $1",
    ] {
        let yes = sqlx::query(sql).bind(asked.together_id).bind(asked.local_id);
        if promised(&mut point, yes).await?.is_none() {
            return point.rollback().await.map(|()| false);
        }
    }
    point.commit().await.map(|()| true)
}

/// Ends a proposal, with the question that is open about it.
pub async fn end(tx: &mut PgTransaction<'_>, id: Uuid, state: State, by: EndedBy) -> Result<(), sqlx::Error> {
    let question = if by == EndedBy::Newcomer { "withdrawn" } else { "lapsed" };
    if let Some(open) = open_question(tx, id).await? {
        close(tx, open, question).await?;
    }
    sqlx::query("update together set state = $2, ended_at = buurten_now(), ended_by = $3 where id = $1")
        .bind(id)
        .bind(state.as_str())
        .bind(by.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// She did not mean to take it back: it is open again, and so is the question. `false` where it cannot be.
pub async fn reopen(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<bool, sqlx::Error> {
    let back = sqlx::query(
        "update together set state = 'proposed', ended_at = null, ended_by = null where id = $1 and state = 'withdrawn'",
    );
    let done = promised(tx, back.bind(id)).await?.is_some_and(|done| done.rows_affected() == 1);
    if done {
        let ask =
            "update together_asked set state = 'sent', closed_at = null where together_id = $1 and state = 'withdrawn'";
        promised(tx, sqlx::query(ask).bind(id)).await?;
    }
    Ok(done)
}

/// What is due, who waits longest first.
pub async fn due(db: &Db) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = format!("select t.id from together t where {DUE} order by t.proposed_at, t.id limit 100");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await
}

/// The time of this transaction, as the database decides by it.
pub async fn now(tx: &mut PgTransaction<'_>) -> Result<DateTime<Utc>, sqlx::Error> {
    sqlx::query_scalar("select buurten_now()").fetch_one(&mut **tx).await
}
