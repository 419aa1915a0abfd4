//! Every cookie: HttpOnly and Lax, and on https `__Host-` and Secure.

use crate::support::{reader::Page, town::Town};
use axum::http::header;
use std::collections::BTreeMap;

/// What every act and page of a whole visit sets, name → line.
async fn all_cookies(town: &Town) -> BTreeMap<String, String> {
    let listing = town.with_listing(&[("id", "choir"), ("contact_email", "host@example.org")]).await;
    let mut set = BTreeMap::new();
    let mut note = |page: &Page| {
        for line in page.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("text").to_owned();
            if !line.contains("Max-Age=0") {
                set.insert(line.split('=').next().expect("a name").to_owned(), line);
            }
        }
    };
    let mut her = town.reader();
    note(&her.posts("/en/questions", &[("wishes", "work")]).await);
    note(&her.posts(&format!("/en/listings/{listing}/pass-over"), &[("reason", "too-far")]).await);
    note(&her.posts("/en/sign-in", &[("email", "ana@example.org")]).await);
    let code = town.letter_for("ana@example.org").await.code();
    note(&her.posts("/en/sign-in/code", &[("code", &code)]).await);
    let switch = axum::http::Request::get("/nl/").header(header::REFERER, "http://127.0.0.1:3000/en/");
    note(&her.send(switch.body(axum::body::Body::empty()).expect("a request")).await);
    set
}

#[tokio::test]
async fn on_https_each_is_bound_to_the_host_secure_and_out_of_reach_of_scripts() {
    let town = Town::real("https://city.example.org", buurten::letters::Transport::Shown).await;
    let set = all_cookies(&town).await;
    let names: Vec<&str> = set.keys().map(String::as_str).collect();
    assert_eq!(names, ["__Host-buurten", "__Host-challenge", "__Host-flash", "__Host-language", "__Host-visit"]);
    for (name, line) in set {
        for attribute in ["; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(line.contains(attribute), "{name} lacks {attribute}: {line}");
        }
        assert!(!line.to_lowercase().contains("domain="), "{line}");
    }
}

#[tokio::test]
async fn on_http_loopback_the_name_is_plain_and_the_rest_holds() {
    let town = Town::empty().await;
    let set = all_cookies(&town).await;
    let names: Vec<&str> = set.keys().map(String::as_str).collect();
    assert_eq!(names, ["buurten", "challenge", "flash", "language", "visit"]);
    for (name, line) in set {
        assert!(line.contains("; Path=/; HttpOnly; SameSite=Lax") && !line.contains("Secure"), "{name}: {line}");
    }
}

#[tokio::test]
async fn each_lives_as_long_as_what_it_stands_for() {
    let town = Town::empty().await;
    let set = all_cookies(&town).await;
    for (name, seconds) in [("buurten", 90 * 86_400), ("challenge", 600), ("flash", 60), ("visit", 14 * 86_400)] {
        assert!(set[name].ends_with(&format!("; Max-Age={seconds}")), "{}", set[name]);
    }
}

#[tokio::test]
async fn only_hashes_of_what_signs_in_are_stored() {
    let town = Town::empty().await;
    let set = all_cookies(&town).await;
    let value = |name: &str| set[name].split(['=', ';']).nth(1).expect("a value").to_owned();
    let mut dump = String::new();
    for table in ["sessions", "sign_in_challenges", "newcomers", "requests"] {
        let sql = sqlx::AssertSqlSafe(format!("select coalesce(string_agg(t::text, ''), '') from {table} t"));
        dump += &sqlx::query_scalar::<_, String>(sql).fetch_one(&*town.db).await.expect("rows");
    }
    let hash = data_encoding::HEXLOWER.encode(&buurten::platform::chance::hash(&value("buurten")));
    assert!(dump.contains(&hash), "the dump is not blind");
    for name in ["buurten", "challenge", "visit"] {
        assert!(!dump.contains(&value(name)), "{name} is stored as it is");
    }
}
