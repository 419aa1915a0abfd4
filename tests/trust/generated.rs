//! Requests that nobody would send: for each role, over every route, with parts of the address, queries and forms drawn
//! from a seed. Whatever comes, nothing breaks; and open data answers as its description says, and not otherwise.
//!
//! `BUURTEN_REQUESTS` sets how many for each role (`make soak`: 5,000), `BUURTEN_SOAK_SEED` where they begin.

use crate::{
    roles::Cast,
    routes::{Line, ROLES, table},
    support::reader::Page,
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// For each role, where nobody says how many.
const USUAL: u64 = 200;
/// After so many somebody signs in anew, for some of them end a session.
const IN_ONE_SESSION: u64 = 25;
/// After so many the city is a new one, for some of them take much away.
const IN_ONE_CITY: u64 = 1_000;

/// What stands in an address or a field and is none.
const ODD: [&str; 24] = [
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "null",
    "true",
    "x",
    "../../etc/passwd",
    "'; drop table listings; --",
    "<script>alert(1)</script>",
    "a\u{0}b",
    "\u{202e}abc",
    "\u{fffd}",
    "é",
    "\u{1f600}",
    "%",
    "%zz",
    "=",
    "~",
    "2026-02-30",
    "FREQ=DAILY;COUNT=999999999",
    "+31 40 1234567",
];
/// Names in queries.
const NAMES: [&str; 24] = [
    "q",
    "page",
    "per_page",
    "status",
    "look",
    "domain",
    "day",
    "language",
    "part",
    "lang",
    "from",
    "next",
    "with",
    "act",
    "listing",
    "all",
    "full",
    "organization_id",
    "modified_after",
    "taxonomy_id",
    "minimal",
    "go",
    "back",
    "cell",
];

struct Draws {
    rng: Pcg64,
    ids: Vec<Uuid>,
    names: Vec<String>,
}

impl Draws {
    fn one_in(&mut self, many: u32) -> bool {
        self.rng.random_range(0..many) == 0
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.rng.random_range(0..all.len())].clone()
    }

    /// Something that is there, something that might be, or something odd.
    fn value(&mut self) -> String {
        match self.rng.random_range(0..6) {
            0 | 1 => self.of(&self.ids.clone()).to_string(),
            2 => Uuid::from_u128(self.rng.random()).to_string(),
            3 => self
                .of(&["en", "nl", "1", "2", "active", "draft", "any", "sport", "tue", "A2", "choir", "2026-11-26"])
                .to_owned(),
            4 if self.one_in(20) => "x".repeat(5_000),
            _ => self.of(&ODD).to_owned(),
        }
    }

    fn name(&mut self) -> String {
        if self.one_in(2) { self.of(&NAMES).to_owned() } else { self.of(&self.names.clone()) }
    }

    fn path(&mut self, route: &str, parts: &Regex) -> String {
        let mut path = String::new();
        let mut rest = route;
        while let Some(part) = parts.find(rest) {
            path.push_str(&rest[..part.start()]);
            let value = match part.as_str() {
                "{lang}" if !self.one_in(20) => self.of(&["en", "nl"]).to_owned(),
                _ => self.value(),
            };
            path.extend(
                url::form_urlencoded::byte_serialize(value.as_bytes())
                    .map(|part| if part == "+" { "%20" } else { part }),
            );
            rest = &rest[part.end()..];
        }
        path.push_str(rest);
        let pairs: Vec<(String, String)> =
            (0..self.rng.random_range(0..4_u32)).map(|_| (self.name(), self.value())).collect();
        let query = form(&pairs);
        if query.is_empty() { path } else { format!("{path}?{}", query.chars().take(2_000).collect::<String>()) }
    }

    /// A good form with something wrong, or right.
    fn fields(&mut self, line: &Line) -> Vec<(String, String)> {
        let mut fields = line.fields();
        fields.retain(|_| !self.one_in(12));
        for (_, value) in &mut fields {
            if self.one_in(4) {
                *value = self.value();
            }
        }
        if self.one_in(6) {
            fields.push((self.name(), self.value()));
        }
        fields
    }

    fn request(&mut self, method: &str, path: &str, line: &Line) -> Request<Body> {
        let request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        if method == "GET" || method == "HEAD" {
            return request.body(Body::empty()).expect("a request");
        }
        let kind = match self.rng.random_range(0..20) {
            0 => "application/json",
            1 => "multipart/form-data; boundary=x",
            _ => "application/x-www-form-urlencoded",
        };
        let body = form(&self.fields(line));
        request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request")
    }
}

