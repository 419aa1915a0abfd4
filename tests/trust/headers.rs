//! The headers that every answer has.

use crate::{
    roles::Cast,
    routes::table,
    support::{reader::Page, town::Town},
};
use axum::{
    body::Body,
    http::{Request, header},
};

const ALWAYS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn guarded(page: &Page, what: &str) {
    for (name, value) in ALWAYS {
        let all: Vec<_> = page.headers.get_all(name).iter().collect();
        assert_eq!(all, [value], "{what}: {name}");
    }
    for telling in ["server", "x-powered-by"] {
        assert!(!page.headers.contains_key(telling), "{what}: {telling}");
    }
    // Open data alone is for the pages of others, and may be kept for a while.
    let open = ["/hsds", "/calendar.ics", "/new.rss", "/sitemap", "/api/"];
    let is_open = open.iter().any(|begins| page.address.starts_with(begins));
    assert_eq!(page.headers.contains_key("access-control-allow-origin"), is_open, "{what}");
    let stored = page.headers[header::CACHE_CONTROL].to_str().expect("text");
    let is_file = page.address.starts_with("/static/") && page.status.is_success();
    let expected = match (is_file, is_open && page.status.is_success()) {
        (true, _) => "public, max-age=31536000, immutable",
        (_, true) => "public, max-age=300",
        _ => "no-store",
    };
    assert_eq!(stored, expected, "{what}");
    let kind = page.headers.get(header::CONTENT_TYPE).map(|t| t.to_str().expect("text").to_owned());
    assert!(page.html.is_empty() || kind.is_some(), "{what}: bytes of no kind");
}

#[tokio::test]
async fn every_answer_of_every_route_is_guarded() {
    let cast = Cast::new().await;
    for role in ["visitor", "newcomer"] {
        for ((method, route), line) in table() {
            let (mut reader, path) = (cast.reader(role).await, cast.path(&route).await);
            let page = cast.calls(&mut reader, &method, &path, &line.fields()).await;
            guarded(&page, &format!("{method} {route} as {role}"));
            if page.html.contains("<html") {
                let own = page.attributes("script[src], link[href], img[src], form[action]", "src").into_iter();
                let own =
                    own.chain(page.attributes(
                        "link[rel=stylesheet], link[rel=icon], link[rel=manifest], link[rel=preload]",
                        "href",
                    ));
                let own = own.chain(page.attributes("form", "action"));
                let foreign: Vec<_> = own.filter(|a| !a.starts_with('/') || a.starts_with("//")).collect();
                assert!(foreign.is_empty(), "{method} {route} asks others for {foreign:?}");
                assert!(
                    page.attributes("[style]", "style").is_empty() && !page.html.contains("javascript:"),
                    "{route}"
                );
            }
        }
    }
}

#[tokio::test]
async fn every_refusal_is_guarded_too() {
    let town = Town::empty().await;
    let mut reader = town.reader();
    for (what, status, request) in [
        ("nowhere", 404, Request::get("/nowhere")),
        ("no such file", 404, Request::get("/static/nothing.css")),
        ("another host", 421, Request::get("/en/").header(header::HOST, "evil.example.org")),
        ("another site", 403, Request::post("/en/sign-in").header("sec-fetch-site", "cross-site")),
        ("compressed", 415, Request::post("/en/sign-in").header(header::CONTENT_ENCODING, "gzip")),
        ("unreadable", 422, Request::get("/en/listings?day=never")),
        ("no form", 422, Request::post("/en/sign-in")),
    ] {
        let page = reader.send(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(page.status.as_u16(), status, "{what}");
        guarded(&page, what);
    }
}

#[tokio::test]
async fn https_is_promised_where_it_is_ours_to_promise() {
    let https = Town::real("https://city.example.org", buurten::letters::Transport::Shown).await;
    let page = https.reader().opens("/en/").await;
    assert_eq!(page.headers[header::STRICT_TRANSPORT_SECURITY], "max-age=63072000; includeSubDomains");
    let http = Town::empty().await;
    assert!(!http.reader().opens("/en/").await.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
}
