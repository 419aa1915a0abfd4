//! All SQL of going along, as she and the locals see it. What finds the next local stands in `find/store.rs`.

use super::{
    asked::Asked,
    day,
    going::{Going, Side, State},
};
use crate::platform::{chance, db::Db};
use chrono::{DateTime, Utc};
use sqlx::{Arguments, FromRow, PgTransaction, postgres::PgArguments};
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    listing_id: Uuid,
    starts_at: Option<DateTime<Utc>>,
    state: String,
    asked_at: DateTime<Utc>,
    who: Option<String>,
    promised: bool,
    early: bool,
    time_over: bool,
}

/// The last row of each question of hers. A first name only where there was a yes; nothing of a local whom she blocked.
const HERS: &str = "select distinct on (g.listing_id, g.asked_at) g.id, g.listing_id, g.starts_at, g.asked_at,
        case when g.state = 'yes' and b.id is not null or g.state = 'lapsed' and g.answered_at is not null and g.closed_at > b.since
             then 'withdrawn' else g.state end as state,
        case when b.id is null and (g.state in ('yes', 'went') or g.state = 'lapsed' and g.answered_at is not null or g.state = 'withdrawn' and g.yes_at is not null) then a.first_name end as who,
        g.answered_at is not null as promised,
        coalesce(g.closed_at < coalesce(g.starts_at, g.answered_at + interval '28 days'), false) as early,
        g.asked_at <= buurten_now() - interval '7 days' or coalesce(g.starts_at <= buurten_now(), false) as time_over
    from going_along g join newcomers n on n.id = g.newcomer_id left join locals l on l.id = g.local_id
         left join accounts a on a.id = l.account_id
         left join blocks b on b.blocker_account = n.account_id and b.blocked_account = a.id
    where g.newcomer_id = $1";
const LAST: &str = "order by g.listing_id, g.asked_at desc, g.sent_at desc, g.id";

fn read(row: Row) -> Result<Going, sqlx::Error> {
    let state: State =
        row.state.parse().map_err(|e: crate::kit::named::Unexpected| sqlx::Error::Decode(Box::new(e)))?;
    Ok(Going {
        id: row.id,
        listing: row.listing_id,
        starts_at: row.starts_at,
        asked_at: row.asked_at,
        who: row.who,
        state,
        promised: row.promised,
        early: row.early,
        time_over: row.time_over,
    })
}

/// Her questions, newest first.
///
/// # Errors
/// Those of the database.
pub async fn hers(db: &Db, newcomer: Uuid) -> Result<Vec<Going>, sqlx::Error> {
    let sql = format!("select * from ({HERS} {LAST}) q order by asked_at desc, id limit 100");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).fetch_all(&**db).await?;
    rows.into_iter().map(read).collect()
}

/// Her newest question for a listing.
pub async fn hers_for(db: &Db, newcomer: Uuid, listing: Uuid) -> Result<Option<Going>, sqlx::Error> {
    let sql = format!("{HERS} and g.listing_id = $2 {LAST} limit 1");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).bind(listing).fetch_optional(&**db).await?;
    row.map(read).transpose()
}

/// The same, where what belongs to one newcomer happens one by one: her row is the lock, taken before any other.
pub async fn hers_for_locked(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    listing: Uuid,
) -> Result<Option<Going>, sqlx::Error> {
    sqlx::query("select 1 from newcomers where id = $1 for no key update").bind(newcomer).execute(&mut **tx).await?;
    let sql = format!("{HERS} and g.listing_id = $2 {LAST} limit 1");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(newcomer).bind(listing).fetch_optional(&mut **tx).await?;
    row.map(read).transpose()
}

/// How many questions she asked within a day.
pub async fn count_of_today(tx: &mut PgTransaction<'_>, newcomer: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "select count(distinct (listing_id, asked_at)) from going_along
         where newcomer_id = $1 and asked_at > buurten_now() - interval '1 day'",
    )
    .bind(newcomer)
    .fetch_one(&mut **tx)
    .await
}