fn form(fields: &[(String, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |n| n.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// A good address of each route, and everything in the city that has a name of its own: three of each.
async fn there(cast: &Cast, routes: &[((String, String), Line)]) -> (Vec<String>, Vec<Uuid>) {
    let mut good = Vec::new();
    for ((_, route), _) in routes {
        good.push(cast.path(route).await);
    }
    let db = &*cast.town.db;
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.columns where table_schema = 'public' and column_name = 'id' and data_type = 'uuid' order by 1",
    )
    .fetch_all(db)
    .await
    .expect("tables");
    let mut ids = Vec::new();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!("select id from {table} order by id limit 3"));
        ids.extend(sqlx::query_scalar::<_, Uuid>(sql).fetch_all(db).await.expect("ids"));
    }
    (good, ids)
}

/// Whether this role can still sign in: it may have left.
async fn is_there(cast: &Cast, role: &str) -> bool {
    let Ok(role) = role.parse::<buurten::seed::Role>() else { return true };
    let email = role.somebody("eindhoven").expect("somebody");
    let there = sqlx::query_scalar("select exists (select from accounts where email = $1)").bind(email);
    there.fetch_one(&*cast.town.db).await.expect("an answer")
}

/// What is wrong with an answer.
fn wrong(page: &Page, described: &Value, own: bool, method: &str, route: &str) -> Option<String> {
    // Too many at once: by design, and it says when to come again.
    let busy = page.status == StatusCode::SERVICE_UNAVAILABLE && page.headers.contains_key(header::RETRY_AFTER);
    if page.status.is_server_error() && !busy {
        return Some("it breaks".to_owned());
    }
    let answers = &described["paths"][route][method.to_lowercase()]["responses"];
    let undocumented = own && answers.is_object() && answers[page.status.as_str()].is_null();
    undocumented.then(|| "its description does not say so".to_owned())
}

#[tokio::test]
async fn whatever_is_sent_nothing_breaks_and_open_data_answers_as_described() {
    let (each, seed) = (number("BUURTEN_REQUESTS", USUAL), number("BUURTEN_SOAK_SEED", 7));
    let routes: Vec<((String, String), Line)> = table().into_iter().collect();
    let names: BTreeSet<String> = routes.iter().flat_map(|(_, l)| l.fields()).map(|(name, _)| name).collect();
    let parts = Regex::new(r"\{[^}]*\}").expect("a pattern");
    let mut cast = Cast::new().await;
    let page = cast.town.reader().opens("/api/openapi.json").await;
    let described: Value = serde_json::from_str(&page.html).expect("a description");
    let (mut good, ids) = there(&cast, &routes).await;
    let mut draws = Draws { rng: Pcg64::seed_from_u64(seed), ids, names: names.into_iter().collect() };
    let (mut troubles, mut sent, mut well) = (BTreeSet::new(), 0_u64, 0_u64);
    for role in ROLES {
        let mut reader = cast.reader(role).await;
        for n in 1..=each {
            if sent > 0 && sent % IN_ONE_CITY == 0 || !is_there(&cast, role).await {
                cast = Cast::new().await;
                (good, draws.ids) = there(&cast, &routes).await;
                reader = cast.reader(role).await;
            } else if n % IN_ONE_SESSION == 0 {
                reader = cast.reader(role).await;
            }
            sent += 1;
            let place = draws.rng.random_range(0..routes.len());
            let ((own, route), line) = &routes[place];
            let other =
                draws.one_in(12).then(|| draws.of(&["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]));
            let method = other.unwrap_or(own.as_str());
            // A good one now and then: behind it lies more than behind a refusal.
            let path = if draws.one_in(4) { good[place].clone() } else { draws.path(route, &parts) };
            let request = draws.request(method, &path, line);
            let page = reader.send(request).await;
            well += u64::from(page.status.is_success() || page.status.is_redirection());
            if let Some(trouble) = wrong(&page, &described, method == own.as_str(), method, route) {
                troubles.insert(format!("{method} {route} as {role}: {} {trouble}: {path}", page.status));
            }
        }
    }
    println!("BUURTEN_SOAK_SEED={seed}: {sent} requests, {well} of them answered well");
    assert!(well * 5 > sent, "only {well} of {sent} got anywhere");
    assert!(troubles.is_empty(), "seed {seed}:\n{}", troubles.into_iter().collect::<Vec<_>>().join("\n"));
}
