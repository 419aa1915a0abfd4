//! SQL of seeding.

use super::together::Begins;
use crate::{
    introductions::Why,
    kit::words::{Meet, Topic},
    platform::db::Db,
    ties,
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgTransaction, types::Json};
use uuid::Uuid;

/// Whether no table of ours holds any row.
///
/// # Errors
/// Those of the database.
pub async fn is_empty(db: &Db) -> Result<bool, sqlx::Error> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '\\_sqlx%'",
    )
    .fetch_all(&**db)
    .await?;
    for table in tables {
        let sql = format!("select exists (select 1 from \"{table}\")");
        if sqlx::query_scalar::<_, bool>(sqlx::AssertSqlSafe(sql)).fetch_one(&**db).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The day the sample's dates count from.
pub(super) async fn remember_day(tx: &mut PgTransaction<'_>, today: NaiveDate) -> Result<(), sqlx::Error> {
    sqlx::query("update city set seeded_on = $1").bind(today).execute(&mut **tx).await?;
    Ok(())
}

/// Lets a newcomer wait for an answer from the listing with this key since so many days.
pub(super) async fn ask(
    tx: &mut PgTransaction<'_>,
    account: Uuid,
    listing_key: &str,
    days: i32,
    token_hash: &[u8],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into requests (id, newcomer_id, listing_id, sent_at, answer_token_hash)
         select $1, n.id, l.id, buurten_now() - make_interval(days => $4), $5
         from newcomers n, listings l where n.account_id = $2 and l.key = $3",
    )
    .bind(Uuid::new_v4())
    .bind(account)
    .bind(listing_key)
    .bind(days)
    .bind(token_hash)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Introduces two, newcomer and local: she has the question since yesterday, or both said yes to the first date.
pub(super) async fn introduce(
    tx: &mut PgTransaction<'_>,
    (her, them): (Uuid, Uuid),
    reasons: &[Why],
    dates: &[DateTime<Utc>],
    both: bool,
    token_hash: &[u8],
) -> Result<(), sqlx::Error> {
    let (id, newcomer, local): (Uuid, Uuid, Uuid) = sqlx::query_as(
        "insert into introductions (id, newcomer_id, local_id, reasons, place, dates, proposed_at, newcomer_token_hash,
             state, newcomer_yes_at, local_yes_at, ended_at, meets_at)
         select $1, n.id, l.id, $4, 'De bibliotheek', $5, t.yesterday, $7, case when $6 then 'both-yes' else 'proposed' end,
                t.yes, t.yes, t.yes, case when $6 then ($5::timestamptz[])[1] end
         from newcomers n, locals l, lateral (select buurten_now() - interval '1 day' as yesterday,
                                                     case when $6 then buurten_now() end as yes) t
         where n.account_id = $2 and l.account_id = $3 returning id, newcomer_id, local_id",
    )
    .bind(Uuid::new_v4())
    .bind(her)
    .bind(them)
    .bind(Json(reasons))
    .bind(dates)
    .bind(both)
    .bind(token_hash)
    .fetch_one(&mut **tx)
    .await?;
    if both { ties::begin(tx, newcomer, local, ties::Origin::Introduction(id)).await } else { Ok(()) }
}

