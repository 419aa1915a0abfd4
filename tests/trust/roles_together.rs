//! What the table of routes needs of what is begun together, and an evening for locals.

use crate::roles::Cast;
use buurten::platform::chance::Token;
use uuid::Uuid;

impl Cast {
    /// What an address of this room is about; none where it is another room's.
    pub async fn begun(&self, path: &str, token: &Token) -> Option<Uuid> {
        if path.contains("/together/{id}") || path.contains("/co-host/") {
            Some(self.together(path, token).await)
        } else if path.contains("/training/{id}") {
            Some(self.evening().await)
        } else {
            None
        }
    }

    /// What the newcomer begins: the only one there is. Asked of the sample's local, or hosted by them too.
    async fn together(&self, path: &str, token: &Token) -> Uuid {
        let (id, db) = (Uuid::new_v4(), &*self.town.db);
        let local = "(select id from locals where account_id = (select id from accounts where email = 'maarten.v1@example.org'))";
        let asked = path.ends_with("/answer") || path.ends_with("{token}");
        for sql in [
            "delete from together".to_owned(),
            // A form before this one may have told the desk of somebody.
            "delete from reports".to_owned(),
            "delete from blocks".to_owned(),
            "update newcomers set stopped_at = null".to_owned(),
            format!("update locals set talked_at = coalesce(talked_at, buurten_now()), stopped_at = null, paused_at = null, requests_a_month = 8,
                         answers = answers || '{{\"capacity\": 90}}', joined_at = coalesce(joined_at, buurten_now()) where id = {local}"),
            "delete from going_along".to_owned(),
            // A form before this one may have let a place go, or the host's word.
            format!("insert into regulars (local_id, listing_id, vouched_at)
                     select {local}, id, buurten_now() from (select id from listings where status = 'active' order by key limit 1) l
                     on conflict (local_id, listing_id) do update set vouched_at = buurten_now(), unknown_at = null"),
            format!("insert into together (id, newcomer_id, language, title, interests, free, people, languages)
                     values ('{id}', '{}', 'en', 'Chess in the park', '{{chess}}', '{{tue-evening}}', 6, '{{en}}')", self.newcomer),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(db).await.expect("a proposal");
        }
        let then = match asked {
            true => format!(
                "insert into together_asked (id, together_id, local_id, token_hash) values (gen_random_uuid(), '{id}', {local}, $1)"
            ),
            false => format!(
                "update together set state = 'co-hosted', local_id = {local}, co_hosted_at = buurten_now() where id = '{id}' and $1::bytea is not null"
            ),
        };
        sqlx::query(sqlx::AssertSqlSafe(then)).bind(token.hash()).execute(db).await.expect("a local");
        id
    }

    /// An evening for locals, to come.
    async fn evening(&self) -> Uuid {
        let sql = "insert into trainings (id, starts_at, ends_at, place)
            select gen_random_uuid(), buurten_now() + interval '3 days', buurten_now() + interval '75 hours', 'The library' returning id";
        sqlx::query_scalar(sql).fetch_one(&*self.town.db).await.expect("an evening")
    }
}
