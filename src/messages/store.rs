//! All SQL of messages, as the two have them. What the desk does stands in `at_desk/store.rs`.

use crate::{platform::db::Db, ties::Party};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

/// The ties of two accounts, `$1` and `$2`, with the side of the first.
const TIES: &str = "ties t join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
    where (n.account_id, l.account_id) in (($1, $2), ($2, $1))";
/// Whether a tie lives, for `$1`: one that the other ended, by a block or otherwise, looks to them as one of whom the
/// other is quiet, until it is over for them as well.
const LIVES: &str = "(t.state <> 'ended' or t.ended_by = case when n.account_id = $1 then 'local' else 'newcomer' end
        and case when n.account_id = $1 then t.newcomer_over_at else t.local_over_at end is null)
    and coalesce(case when n.account_id = $1 then t.newcomer_says else t.local_says end, '') <> 'no-longer'";
/// What one reads of the other's.
const HEARD: &str = "not m.unheard and (m.held_at is null or m.let_through_at is not null)";

/// The page of the two of a tie `t`: of their last introduction, else of the tie.
const PAGE: &str = "coalesce((select '/meet/' || i.id from introductions i where i.newcomer_id = t.newcomer_id and i.local_id = t.local_id
        and i.state = 'both-yes' order by i.proposed_at desc, i.id limit 1), '/between/' || t.id)";

/// A message, as one of the two has it.
#[derive(FromRow)]
pub struct Said {
    /// They wrote it.
    pub mine: bool,
    /// What.
    pub text: String,
    /// When it was written; the other's: when it came.
    pub at: DateTime<Utc>,
    /// It came, and they did not say that they read it.
    pub is_new: bool,
    /// The desk read it first, or will.
    pub held: bool,
    /// And kept it back.
    pub kept_back: bool,
}

/// What `me` has of what the two wrote, newest last; the last 200.
pub async fn between(db: &Db, me: Uuid, other: Uuid) -> Result<Vec<Said>, sqlx::Error> {
    let sql = format!(
        "select * from (
             select m.from_account = $1 as mine, m.text, m.id, m.held_at is not null as held, m.kept_back_at is not null as kept_back,
                    case when m.from_account = $1 then m.written_at else coalesce(m.let_through_at, m.written_at) end as at,
                    m.from_account <> $1 and m.read_at is null as is_new
             from messages m where m.tie_id in (select t.id from {TIES}) and (m.from_account = $1 or {HEARD})
             order by at desc, m.id limit 200) last order by at, id"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(me).bind(other).fetch_all(&**db).await
}

/// Whether the two can write, as `me` sees it.
pub async fn lives(db: &Db, me: Uuid, other: Uuid) -> Result<bool, sqlx::Error> {
    let sql = format!("select exists (select 1 from {TIES} and {LIVES})");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(me).bind(other).fetch_one(&**db).await
}

/// What a message is written in.
#[derive(FromRow)]
pub struct Tie {
    id: Uuid,
    /// Nobody hears it: the other blocked its writer, or said that they do not meet any more.
    unheard: bool,
}

/// The tie of the two in which `me` can write, locked: whoever blocks waits, or has. Both accounts before it, as
/// everywhere. `None` where there is none.
pub async fn tie(tx: &mut PgTransaction<'_>, me: Uuid, other: Uuid) -> Result<Option<Tie>, sqlx::Error> {
    sqlx::query("select 1 from accounts where id in ($1, $2) order by id for key share")
        .bind(me)
        .bind(other)
        .execute(&mut **tx)
        .await?;
    let lock = format!("select t.id from {TIES} and {LIVES} order by t.introduced_at desc for no key update of t");
    sqlx::query(sqlx::AssertSqlSafe(lock)).bind(me).bind(other).execute(&mut **tx).await?;
    let sql = format!(
        "select t.id, coalesce(t.end_reason = 'blocked', false)
                or coalesce(case when n.account_id = $1 then t.local_says else t.newcomer_says end = 'no-longer', false)
                or exists (select 1 from blocks where blocker_account = $2 and blocked_account = $1) as unheard
         from {TIES} and {LIVES} order by t.state = 'ended', t.introduced_at desc limit 1"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(me).bind(other).fetch_optional(&mut **tx).await
}

/// Whether this is what they wrote last, less than a minute ago: a button that was pressed twice.
pub async fn said_just_now(tx: &mut PgTransaction<'_>, tie: &Tie, me: Uuid, text: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "select exists (select 1 from (select text, written_at from messages where tie_id = $1 and from_account = $2
                                       order by written_at desc limit 1) m
                        where text = $3 and written_at > buurten_now() - interval '1 minute')",
    )
    .bind(tie.id)
    .bind(me)
    .bind(text)
    .fetch_one(&mut **tx)
    .await
}

