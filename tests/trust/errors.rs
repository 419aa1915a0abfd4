//! Errors of ours are a page with a number, and never their cause.

use crate::support::{reader::Reader, town::Town};
use axum::{Router, http::StatusCode, routing::get};
use buurten::{app::around, web::Error};

fn reader(town: &Town) -> Reader {
    let pages = Router::new()
        .route("/{lang}/panics", get(|| async { panic!("{}", "canary-of-a-panic") as &str }))
        .route("/{lang}/fails", get(|| async { Error::Unexpected(anyhow::anyhow!("canary-of-a-cause")) }))
        .route("/{lang}/works", get(|| async { "works" }));
    Reader::new(around(pages, &town.lent))
}

#[tokio::test]
async fn a_panic_and_a_failure_become_a_page_with_a_number() {
    let town = Town::empty().await;
    let mut reader = reader(&town);
    let mut numbers = std::collections::BTreeSet::new();
    for path in ["/en/panics", "/en/fails", "/en/panics", "/nl/panics"] {
        let page = reader.opens(path).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!page.html.contains("canary"), "{path} shows its cause");
        assert_eq!(page.attributes("html", "lang"), [&path[1..3]], "{path}: {}", page.html);
        assert_eq!(page.attributes(".error-page a", "href"), [format!("/{}/", &path[1..3])], "a way on");
        let number = page.all(".error-page__number").concat();
        assert!(number.chars().any(|c| c.is_ascii_digit()), "{number}");
        assert!(numbers.insert(number), "a number of its own");
        assert!(page.headers.contains_key("content-security-policy"));
    }
    assert_eq!(reader.opens("/en/works").await.html, "works", "and the next is served");
}

#[tokio::test]
async fn panics_take_no_places_with_them() {
    let town = Town::empty().await;
    let mut reader = reader(&town);
    for _ in 0..200 {
        reader.opens("/en/panics").await;
    }
    assert_eq!(reader.opens("/en/works").await.html, "works");
}

#[tokio::test]
async fn without_the_database_there_is_still_a_page_with_a_human_within_reach() {
    let town = Town::empty().await;
    let mut her = town.signed_in("ana@example.org").await;
    town.db.close().await;
    for path in ["/en/me", "/nl/listings", "/en/sign-in"] {
        let page = her.opens(path).await;
        assert!(page.status.is_server_error(), "{path}: {}", page.status);
        assert_eq!(page.attributes(".reach a", "href").len(), 2, "{path}: {}", page.html);
        assert!(!page.html.to_lowercase().contains("pool") && !page.html.contains("sqlx"), "{path}");
    }
    assert_eq!(her.opens("/healthz").await.status, StatusCode::OK, "the process lives");
    let ready = her.opens("/readyz").await;
    assert_eq!(
        (ready.status, ready.html.as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    );
}