/// Two who met three weeks ago, and were asked last week whether they still meet.
pub(super) async fn tie(
    tx: &mut PgTransaction<'_>,
    (her, them): (Uuid, Uuid),
    token_hashes: [&[u8]; 2],
) -> Result<(), sqlx::Error> {
    let tie = Uuid::new_v4();
    sqlx::query(
        "insert into ties (id, newcomer_id, local_id, state, introduced_at, met_at)
         select $1, n.id, l.id, 'met', t.at, t.at from newcomers n, locals l, lateral (select buurten_now() - interval '20 days' as at) t
         where n.account_id = $2 and l.account_id = $3",
    )
    .bind(tie)
    .bind(her)
    .bind(them)
    .execute(&mut **tx)
    .await?;
    ties::plan(tx, tie).await?;
    sqlx::query(
        "update follow_ups set asked_at = due_at, expires_at = due_at + interval '28 days',
             token_hash = case whose when 'newcomer' then $2::bytea else $3 end
         where tie_id = $1 and step = 'two-weeks'",
    )
    .bind(tie)
    .bind(token_hashes[0])
    .bind(token_hashes[1])
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Somebody can walk in there this week. Given a moment after all else of hers, which would count as her step.
pub async fn give_step(
    tx: &mut PgTransaction<'_>,
    her: Uuid,
    listing: Uuid,
    starts: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into next_steps (id, newcomer_id, kind, listing_id, starts_at, given_at, until)
         select $1, id, 'walk-in', $3, $4, buurten_now() + interval '1 second', buurten_now() + interval '9 days'
         from newcomers where account_id = $2",
    )
    .bind(Uuid::new_v4())
    .bind(her)
    .bind(listing)
    .bind(starts)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lets a newcomer begin something since four days: the local has the question, or said yes to it yesterday.
pub(super) async fn begin(
    tx: &mut PgTransaction<'_>,
    (her, them): (Uuid, Uuid),
    it: &Begins,
    yes: bool,
    token_hash: &[u8],
) -> Result<(), sqlx::Error> {
    let id = Uuid::new_v4();
    sqlx::query(
        "insert into together (id, newcomer_id, language, title, interests, free, part, people, languages, proposed_at)
         select $1, id, 'en', $3, array[$4], array[$5], $6, 6, array['en', 'nl'], buurten_now() - interval '4 days' from newcomers where account_id = $2",
    )
    .bind(id)
    .bind(her)
    .bind(it.title)
    .bind(it.interest)
    .bind(it.daypart)
    .bind(it.part)
    .execute(&mut **tx)
    .await?;
    let ask = "insert into together_asked (id, together_id, local_id, sent_at, token_hash)
               select $1, $2, id, buurten_now() - interval '4 days', $4 from locals where account_id = $3";
    sqlx::query(ask).bind(Uuid::new_v4()).bind(id).bind(them).bind(token_hash).execute(&mut **tx).await?;
    for sql in [
        "update together_asked set state = 'yes', answered_at = buurten_now() - interval '1 day' where together_id = $1 and $2",
        "update together t set state = 'co-hosted', local_id = q.local_id, co_hosted_at = q.answered_at
         from together_asked q where t.id = $1 and q.together_id = t.id and $2",
    ] {
        sqlx::query(sql).bind(id).bind(yes).execute(&mut **tx).await?;
    }
    if yes {
        let two = "select newcomer_id, local_id from together where id = $1";
        let (newcomer, local): (Uuid, Uuid) = sqlx::query_as(two).bind(id).fetch_one(&mut **tx).await?;
        ties::begin(tx, newcomer, local, ties::Origin::Together(id)).await?;
    }
    Ok(())
}

/// An evening for locals on this day.
pub(super) async fn evening(tx: &mut PgTransaction<'_>, day: NaiveDate) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into trainings (id, starts_at, ends_at, place)
         select $1, ($2::date + time '19:30') at time zone 'Europe/Amsterdam', ($2::date + time '21:00') at time zone 'Europe/Amsterdam', 'De bibliotheek'",
    )
    .bind(Uuid::new_v4())
    .bind(day)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// She told us something so many days ago.
pub(super) async fn tell_since(tx: &mut PgTransaction<'_>, her: Uuid, days: i32) -> Result<(), sqlx::Error> {
    let sql = "update newcomers set created_at = buurten_now() - make_interval(days => $2) where account_id = $1";
    sqlx::query(sql).bind(her).bind(days).execute(&mut **tx).await?;
    Ok(())
}

/// A round of the whole city that this social worker made yesterday, and where places were short in it.
pub(super) async fn round(tx: &mut PgTransaction<'_>, by: Uuid, advice: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into rounds (id, advice, by_account, made_at, changed_at) select $1, $2::jsonb, $3, t.at, t.at
         from (select buurten_now() - interval '1 day' as at) t",
    )
    .bind(Uuid::new_v4())
    .bind(advice)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The account with this address, for a printed sign-in link.
///
/// # Errors
/// Those of the database.
pub async fn account_of_role(db: &Db, email: &str) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select id from accounts where email = $1").bind(email).fetch_optional(&**db).await
}

/// Lets a newcomer wish to ask somebody from here since three days.
pub(super) async fn wish(
    tx: &mut PgTransaction<'_>,
    her: Uuid,
    kind: Meet,
    topic: Topic,
    about: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into wishes_to_meet (id, newcomer_id, kind, topic, about, may_be_read, asked_at)
         select $1, id, $3, $4, $5, true, buurten_now() - interval '3 days' from newcomers where account_id = $2",
    )
    .bind(Uuid::new_v4())
    .bind(her)
    .bind(kind.as_str())
    .bind(topic.as_str())
    .bind(about)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lets a local speak for a group.
pub(super) async fn group(
    tx: &mut PgTransaction<'_>,
    them: Uuid,
    name: &str,
    about: &str,
    people: i32,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "with l as (update locals set up_for = up_for || '{welcome-group}' where account_id = $2 returning id)
         insert into welcome_groups (id, local_id, name, about, people) select $1, id, $3, $4, $5 from l",
    )
    .bind(Uuid::new_v4())
    .bind(them)
    .bind(name)
    .bind(about)
    .bind(people)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Three who go somewhere together on this day: the first two said yes.
pub(super) async fn three(
    tx: &mut PgTransaction<'_>,
    accounts: &[Uuid],
    links: &[Vec<u8>],
    day: DateTime<Utc>,
) -> anyhow::Result<()> {
    let id = Uuid::new_v4();
    sqlx::query(
        "insert into gatherings (id, kind, what, place, meets_at, proposed_at)
         values ($1, 'trio', 'Wandelen door het park', 'De bibliotheek', $2, buurten_now() - interval '1 day')",
    )
    .bind(id)
    .bind(day)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "insert into gathering_parties (id, gathering_id, account_id, token_hash, yes_at)
         select gen_random_uuid(), $1, p.account, p.link, case when p.n < 3 then buurten_now() end
         from unnest($2::uuid[], $3::bytea[]) with ordinality p (account, link, n)",
    )
    .bind(id)
    .bind(accounts)
    .bind(links)
    .execute(&mut **tx)
    .await?;
    sqlx::query("update gatherings set state = 'on' where id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}
