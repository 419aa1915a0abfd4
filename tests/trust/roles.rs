//! Every route × every role gets what the table says, and no route is outside the table.

use crate::{
    routes::{Gets, ROLES, of_source, table},
    support::{
        reader::{Page, Reader},
        town::Town,
    },
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use buurten::{auth::SampleLinks, platform::chance::Token, web::assets};
use std::collections::BTreeSet;
use uuid::Uuid;

#[test]
fn every_route_of_the_source_is_in_the_table_and_every_line_has_a_route() {
    let (source, table) = (of_source(), table().into_keys().collect::<BTreeSet<_>>());
    assert!(source.len() > 50, "only {} routes were read", source.len());
    let missing: Vec<_> = source.difference(&table).collect();
    let left: Vec<_> = table.difference(&source).collect();
    assert!(missing.is_empty(), "not in tests/trust/routes.toml: {missing:#?}");
    assert!(left.is_empty(), "in tests/trust/routes.toml, but no route: {left:#?}");
}

/// The sample city, and what paths need.
pub struct Cast {
    pub town: Town,
    pub listing: Uuid,
    hosted: Uuid,
    pub newcomer: Uuid,
    pub account: Uuid,
}

impl Cast {
    pub async fn new() -> Self {
        let town = Town::sample().await;
        let listing = "select id from listings where status = 'active' and contact_email is not null and coalesce(newcomer_places, 9) > 5 order by key limit 1";
        let listing = sqlx::query_scalar(listing).fetch_one(&*town.db).await.expect("an open listing with a host");
        let email = buurten::seed::Role::Newcomer.somebody("eindhoven").expect("somebody");
        let (newcomer, account) = sqlx::query_as(
            "select n.id, a.id from newcomers n join accounts a on a.id = n.account_id where a.email = $1",
        )
        .bind(email)
        .fetch_one(&*town.db)
        .await
        .expect("the newcomer");
        let hosted = town.listing("monday-soup").await;
        Self { town, listing, hosted, newcomer, account }
    }

    pub async fn reader(&self, role: &str) -> Reader {
        match role {
            "visitor" => self.town.reader(),
            "answers" => {
                let mut reader = self.town.reader();
                let fields = [("dutch", "A1"), ("language", "en"), ("level", "C1")];
                assert!(reader.posts("/en/questions/languages", &fields).await.status.is_redirection());
                reader
            }
            role => self.town.sample_role(role).await,
        }
    }

    /// The path with its parts filled in, from rows that are made for this one call.
    pub async fn path(&self, path: &str) -> String {
        let token = Token::new();
        let mut id = self.listing;
        if path.contains("/host/") {
            // As the forms of the table know it.
            id = self.hosted;
            sqlx::query("with c as (delete from listing_changes where listing_id = $1) update listings set version = 1, status = 'active' where id = $1")
                .bind(id)
                .execute(&*self.town.db)
                .await
                .expect("the host's listing");
        }
        if path.contains("/still-on/") || path.ends_with("/correct") || path.ends_with("/gone") {
            self.heartbeat(id, &token).await;
        }
        if path.contains("/claim/") {
            sqlx::query("insert into claims (id, listing_id, address, token_hash) select gen_random_uuid(), id, contact_email, $2 from listings where id = $1")
                .bind(id)
                .bind(token.hash())
                .execute(&*self.town.db)
                .await
                .expect("a claim");
        }
        if path.contains("/intake/") || path.contains("/by-phone/") {
            id = self.intake(&token).await;
        }
        if path.contains("/requests/") || path.contains("/answer/") {
            sqlx::query("delete from requests").execute(&*self.town.db).await.expect("no requests");
            let listing = id;
            id = Uuid::new_v4();
            sqlx::query(
                "insert into requests (id, newcomer_id, listing_id, answer_token_hash) values ($1, $2, $3, $4)",
            )
            .bind(id)
            .bind(self.newcomer)
            .bind(listing)
            .bind(token.hash())
            .execute(&*self.town.db)
            .await
            .expect("a request");
        }
        if path.ends_with("/go") {
            // Answers of the calls before may have taken every place.
            sqlx::query("update listings set newcomer_places = null where id = $1")
                .bind(self.listing)
                .execute(&*self.town.db)
                .await
                .expect("places");
        }
        if path.contains("/local/") {
            // Whoever sent the form of signing up in a call before is no local in this one.
            sqlx::query("update locals set joined_at = null where account_id <> (select id from accounts where email = 'maarten.v1@example.org')")
                .execute(&*self.town.db)
                .await
                .expect("nobody joined");
        }
        if path.starts_with("/{lang}") && ["/along", "/going/", "/after/"].iter().any(|part| path.contains(part)) {
            id = self.going_along(path, &token).await;
        }
        if path.ends_with("/along") {
            id = self.town.listing("coffee-in-your-field").await;
        }
        if path.contains("/meet/") || path.contains("/introductions/") {
            id = self.introduction(path, &token).await;
        }
        if path.starts_with("/{lang}/letters/") {
            let sql =
                "insert into letters (id, cause, address, language, message_id, sent_at, to_account, unsubscribe_hash)
                       values ($1, 'weekly', '', 'en', $1::text, buurten_now(), $2, $3)";
            let letter = sqlx::query(sql).bind(Uuid::new_v4()).bind(self.account).bind(token.hash());
            letter.execute(&*self.town.db).await.expect("a letter of the week");
        }
        if path.contains("/gathering/") || path.contains("/gatherings/{") {
            id = self.gathering(path, &token).await;
        }
        if path.contains("/me/step/") {
            id = self.step().await;
        }
        if let Some(begun) = self.begun(path, &token).await {
            id = begun;
        }
        if path.contains("/me/safety/") {
            let block = "insert into blocks (blocker_account, blocked_account) select $1, id from accounts where id <> $1 order by email limit 1 returning id";
            sqlx::query("delete from blocks").execute(&*self.town.db).await.expect("no blocks");
            id = sqlx::query_scalar(block).bind(self.account).fetch_one(&*self.town.db).await.expect("a block");
        }
        if path.contains("/ties/") || path.contains("/between/") {
            id = self.tie(path, &token).await;
        }
        if path.contains("/calendar/{token}") {
            let sql = "insert into calendar_feeds (account_id, token_hash) values ($1, $2) on conflict (account_id) do update set token_hash = $2";
            sqlx::query(sql).bind(self.account).bind(token.hash()).execute(&*self.town.db).await.expect("her calendar");
        }
        if path.contains("/wanted/") || path.contains("/gaps/calls/") {
            let call = "insert into calls_for_locals (id, cell) values (gen_random_uuid(), 'choir.tue-evening.any.a2')
                        on conflict (cell) do update set cell = excluded.cell returning id";
            id = sqlx::query_scalar(call).fetch_one(&*self.town.db).await.expect("a call");
        }
        if path.contains("/sign-out/") {
            id = Uuid::new_v4();
            sqlx::query("insert into sessions (id, token_hash, account_id) values ($1, $2, $3)")
                .bind(id)
                .bind(token.hash())
                .bind(self.account)
                .execute(&*self.town.db)
                .await
                .expect("another browser of hers");
        }
        if path.starts_with("/desk/staff/") || path.starts_with("/desk/teams/") {
            id = self.town.desk_row(path).await;
        } else if path.starts_with("/desk/listings/") {
            // Each call has a listing of its own to change, and the new one is new.
            let copies = "delete from listings where key like 'copy-%' or id = '00000000-0000-4000-8000-00000000000a'";
            sqlx::query(copies).execute(&*self.town.db).await.expect("no copies");
            id = Uuid::new_v4();
            sqlx::query("insert into listings (id, key, kind, title_en, status) values ($1, 'copy-' || $1, 'club', 'Copy', 'active')")
                .bind(id)
                .execute(&*self.town.db)
                .await
                .expect("a listing");
        } else if path.contains("/import/{id}") {
            let email = buurten::seed::Role::SocialWorker.somebody("eindhoven").expect("somebody");
            let waits = if path.ends_with("/columns") { "headers" } else { "read" };
            let sheet = "insert into imports (id, by_account, rows, state, columns) select gen_random_uuid(), id, '[]', $2, '{Name,Place}' from accounts where email = $1 returning id";
            id = sqlx::query_scalar(sheet).bind(email).bind(waits).fetch_one(&*self.town.db).await.expect("a sheet");
        } else if path.starts_with("/desk/")
            && !path.contains("/intake/")
            && !path.contains("/together/")
            && !path.contains("/training/")
        {
            id = self.at_the_desk(path, id).await;
        }
        if path.starts_with("/desk/views/") || path.starts_with("/desk/many/") {
            id = self.many_or_view(path).await;
        }
        if path.contains("/imports/") {
            let sql = "insert into imported (id, new, changed) values (gen_random_uuid(), 1, 0) returning id";
            id = sqlx::query_scalar(sql).fetch_one(&*self.town.db).await.expect("an import");
        }
        if path.ends_with("/merge") || path.contains("/merges/") {
            id = self.merge(id, path).await;
        }
        if path.contains("/corrections/") {
            let listing = if path.contains("/host/") { self.hosted } else { self.listing };
            id = self.correction(listing, path).await;
        }
        let token = match self.town.lent.sample_links.paths().first() {
            Some((_, link)) if path.starts_with("/dev/") => link.rsplit('/').next().expect("a token").to_owned(),
            _ => token.as_str().to_owned(),
        };
        let local: Uuid = sqlx::query_scalar("select id from accounts where email = 'maarten.v1@example.org'")
            .fetch_one(&*self.town.db)
            .await
            .expect("a local");
        let asset = assets::address("site.css").trim_start_matches("/static/");
        path.replace("{lang}", "en")
            .replace("{id}", &id.to_string())
            .replace("{token}", &token)
            .replace("{who}", crate::pairs::WHO)
            .replace("{local}", &local.to_string())
            .replace("{newcomer}", &self.waits().await)
            .replace("{kind}", "question")
            .replace("{season}", "carnaval")
            .replace("{what}", "sport.strijp")
            .replace("{cell}", "choir.tue-evening.any.a2")
            .replace("{*name}", asset)
    }

    /// The account of a newcomer who waits for somebody from here.
    async fn waits(&self) -> String {
        let sql = "select n.account_id::text from newcomers n where n.account_id is not null and n.paused_at is null
                     and not exists (select from introductions i where i.newcomer_id = n.id)
                     and not exists (select from ties t where t.newcomer_id = n.id) order by n.id limit 1";
        sqlx::query_scalar(sql).fetch_one(&*self.town.db).await.expect("somebody who waits")
    }

    /// The newcomer's step: the only one there is.
    async fn step(&self) -> Uuid {
        sqlx::query("delete from next_steps").execute(&*self.town.db).await.expect("no steps");
        let sql = "insert into next_steps (id, newcomer_id, kind, until) values (gen_random_uuid(), $1, 'look', buurten_now() + interval '7 days') returning id";
        sqlx::query_scalar(sql).bind(self.newcomer).fetch_one(&*self.town.db).await.expect("a step")
    }

    /// The person at whom the staff looked a moment ago, or a thing of theirs.
    async fn at_the_desk(&self, path: &str, id: Uuid) -> Uuid {
        let db = &*self.town.db;
        let steps = ["talked-to", "certificate", "activate", "undo-step", "stop", "resume"];
        let mut about = self.account;
        if steps.iter().any(|step| path.ends_with(step)) {
            // Somebody who did every step but the last.
            let ready = "update locals set talked_at = buurten_now(), certificate_seen_on = '2026-01-01', certificate_valid_until = '2999-01-01',
                             code_signed_at = buurten_now(), active_since = null, stopped_at = null
                         where account_id = (select a.id from accounts a join locals l on l.account_id = a.id where a.email <> $1 order by a.email limit 1)
                         returning account_id";
            let email = buurten::seed::Role::Local.somebody("eindhoven").expect("somebody");
            about = sqlx::query_scalar(ready).bind(email).fetch_one(db).await.expect("a local");
        }
        let looks = "insert into logbook (id, by_account, about_account, act, reason)
                     select gen_random_uuid(), account_id, $1, 'looked', 'she called' from staff";
        sqlx::query(looks).bind(about).execute(db).await.expect("they said why");
        let note = "insert into notes (id, about_account, purpose, text, until)
                    values (gen_random_uuid(), $1, 'call-back', 'Call her', (buurten_now() + interval '2 days')::date) returning id";
        match path {
            p if p.starts_with("/desk/rounds/") => {
                let round = "insert into rounds (id) values (gen_random_uuid()) returning id";
                sqlx::query_scalar(round).fetch_one(db).await.expect("a round of the whole city")
            }
            p if p.starts_with("/desk/people/") => about,
            p if p.starts_with("/desk/notes/") => {
                sqlx::query_scalar(note).bind(about).fetch_one(db).await.expect("a note")
            }
            p if p.starts_with("/desk/reports/") => {
                let report = "insert into reports (id, about_account, cause) values (gen_random_uuid(), $1, 'unkind') returning id";
                sqlx::query_scalar(report).bind(about).fetch_one(db).await.expect("a report")
            }
            p if p.starts_with("/desk/messages/") => {
                let message = "insert into messages (id, tie_id, from_account, text, held_at)
                    select gen_random_uuid(), id, $1, 'www.example.org', buurten_now() from ties limit 1 returning id";
                sqlx::query_scalar(message).bind(about).fetch_one(db).await.expect("a message")
            }
            p if p.starts_with("/desk/along/") => {
                let going = "insert into going_along (id, newcomer_id, local_id, listing_id, state, answer_token_hash)
                    select gen_random_uuid(), $1, id, $2, 'lapsed', gen_random_uuid()::text::bytea from locals limit 1 returning id";
                let going = sqlx::query_scalar(going).bind(self.newcomer).bind(self.listing);
                going.fetch_one(db).await.expect("a question nobody took")
            }
            _ => id,
        }
    }

    pub async fn calls(&self, reader: &mut Reader, method: &str, path: &str, fields: &[(String, String)]) -> Page {
        if method == "GET" {
            return reader.send(Request::get(path).body(Body::empty()).expect("a request")).await;
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        reader.posts(path, &fields).await
    }
}

#[tokio::test]
async fn every_role_gets_what_the_table_says() {
    let cast = Cast::new().await;
    let mut wrong = Vec::new();
    for ((method, route), line) in table() {
        for role in ROLES {
            let mut reader = cast.reader(role).await;
            let path = cast.path(&route).await;
            let page = cast.calls(&mut reader, &method, &path, &line.fields()).await;
            let as_said = match line.gets(role) {
                Gets::Status(status) => {
                    page.status.as_u16() == *status && page.leads_to().is_none_or(|to| !to.contains("/sign-in?"))
                }
                Gets::LedTo(name) => page.leads_to().is_some_and(|to| {
                    let to = to.split('?').next().unwrap_or_default().to_owned();
                    [format!("/en/{name}"), format!("/nl/{name}"), format!("/{name}")].contains(&to)
                }),
            };
            if !as_said {
                wrong.push(format!(
                    "{method} {route} as {role}: {} {:?}, not {:?}",
                    page.status,
                    page.leads_to(),
                    line.gets(role)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_method_that_a_route_does_not_have_is_not_found() {
    let cast = Cast::new().await;
    let table = table();
    let paths: BTreeSet<&String> = table.keys().map(|(_, path)| path).collect();
    for route in paths {
        let path = cast.path(route).await;
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            if table.contains_key(&(method.to_owned(), route.clone())) {
                continue;
            }
            let request = Request::builder().method(method).uri(&path).header("sec-fetch-site", "same-origin");
            let page = cast.town.reader().send(request.body(Body::empty()).expect("a request")).await;
            assert!(
                matches!(page.status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED),
                "{method} {route}: {}",
                page.status
            );
        }
    }
}

#[tokio::test]
async fn a_get_changes_nothing_that_anybody_told_us() {
    let cast = Cast::new().await;
    let told = "select (select count(*) from accounts) + (select count(*) from letters) + (select count(*) from requests)
         + (select count(*) from sign_in_challenges) + (select count(*) from bookmarks) + (select count(*) from passed_over)
         + (select count(*) from staff) + (select count(*) from teams) + (select count(*) from second_factors)";
    for role in ROLES {
        let mut reader = cast.reader(role).await;
        let answers: Vec<String> =
            sqlx::query_scalar("select answers::text from newcomers where answers <> '{}' order by id")
                .fetch_all(&*cast.town.db)
                .await
                .expect("answers");
        for ((_, route), line) in table().iter().filter(|((method, _), _)| method == "GET") {
            let path = if route.contains("/answer/") { continue } else { cast.path(route).await };
            let before = cast.town.count(told).await;
            cast.calls(&mut reader, "GET", &path, &line.fields()).await;
            assert_eq!(cast.town.count(told).await, before, "{role} {route}");
        }
        let after: Vec<String> =
            sqlx::query_scalar("select answers::text from newcomers where answers <> '{}' order by id")
                .fetch_all(&*cast.town.db)
                .await
                .expect("answers");
        assert_eq!(after, answers, "{role}");
    }
}

#[tokio::test]
async fn metrics_and_sample_pages_are_not_on_a_real_city_s_address() {
    let town = Town::real("http://127.0.0.1:3000", buurten::letters::Transport::Shown).await;
    for path in ["/metrics", "/en/metrics", "/dev/letters", "/dev/sign-in/x"] {
        assert_eq!(town.reader().opens(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Nor with links that somebody lent it by mistake.
    let mut lent = town.lent.clone();
    lent.sample_links = SampleLinks::new([("newcomer", Uuid::new_v4(), buurten::auth::Next::Me)]);
    let path = lent.sample_links.paths().remove(0).1;
    let mut reader = Reader::new(buurten::app::router(&lent));
    assert_eq!(reader.posts(&path, &[]).await.status, StatusCode::NOT_FOUND);
}
