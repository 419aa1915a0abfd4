//! An introduction, and a gathering, for the table of every route and every role.

use crate::support::town::Town;
use buurten::platform::chance::Token;
use uuid::Uuid;

/// The newcomer and the sample's local, brought together: the only ones there are. Asked for an answer, else both said
/// yes.
pub async fn gathering(town: &Town, account: Uuid, path: &str, token: &Token) -> Uuid {
    let (id, db) = (Uuid::new_v4(), &*town.db);
    let asked = path.ends_with("/answer") || path.ends_with("{token}") || path.starts_with("/desk/");
    sqlx::query("delete from gatherings").execute(db).await.expect("no gatherings");
    let gathering = "insert into gatherings (id, kind, what, place, meets_at, state)
        values ($1, 'trio', 'Walk', 'The library', buurten_now() + interval '9 days', case when $2 then 'proposed' else 'on' end)";
    sqlx::query(gathering).bind(id).bind(asked).execute(db).await.expect("a gathering");
    let parties = "insert into gathering_parties (id, gathering_id, account_id, token_hash, yes_at)
        select gen_random_uuid(), $1, id, case when id = $2 then $3 else sha256(id::text::bytea) end, case when not $4 then buurten_now() end
        from accounts where id = $2 or email = 'maarten.v1@example.org'";
    let parties = sqlx::query(parties).bind(id).bind(account).bind(token.hash()).bind(asked);
    parties.execute(db).await.expect("two who are asked");
    id
}

/// The newcomer and the sample's local, introduced: the only ones there are. Open for an answer, else a yes of both.
pub async fn introduction(town: &Town, newcomer: Uuid, path: &str, token: &Token) -> Uuid {
    let (id, db) = (Uuid::new_v4(), &*town.db);
    for sql in [
        "delete from introductions",
        "update locals set talked_at = buurten_now(), certificate_seen_on = '2026-01-01', certificate_valid_until = '2999-01-01',
             code_signed_at = buurten_now(), active_since = buurten_now(), stopped_at = null, paused_at = null
         where account_id = (select id from accounts where email = 'maarten.v1@example.org')",
    ] {
        sqlx::query(sql).execute(db).await.expect("a local who is ready");
    }
    let open = path.ends_with("/answer") || path.ends_with("{token}") || path.starts_with("/desk/");
    sqlx::query(
        "insert into introductions (id, newcomer_id, local_id, state, place, dates, newcomer_token_hash, newcomer_yes_at, local_yes_at, ended_at, meets_at)
         select $1, $2, l.id, case when $4 then 'proposed' else 'both-yes' end, 'The library', array[t.at], $3, t.yes, t.yes, t.yes, t.meets
         from locals l join accounts a on a.id = l.account_id,
              lateral (select buurten_now() + interval '5 days' as at, case when not $4 then buurten_now() end as yes,
                              case when not $4 then buurten_now() + interval '5 days' end as meets) t
         where a.email = 'maarten.v1@example.org'",
    )
    .bind(id)
    .bind(newcomer)
    .bind(token.hash())
    .bind(open)
    .execute(db)
    .await
    .expect("an introduction");
    id
}
