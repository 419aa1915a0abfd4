//! All SQL of block and report, as the one who acts sees them. What the desk does stands in `at_desk/store.rs`.

use super::report::Cause;
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Both accounts, as erasing has them: before all else.
pub async fn hold_both(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("select 1 from accounts where id in ($1, $2) order by id for key share")
        .bind(one)
        .bind(other)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The one blocks the other; who had, has.
pub async fn block(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("insert into blocks (blocker_account, blocked_account) values ($1, $2) on conflict do nothing")
        .bind(one)
        .bind(other)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Letters to the one that tell of the other and have not left: a letter that a worker has in its hands leaves.
pub async fn unsay(tx: &mut PgTransaction<'_>, one: Uuid, other: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query(
        "delete from letters where id in
             (select t.id from letters t join accounts a on a.id = $1 and lower(t.address) = a.email
              where t.about_account = $2 and t.sent_at is null for update of t skip locked)",
    )
    .bind(one)
    .bind(other)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes one of their blocks back; `false` where they have none of this name.
pub async fn unblock(db: &Db, account: Uuid, id: Uuid) -> Result<bool, sqlx::Error> {
    let sql = "delete from blocks where id = $2 and blocker_account = $1";
    Ok(sqlx::query(sql).bind(account).bind(id).execute(&**db).await?.rows_affected() == 1)
}

/// Somebody who was blocked, and where the two know each other from last.
#[derive(FromRow)]
pub struct Blocked {
    /// The block.
    pub id: Uuid,
    /// First name.
    pub name: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// An introduction of the two.
    pub introduction: Option<Uuid>,
    /// A question of the two to go along, and where to.
    pub going: Option<Uuid>,
    /// Where to.
    pub listing: Option<Uuid>,
    /// What the two began together.
    pub begun: Option<Uuid>,
    /// A gathering of both, and the party of whoever was blocked.
    pub gathering: Option<Uuid>,
    /// That party.
    pub party: Option<Uuid>,
    /// What they began, or what there was to do.
    pub what: Option<String>,
}

/// Whom they blocked, the last one first.
pub async fn blocked_by(db: &Db, account: Uuid) -> Result<Vec<Blocked>, sqlx::Error> {
    sqlx::query_as(
        "select b.id, coalesce(a.first_name, '') as name, b.since, i.id as introduction, g.id as going, g.listing_id as listing,
                t.id as begun, e.id as gathering, e.party, coalesce(t.title, e.what) as what
         from blocks b join accounts a on a.id = b.blocked_account
              left join lateral (select i.id from introductions i join newcomers n on n.id = i.newcomer_id join locals l on l.id = i.local_id
                   where (n.account_id, l.account_id) in ((b.blocker_account, b.blocked_account), (b.blocked_account, b.blocker_account))
                     and (i.state = 'both-yes' or l.account_id = b.blocker_account and i.local_token_hash is not null)
                   order by i.state = 'both-yes' desc, i.proposed_at desc limit 1) i on true
              left join lateral (select g.id, g.listing_id from going_along g join newcomers n on n.id = g.newcomer_id join locals l on l.id = g.local_id
                   where (n.account_id, l.account_id) in ((b.blocker_account, b.blocked_account), (b.blocked_account, b.blocker_account))
                   order by g.state in ('yes', 'went') desc, g.sent_at desc limit 1) g on true
              left join lateral (select t.id, t.title from together t join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
                   where (n.account_id, l.account_id) in ((b.blocker_account, b.blocked_account), (b.blocked_account, b.blocker_account))
                   order by t.co_hosted_at desc limit 1) t on true
              left join lateral (select g.id, g.what, o.id as party from gathering_parties p join gathering_parties o on o.gathering_id = p.gathering_id
                        join gatherings g on g.id = p.gathering_id
                   where p.account_id = b.blocker_account and o.account_id = b.blocked_account and g.state in ('on', 'off')
                     and p.yes_at is not null and o.yes_at is not null and not (p.unheard or o.unheard)
                   order by g.meets_at desc limit 1) e on true
         where b.blocker_account = $1 order by b.since desc, b.id limit 100",
    )
    .bind(account)
    .fetch_all(&**db)
    .await
}

/// Somebody tells us that something is wrong; `false` where they told us before, and nobody has looked yet.
///
/// # Errors
/// Those of the database.
pub async fn tell(
    tx: &mut PgTransaction<'_>,
    by: Uuid,
    about: Uuid,
    cause: Cause,
    words: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "insert into reports (id, by_account, about_account, cause, words) values ($1, $2, $3, $4, $5) on conflict do nothing",
    )
    .bind(Uuid::new_v4())
    .bind(by)
    .bind(about)
    .bind(cause.as_str())
    .bind(words)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Until when somebody looks at what they said about the other, where nobody has yet.
pub async fn open_report(db: &Db, by: Uuid, about: Uuid) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let sql = "select answer_by from reports where by_account = $1 and about_account = $2 and looked_at is null";
    sqlx::query_scalar(sql).bind(by).bind(about).fetch_optional(&**db).await
}

/// Something somebody told us, as they read it.
#[derive(FromRow)]
pub struct Reported {
    /// First name of whom it is about.
    pub name: String,
    /// What was wrong.
    pub cause: String,
    /// In their words.
    pub words: Option<String>,
    /// When they told us.
    pub made_at: DateTime<Utc>,
    /// Until when somebody looks.
    pub answer_by: DateTime<Utc>,
    /// Somebody has looked.
    pub is_answered: bool,
    /// What they answered.
    pub answered: Option<String>,
}

/// What they told us, newest first.
pub async fn reported_by(db: &Db, account: Uuid) -> Result<Vec<Reported>, sqlx::Error> {
    sqlx::query_as(
        "select coalesce(a.first_name, '') as name, r.cause, r.words, r.made_at, r.answer_by,
                r.looked_at is not null as is_answered, r.answered
         from reports r join accounts a on a.id = r.about_account
         where r.by_account = $1 order by r.made_at desc, r.id limit 100",
    )
    .bind(account)
    .fetch_all(&**db)
    .await
}

/// Forgets reports 24 months after somebody looked at them.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from reports where id in
             (select id from reports where looked_at < buurten_now() - interval '24 months' limit 500)",
    )
    .await
}