/// How many they wrote within an hour, to everybody.
pub async fn count_of_the_hour(tx: &mut PgTransaction<'_>, me: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "select count(*) from messages where from_account = $1 and written_at > buurten_now() - interval '1 hour'",
    )
    .bind(me)
    .fetch_one(&mut **tx)
    .await
}

/// Whether fewer than three of theirs reached the other in this tie. What nobody hears counts as if it had.
pub async fn is_first(tx: &mut PgTransaction<'_>, tie: &Tie, me: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "select count(*) < 3 from messages where tie_id = $1 and from_account = $2
             and (held_at is null or let_through_at is not null or unheard)",
    )
    .bind(tie.id)
    .bind(me)
    .fetch_one(&mut **tx)
    .await
}

/// Writes it down.
pub async fn write(
    tx: &mut PgTransaction<'_>,
    tie: &Tie,
    me: Uuid,
    text: &str,
    held: bool,
) -> Result<Uuid, sqlx::Error> {
    sqlx::query_scalar(
        "insert into messages (id, tie_id, from_account, text, held_at, unheard)
         values ($1, $2, $3, $4, case when $5 then buurten_now() end, $6) returning id",
    )
    .bind(Uuid::new_v4())
    .bind(tie.id)
    .bind(me)
    .bind(text)
    .bind(held)
    .bind(tie.unheard)
    .fetch_one(&mut **tx)
    .await
}

/// Who is told that a message waits, and where.
#[derive(FromRow)]
pub struct Told {
    /// Its reader.
    pub to: Json<Party>,
    /// The account of its writer.
    pub from: Uuid,
    /// The page of the two, without the language.
    pub page: String,
}

/// Whose reader gets a letter about this message, and remembers that they do: of a writer's in a tie, at most one a day.
/// `None` where they get none.
pub async fn tell(tx: &mut PgTransaction<'_>, message: Uuid) -> Result<Option<Told>, sqlx::Error> {
    let sql = format!(
        "update messages m set told_at = buurten_now()
         from ties t join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id, accounts a
         where m.id = $1 and t.id = m.tie_id and a.id in (n.account_id, l.account_id) and a.id <> m.from_account and {HEARD}
             and not exists (select 1 from messages o where o.tie_id = m.tie_id and o.from_account = m.from_account
                  and o.told_at > buurten_now() - interval '1 day')
         returning json_build_object('account', a.id, 'first_name', a.first_name, 'email', a.email, 'language', a.language) as \"to\",
             m.from_account as \"from\", {PAGE} as page"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(message).fetch_optional(&mut **tx).await
}

/// They read what the other wrote.
pub async fn mark_read(tx: &mut PgTransaction<'_>, me: Uuid, other: Uuid) -> Result<(), sqlx::Error> {
    let sql = format!(
        "update messages m set read_at = buurten_now()
         where m.from_account = $2 and m.read_at is null and {HEARD} and m.tie_id in (select t.id from {TIES})"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(me).bind(other).execute(&mut **tx).await?;
    Ok(())
}

/// Somebody wrote to them: from whom, and below which page.
#[derive(FromRow)]
pub struct Unread {
    /// The page of the two, without the language.
    pub page: String,
    /// First name of who wrote.
    pub name: String,
}

/// Who wrote what they have not said they read; nobody whom they blocked.
///
/// # Errors
/// Those of the database.
pub async fn unread(db: &Db, account: Uuid) -> Result<Vec<Unread>, sqlx::Error> {
    let sql = format!(
        "select distinct on (m.from_account) {PAGE} as page, coalesce(a.first_name, '') as name
         from messages m join ties t on t.id = m.tie_id join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
              join accounts a on a.id = m.from_account
         where $1 in (n.account_id, l.account_id) and m.from_account <> $1 and m.read_at is null and {HEARD}
           and not exists (select 1 from blocks where blocker_account = $1 and blocked_account = m.from_account)
         order by m.from_account, t.introduced_at desc limit 20"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_all(&**db).await
}

/// A message of the sample, in the living tie of two.
///
/// # Errors
/// Those of the database.
pub async fn write_as_sample(
    tx: &mut PgTransaction<'_>,
    from: Uuid,
    to: Uuid,
    text: &str,
    held: bool,
) -> Result<(), sqlx::Error> {
    if let Some(tie) = tie(tx, from, to).await? {
        write(tx, &tie, from, text, held).await?;
    }
    Ok(())
}

/// Forgets messages six months after what they were written in ended; where one of the two ended it, when time would
/// have with somebody quiet: nothing that the other sees says so.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from messages where id in
             (select m.id from messages m join ties t on t.id = m.tie_id
              where case when t.ended_by in ('newcomer', 'local')
                         then case when num_nulls(t.newcomer_over_at, t.local_over_at) > 0
                                   then greatest(t.ended_at, t.introduced_at + interval '12 months 28 days')
                                   else greatest(t.newcomer_over_at, t.local_over_at) end
                         else t.ended_at end
                    < buurten_now() - interval '6 months' limit 500)",
    )
    .await
}
