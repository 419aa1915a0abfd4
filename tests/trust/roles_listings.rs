//! What the table of routes needs of listings that are kept true.

use crate::roles::Cast;
use buurten::platform::chance::Token;
use uuid::Uuid;

impl Cast {
    /// A letter of a moment ago asked whether this listing is still on; nobody changed it before.
    pub async fn heartbeat(&self, listing: Uuid, token: &Token) {
        let db = &*self.town.db;
        for sql in [
            "delete from heartbeats",
            "delete from corrections",
            "delete from listing_changes where listing_id = $1",
            "update listings set version = 1, status = 'active', closed_on = null where id = $1",
        ] {
            let query = sqlx::query(sql);
            let query = if sql.contains("$1") { query.bind(listing) } else { query };
            query.execute(db).await.expect("as it was");
        }
        let asked = "insert into heartbeats (id, address, token_hash) select gen_random_uuid(), lower(contact_email), $2 from listings where id = $1";
        sqlx::query(asked).bind(listing).bind(token.hash()).execute(db).await.expect("a heartbeat");
    }

    /// Something that somebody says of this listing: it waits, or was left.
    pub async fn correction(&self, listing: Uuid, path: &str) -> Uuid {
        let db = &*self.town.db;
        sqlx::query("delete from corrections").execute(db).await.expect("no corrections");
        let state = if path.ends_with("/reopen") { "left" } else { "open" };
        let sql = "insert into corrections (id, listing_id, unit, fields, state, looked_at)
                   values (gen_random_uuid(), $1, 'venue', '{\"venue\": {\"from\": null, \"to\": \"Hall\"}}', $2, case when $2 = 'left' then buurten_now() end)
                   returning id";
        sqlx::query_scalar(sql).bind(listing).bind(state).fetch_one(db).await.expect("a correction")
    }

    /// A view that whoever calls saved, or removed: of each of the desk in turn, for the address does not say who. Or
    /// something that was done to many.
    pub async fn many_or_view(&self, path: &str) -> Uuid {
        let db = &*self.town.db;
        if path.contains("/many/") {
            let sql = "insert into acts_on_many (id, made) values (gen_random_uuid(), '{}') returning id";
            return sqlx::query_scalar(sql).fetch_one(db).await.expect("an act");
        }
        sqlx::query("delete from saved_views").execute(db).await.expect("no views");
        let sql = "insert into saved_views (id, account_id, name, query, removed_at)
                   select gen_random_uuid(), account_id, 'Mine', 'look=any', case when $1 then buurten_now() end from sessions
                   where account_id in (select account_id from staff) order by seen_at desc, created_at desc limit 1 returning id";
        let removed = path.ends_with("/bring-back");
        let id: Option<Uuid> = sqlx::query_scalar(sql).bind(removed).fetch_optional(db).await.expect("a view");
        id.unwrap_or_else(Uuid::new_v4)
    }

    /// Another listing to merge this one with, as the form names it; or that was done a moment ago.
    pub async fn merge(&self, listing: Uuid, path: &str) -> Uuid {
        let db = &*self.town.db;
        let other = "00000000-0000-4000-8000-00000000000b";
        for sql in [
            "delete from merges".to_owned(),
            format!("delete from listings where id = '{other}'"),
            format!(
                "insert into listings (id, key, kind, title_en, status) values ('{other}', 'copy-other', 'club', 'Copy', 'active')"
            ),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(db).await.expect("another listing");
        }
        if path.ends_with("/merge") {
            return listing;
        }
        let sql = "insert into merges (id, kept, lost, moved) select gen_random_uuid(), $1, $2::text::uuid, '{}' returning id";
        sqlx::query_scalar(sql).bind(self.listing).bind(other).fetch_one(db).await.expect("a merge")
    }
}
