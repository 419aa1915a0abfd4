//! SQL of how a tie begins, and of what is planned to be asked after it.

use crate::ties::tie::{Side, State};
use sqlx::PgTransaction;
use uuid::Uuid;

/// What two said yes to, of which a tie comes.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// An introduction.
    Introduction(Uuid),
    /// Going along: they met.
    Going(Uuid),
    /// Something they begin together.
    Together(Uuid),
}

/// A new tie, unless these two have a living one, or one of them blocked the other.
async fn insert(
    tx: &mut PgTransaction<'_>,
    (newcomer, local): (Uuid, Uuid),
    origin: Origin,
) -> Result<bool, sqlx::Error> {
    let [introduction, going, together] = match origin {
        Origin::Introduction(id) => [Some(id), None, None],
        Origin::Going(id) => [None, Some(id), None],
        Origin::Together(id) => [None, None, Some(id)],
    };
    let begun: Option<Uuid> = sqlx::query_scalar(
        "insert into ties (id, newcomer_id, local_id, introduction_id, going_along_id, together_id, state, met_at)
         select $1, n.id, l.id, $4, $5, $6, case when $5::uuid is null then 'introduced' else 'met' end,
                case when $5::uuid is not null then buurten_now() end
         from newcomers n, locals l where n.id = $2 and l.id = $3 and not exists
             (select from blocks where (blocker_account, blocked_account) in ((n.account_id, l.account_id), (l.account_id, n.account_id)))
         on conflict do nothing returning id",
    )
    .bind(Uuid::new_v4())
    .bind(newcomer)
    .bind(local)
    .bind(introduction)
    .bind(going)
    .bind(together)
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(tie) = begun {
        plan(tx, tie).await?;
    }
    Ok(begun.is_some())
}

/// Plans what will be asked after a tie, of both, from the day on which it began: for a year; after one conversation
/// once, at two weeks, and the thanks when that question had its days.
///
/// # Errors
/// Those of the database.
pub async fn plan(tx: &mut PgTransaction<'_>, tie: Uuid) -> Result<(), sqlx::Error> {
    let once: bool = sqlx::query_scalar(
        "select exists (select from ties t join introductions i on i.id = t.introduction_id
                        where t.id = $1 and i.kind in ('coffee', 'question'))",
    )
    .bind(tie)
    .fetch_one(&mut **tx)
    .await?;
    for side in Side::ALL {
        moments(tx, tie, *side, once).await?;
    }
    Ok(())
}

/// One conversation has become more, for this side: they are asked the rest of the year as well. For whom it was that
/// from the beginning nothing changes.
///
/// # Errors
/// Those of the database.
pub async fn goes_on(tx: &mut PgTransaction<'_>, tie: Uuid, side: Side) -> Result<(), sqlx::Error> {
    moments(tx, tie, side, false).await
}

/// The moments of one side that are not there yet; the thanks move to the end, unless they were given.
async fn moments(tx: &mut PgTransaction<'_>, tie: Uuid, side: Side, once: bool) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into follow_ups (id, tie_id, account_id, step, whose, due_at)
         select gen_random_uuid(), t.id, p.account_id, s.step, $2, t.introduced_at + case when $3 then s.once else s.after end
         from ties t, lateral (select account_id from newcomers where id = t.newcomer_id and $2 = 'newcomer'
                               union all select account_id from locals where id = t.local_id and $2 = 'local') p,
              (values ('two-weeks', interval '14 days', interval '14 days'), ('six-weeks', interval '42 days', null),
                      ('three-months', interval '3 months', null), ('six-months', interval '6 months', null),
                      ('twelve-months', interval '12 months', null),
                      ('thank-you', interval '12 months 28 days', interval '42 days')) s (step, after, once)
         where t.id = $1 and p.account_id is not null and (s.once is not null or not $3)
           and case $2 when 'newcomer' then t.newcomer_over_at else t.local_over_at end is null
         on conflict on constraint one_follow_up_per_step_and_person do update set due_at = excluded.due_at
             where follow_ups.step = 'thank-you' and num_nonnulls(follow_ups.asked_at, follow_ups.skipped_at) = 0",
    )
    .bind(tie)
    .bind(side.as_str())
    .bind(once)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Two who both said yes: a tie begins, and what will be asked is planned, in the transaction of the second yes. Who have
/// a living tie keep it.
///
/// # Errors
/// Those of the database.
pub async fn begin(tx: &mut PgTransaction<'_>, newcomer: Uuid, local: Uuid, origin: Origin) -> Result<(), sqlx::Error> {
    insert(tx, (newcomer, local), origin).await?;
    Ok(())
}

/// A local, by their account, took a newcomer along: they met. Who have a living tie met once more.
///
/// # Errors
/// Those of the database.
pub async fn went_together(
    tx: &mut PgTransaction<'_>,
    newcomer: Uuid,
    local_account: Uuid,
    going: Uuid,
) -> Result<(), sqlx::Error> {
    let local: Option<Uuid> = sqlx::query_scalar("select id from locals where account_id = $1")
        .bind(local_account)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(local) = local else { return Ok(()) };
    if insert(tx, (newcomer, local), Origin::Going(going)).await? {
        return Ok(());
    }
    let met: Option<(Uuid, String)> = sqlx::query_as(
        "update ties set state = case state when 'introduced' then 'met' when 'met' then 'again' else state end,
             again_at = case when state = 'met' then coalesce(again_at, buurten_now()) else again_at end,
             met_at = coalesce(met_at, buurten_now())
         where newcomer_id = $1 and local_id = $2 and state <> 'ended' and going_along_id is distinct from $3
         returning id, state",
    )
    .bind(newcomer)
    .bind(local)
    .bind(going)
    .fetch_optional(&mut **tx)
    .await?;
    match met {
        // Both were there: one conversation has become more.
        Some((tie, state)) if state == State::Again.as_str() => {
            for side in Side::ALL {
                goes_on(tx, tie, *side).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
