//! What stands between the newcomer and the sample's local, made for one call of a route.

use crate::roles::Cast;
use buurten::platform::chance::Token;
use uuid::Uuid;

/// The sample's local has room, whatever else they were asked in the sample and by the calls before.
const HAS_ROOM: &str = "update locals set requests_a_month = 8, answers = answers || '{\"capacity\": 90}'
    where account_id = (select id from accounts where email = 'maarten.v1@example.org')";

/// The party of the sample's local in every gathering.
pub const WHO: &str = "00000000-0000-4000-8000-0000000000ff";

impl Cast {
    /// The newcomer and the sample's local, introduced: the only ones there are. Open for an answer, else a yes of both.
    pub async fn introduction(&self, path: &str, token: &Token) -> Uuid {
        let (id, db) = (Uuid::new_v4(), &*self.town.db);
        for sql in [
            HAS_ROOM,
            "delete from introductions",
            // What the calls before asked them was in another month.
            "delete from going_along",
            "update together_asked set sent_at = sent_at - interval '2 months'",
            "delete from blocks",
            "delete from reports",
            "update locals set talked_at = buurten_now(), certificate_seen_on = '2026-01-01', certificate_valid_until = '2999-01-01',
                 code_signed_at = buurten_now(), active_since = buurten_now(), stopped_at = null, paused_at = null,
                 up_for = '{one-to-one,coffee,question,welcome-group}'
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
        .bind(self.newcomer)
        .bind(token.hash())
        .bind(open)
        .execute(db)
        .await
        .expect("an introduction");
        id
    }

    /// What stands between the newcomer and the sample's local: the only tie there is, and she was asked after it.
    pub async fn tie(&self, path: &str, token: &Token) -> Uuid {
        let (id, db) = (Uuid::new_v4(), &*self.town.db);
        for sql in ["delete from ties", "delete from blocks", "delete from reports"] {
            sqlx::query(sql).execute(db).await.expect("no ties");
        }
        sqlx::query(
            "with t as (insert into ties (id, newcomer_id, local_id, state, ended_at, newcomer_over_at, local_over_at, end_reason, ended_by)
                        select $1, $2, l.id, case when $4 then 'ended' else 'introduced' end, case when $4 then buurten_now() end,
                               case when $4 then buurten_now() end, case when $4 then buurten_now() end,
                               case when $4 then 'thank-you' end, case when $4 then 'time' end
                        from locals l join accounts a on a.id = l.account_id where a.email = 'maarten.v1@example.org' returning id)
             insert into follow_ups (id, tie_id, step, whose, account_id, due_at, asked_at, expires_at, token_hash)
             select $1, id, 'two-weeks', 'newcomer', $5, buurten_now(), buurten_now(), buurten_now() + interval '28 days', $3 from t",
        )
        .bind(id)
        .bind(self.newcomer)
        .bind(token.hash())
        .bind(path.ends_with("/look"))
        .bind(self.account)
        .execute(db)
        .await
        .expect("a tie");
        id
    }

    /// The newcomer's question to the sample's local: the only one there is. A yes where the two have a page, and where
    /// they are asked how it was.
    pub async fn going_along(&self, path: &str, token: &Token) -> Uuid {
        let id = Uuid::new_v4();
        for sql in [HAS_ROOM, "delete from going_along", "delete from blocks", "delete from reports"] {
            sqlx::query(sql).execute(&*self.town.db).await.expect("no questions");
        }
        sqlx::query(
            "with l as (select l.id from locals l join accounts a on a.id = l.account_id where a.email = 'maarten.v1@example.org'),
                  r as (select r.* from regulars r join l on l.id = r.local_id order by r.listing_id limit 1)
             insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash, state, answered_at, starts_at,
                 asked_after_at, newcomer_after_hash)
             select $1, $2, local_id, listing_id, $3, case when $4 then 'yes' else 'sent' end, case when $4 then buurten_now() end,
                 case when $4 then buurten_now() + interval '2 days' end, case when $5 then buurten_now() end, case when $5 then $3 end from r",
        )
        .bind(id)
        .bind(self.newcomer)
        .bind(token.hash())
        .bind(["/going/{id}", "/calendar.ics", "/after/{token}"].iter().any(|end| path.ends_with(end)))
        .bind(path.contains("/after/"))
        .execute(&*self.town.db)
        .await
        .expect("a question");
        id
    }

    /// The newcomer and the sample's local, brought together: the only ones there are. Asked for an answer, else both said
    /// yes.
    pub async fn gathering(&self, path: &str, token: &Token) -> Uuid {
        let (id, db) = (Uuid::new_v4(), &*self.town.db);
        let asked = path.ends_with("/answer") || path.ends_with("{token}") || path.starts_with("/desk/");
        for sql in ["delete from gatherings", "delete from blocks", "delete from reports"] {
            sqlx::query(sql).execute(db).await.expect("no gatherings");
        }
        let gathering = "insert into gatherings (id, kind, what, place, meets_at, state)
            values ($1, 'trio', 'Walk', 'The library', buurten_now() + interval '9 days', case when $2 then 'proposed' else 'on' end)";
        sqlx::query(gathering).bind(id).bind(asked).execute(db).await.expect("a gathering");
        let parties = "insert into gathering_parties (id, gathering_id, account_id, token_hash, yes_at)
            select case when id = $2 then gen_random_uuid() else $5::text::uuid end, $1, id, case when id = $2 then $3 else sha256(id::text::bytea) end, case when not $4 then buurten_now() end
            from accounts where id = $2 or email = 'maarten.v1@example.org'";
        let parties = sqlx::query(parties).bind(id).bind(self.account).bind(token.hash()).bind(asked).bind(WHO);
        parties.execute(db).await.expect("two who are asked");
        id
    }
}
