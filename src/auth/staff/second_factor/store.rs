//! All SQL of second factors and of the sessions they make whole.

use super::totp::{Judged, Secret};
use crate::platform::{chance::Token, db::Db};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Whether this account has set a second factor.
pub(super) async fn has_factor(db: &Db, account: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("select exists (select 1 from second_factors where account_id = $1)")
        .bind(account)
        .fetch_one(&**db)
        .await
}

#[derive(FromRow)]
struct Factor {
    secret: Vec<u8>,
    last_step: i64,
    is_locked: bool,
    seconds: i64,
}

/// Whether this is the code of the account now. It works once; five wrong ones lock for fifteen minutes, in which
/// the right one is no better. The row is locked, so that two tries at once are two tries. Commit also what is wrong.
pub(super) async fn try_code(tx: &mut PgTransaction<'_>, account: Uuid, code: &str) -> Result<bool, sqlx::Error> {
    let factor: Option<Factor> = sqlx::query_as(
        "select secret, last_step, coalesce(locked_until > buurten_now(), false) as is_locked,
                extract(epoch from buurten_now())::bigint as seconds
         from second_factors where account_id = $1 for update",
    )
    .bind(account)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(factor) = factor.filter(|f| !f.is_locked) else { return Ok(false) };
    let judged = Secret::new(factor.secret).judge(code, factor.seconds, factor.last_step);
    let sql = match judged {
        Judged::Right(_) => {
            "update second_factors set last_step = $2, wrong_tries = 0, locked_until = null where account_id = $1"
        }
        Judged::Wrong => {
            "update second_factors set wrong_tries = (wrong_tries + 1) % 5, last_step = $2,
                 locked_until = case when wrong_tries >= 4 then buurten_now() + interval '15 minutes' end
             where account_id = $1"
        }
    };
    let step = if let Judged::Right(step) = judged { step } else { factor.last_step };
    sqlx::query(sql).bind(account).bind(step).execute(&mut **tx).await?;
    Ok(judged != Judged::Wrong)
}

/// This session has both factors now, under a new token; what an invitation allowed is over.
pub(super) async fn make_whole(tx: &mut PgTransaction<'_>, session: Uuid, token: &Token) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update sessions set token_hash = $2, second_factor_at = buurten_now(), seen_at = buurten_now(), may_enrol = false,
             enrol_secret = null
         where id = $1",
    )
    .bind(session)
    .bind(token.hash())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The secret that this session may set.
pub(super) async fn secret_to_set(db: &Db, session: Uuid) -> Result<Option<Secret>, sqlx::Error> {
    let secret: Option<Option<Vec<u8>>> =
        sqlx::query_scalar("select enrol_secret from sessions where id = $1 and may_enrol")
            .bind(session)
            .fetch_optional(&**db)
            .await?;
    Ok(secret.flatten().map(Secret::new))
}

/// Sets the second factor of this session's account, where this is a code of the secret it may set. The factor before
/// it ends, and with it every other session of the account: that is what a lost telephone needs.
pub(super) async fn set(tx: &mut PgTransaction<'_>, session: Uuid, code: &str) -> Result<bool, sqlx::Error> {
    let row: Option<(Uuid, Vec<u8>, i64)> = sqlx::query_as(
        "select account_id, enrol_secret, extract(epoch from buurten_now())::bigint from sessions
         where id = $1 and may_enrol and enrol_secret is not null for update",
    )
    .bind(session)
    .fetch_optional(&mut **tx)
    .await?;
    let Some((account, secret, seconds)) = row else { return Ok(false) };
    let secret = Secret::new(secret);
    let Judged::Right(step) = secret.judge(code, seconds, 0) else { return Ok(false) };
    sqlx::query(
        "insert into second_factors (account_id, secret, last_step) values ($1, $2, $3)
         on conflict (account_id) do update set secret = excluded.secret, last_step = excluded.last_step,
             enrolled_at = buurten_now(), wrong_tries = 0, locked_until = null",
    )
    .bind(account)
    .bind(secret.bytes())
    .bind(step)
    .execute(&mut **tx)
    .await?;
    sqlx::query("delete from sessions where account_id = $1 and id <> $2")
        .bind(account)
        .bind(session)
        .execute(&mut **tx)
        .await?;
    Ok(true)
}