/// Ends the asking of one local.
pub async fn close(tx: &mut PgTransaction<'_>, id: Uuid, state: State) -> Result<(), sqlx::Error> {
    sqlx::query("update going_along set state = $2, closed_at = buurten_now() where id = $1")
        .bind(id)
        .bind(state.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// They say no: the question passes on.
pub async fn say_no(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update going_along set state = 'no', answered_at = buurten_now(), closed_at = buurten_now() where id = $1",
    )
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// They say yes; `false` where the promises of the table do not let them (any more).
pub async fn say_yes(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<bool, sqlx::Error> {
    let mut point = sqlx::Acquire::begin(&mut **tx).await?;
    let done = sqlx::query(
        "update going_along set state = 'yes', answered_at = buurten_now(), yes_at = buurten_now() where id = $1",
    )
    .bind(id)
    .execute(&mut *point)
    .await;
    match done {
        Ok(_) => point.commit().await.map(|()| true),
        Err(e) if super::find::is_a_promise(&e) => point.rollback().await.map(|()| false),
        Err(e) => Err(e),
    }
}

pub const ASKED: &str = "select g.id, g.newcomer_id, g.listing_id, g.starts_at, g.asked_at, g.state,
        coalesce(g.starts_at <= buurten_now(), false) as too_late, g.answered_at, g.yes_at, g.closed_at, g.calendar_sequence,
        g.newcomer_after, g.local_after,
        json_build_object('account', ha.id, 'first_name', ha.first_name, 'email', ha.email, 'language', ha.language) as her,
        case when ta.id is not null then
            json_build_object('account', ta.id, 'first_name', ta.first_name, 'email', ta.email, 'language', ta.language) end as them
    from going_along g join newcomers n on n.id = g.newcomer_id join accounts ha on ha.id = n.account_id
         left join locals l on l.id = g.local_id left join accounts ta on ta.id = l.account_id";

/// How a question is found, each by what only its holder has.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// The link in the letter; it works for 60 days.
    Link(&'a str),
    /// A local, and one of the questions to them.
    OfLocal(Uuid, Uuid),
    /// A newcomer, and one of her questions.
    OfHer(Uuid, Uuid),
    /// One that is due.
    Due(Uuid),
    /// Either of the two, by their account, and one of theirs.
    Of(Uuid, Uuid, Side),
    /// The link in the letter of the day after, to this one; it works for 30 days.
    After(&'a str, Side),
    /// One whose evening before, or whose day after, is there; or one that is still to come.
    Day(day::Moment, Uuid),
}

/// Three days of silence, a session that began, a local who cannot (any more); and a yes that nobody stands for any
/// more: the desk stopped it, the host does not vouch, they do not go there.
const DUE: &str = "(g.state = 'sent' and (g.sent_at <= buurten_now() - interval '3 days'
        or g.starts_at <= buurten_now() or not may_take_along(g.local_id, g.listing_id))
    or g.state = 'yes' and coalesce(g.starts_at > buurten_now(), true) and (l.stopped_at is not null or l.talked_at is null
        or not exists (select 1 from regulars r where r.local_id = l.id and r.listing_id = g.listing_id and r.vouched_at is not null)))";

impl Key<'_> {
    fn filter(self) -> String {
        match self {
            Key::Link(_) => {
                "g.answer_token_hash = $1 and g.local_id is not null and g.sent_at > buurten_now() - interval '60 days'"
                    .to_owned()
            }
            Key::OfLocal(..) => "g.local_id = $1 and g.id = $2".to_owned(),
            Key::OfHer(..) => "g.newcomer_id = $1 and g.id = $2".to_owned(),
            Key::Due(_) => format!("g.id = $1 and {DUE}"),
            // Whoever shut the other out sees no more of it.
            Key::Of(_, _, side) => {
                let (own, other) = if side == Side::Newcomer { ("n", "l") } else { ("l", "n") };
                format!(
                    "{own}.account_id = $1 and g.id = $2 and not exists
                    (select from blocks where blocker_account = $1 and blocked_account = {other}.account_id)"
                )
            }
            Key::After(_, side) => {
                format!("g.{side}_after_hash = $1 and g.asked_after_at > buurten_now() - interval '30 days'")
            }
            Key::Day(moment, _) => format!("g.id = $1 and {}", moment.filter()),
        }
    }

    fn arguments(self) -> Result<PgArguments, sqlx::Error> {
        let mut all = PgArguments::default();
        let added = match self {
            Key::Link(token) | Key::After(token, _) => all.add(chance::hash(token)),
            Key::OfLocal(who, id) | Key::OfHer(who, id) | Key::Of(who, id, _) => {
                all.add(who).and_then(|()| all.add(id))
            }
            Key::Due(id) | Key::Day(_, id) => all.add(id),
        };
        added.map(|()| all).map_err(sqlx::Error::Encode)
    }
}

/// What a key opens.
pub async fn found(db: &Db, key: Key<'_>) -> Result<Option<Asked>, sqlx::Error> {
    let sql = format!("{ASKED} where {}", key.filter());
    sqlx::query_as_with(sqlx::AssertSqlSafe(sql), key.arguments()?).fetch_optional(&**db).await
}

/// One question, locked; her row before it, as everywhere.
pub async fn locked(tx: &mut PgTransaction<'_>, key: Key<'_>) -> Result<Option<Asked>, sqlx::Error> {
    let filter = key.filter();
    let her = format!(
        "select 1 from newcomers n join going_along g on g.newcomer_id = n.id left join locals l on l.id = g.local_id
         where {filter} for no key update of n"
    );
    sqlx::query_with(sqlx::AssertSqlSafe(her), key.arguments()?).execute(&mut **tx).await?;
    let sql = format!("{ASKED} where {filter} for update of g");
    sqlx::query_as_with(sqlx::AssertSqlSafe(sql), key.arguments()?).fetch_optional(&mut **tx).await
}

/// What is to be passed on, who waits longest first.
pub async fn due(db: &Db) -> Result<Vec<Uuid>, sqlx::Error> {
    let sql = format!(
        "select g.id from going_along g join locals l on l.id = g.local_id where {DUE} order by g.asked_at, g.id limit 100"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await
}

/// What waits for this local's answer, and whom they take along next: nobody else, nothing of the others, and nobody
/// whom they blocked.
///
/// # Errors
/// Those of the database.
pub async fn of_local(db: &Db, local: Uuid) -> Result<Vec<Asked>, sqlx::Error> {
    let sql = format!(
        "{ASKED} where g.local_id = $1 and (g.state = 'yes' or g.state = 'sent' and coalesce(g.starts_at > buurten_now(), true))
           and not exists (select from blocks where blocker_account = ta.id and blocked_account = ha.id)
         order by g.starts_at nulls last, g.sent_at, g.id"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(local).fetch_all(&**db).await
}

/// What the holder of this account agreed on with somebody, as she or as the local, a while ago and from now on; not with
/// whom they shut out.
pub async fn agreed(db: &Db, account: Uuid, side: Side) -> Result<Vec<Asked>, sqlx::Error> {
    let who = if side == Side::Newcomer { "ha.id" } else { "ta.id" };
    let sql = format!(
        "{ASKED} where {who} = $1 and g.starts_at > buurten_now() - interval '14 days'
             and (g.state in ('yes', 'went') or g.state = 'lapsed' and g.answered_at is not null or g.state = 'withdrawn' and g.yes_at is not null)
             and not exists (select 1 from blocks where blocker_account = $1 and blocked_account in (ha.id, ta.id))
         order by g.starts_at, g.id"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_all(&**db).await
}

/// What is still to come or to be answered with the holder of this account in it, as she or as the local; locked.
pub async fn open_with(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<Vec<Asked>, sqlx::Error> {
    let sql = format!(
        "{ASKED} where $1 in (ha.id, ta.id) and g.state in ('sent', 'yes') and coalesce(g.starts_at > buurten_now(), true)
         order by g.id for update of g"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_all(&mut **tx).await
}

/// How many people this local took along, and how many of them said that they went. A yes counts once its day is over and
/// neither said that it was otherwise.
///
/// # Errors
/// Those of the database.
pub async fn made_possible(db: &Db, local: Uuid) -> Result<(i64, i64), sqlx::Error> {
    sqlx::query_as(
        "select count(*) filter (where was_taken_along(g)), count(*) filter (where g.state = 'went')
         from going_along g where g.local_id = $1",
    )
    .bind(local)
    .fetch_one(&**db)
    .await
}

/// A yes whose day is over makes room for the next; she can still say that she went.
pub async fn end_what_is_over(db: &Db) -> Result<u64, sqlx::Error> {
    let sql = "update going_along set state = 'lapsed', closed_at = buurten_now()
        where state = 'yes' and coalesce(starts_at + interval '1 day', answered_at + interval '28 days') <= buurten_now()";
    Ok(sqlx::query(sql).execute(&**db).await?.rows_affected())
}

/// Forgets what was asked twelve months ago.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let sql = "delete from going_along where asked_at < buurten_now() - interval '12 months'";
    Ok(sqlx::query(sql).execute(&**db).await?.rows_affected())
}
