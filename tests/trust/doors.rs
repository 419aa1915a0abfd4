//! The doors: which Host is served, and where an act may come from.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

#[tokio::test]
async fn a_host_that_is_not_ours_is_told_so_whatever_it_asks() {
    let town = Town::empty().await;
    for (host, ours) in [
        ("127.0.0.1:3000", true),
        ("localhost:3000", true),
        ("LOCALHOST:3000", true),
        ("[::1]:3000", true),
        ("127.0.0.1", false),
        ("127.0.0.1:3001", false),
        ("evil.example.org", false),
        ("127.0.0.1:3000.evil.example.org", false),
        ("evil.example.org#127.0.0.1:3000", false),
        ("user@127.0.0.1:3000", false),
        ("", false),
    ] {
        for path in ["/en/", "/healthz", "/static/site.css", "/nowhere"] {
            let request = Request::get(path).header(header::HOST, host).header("x-forwarded-host", "127.0.0.1:3000");
            let page = town.reader().send(request.body(Body::empty()).expect("a request")).await;
            assert_eq!(page.status != StatusCode::MISDIRECTED_REQUEST, ours, "{host:?} {path}: {}", page.status);
            assert!(ours || page.html == "This host is not served here.\n", "{host:?} {path}");
        }
    }
}

#[tokio::test]
async fn links_come_from_the_configuration_and_never_from_the_request() {
    let town = Town::real("https://city.example.org", buurten::letters::Transport::Shown).await;
    let listing = town.with_listing(&[("id", "choir")]).await;
    let mut reader = town.reader();
    for path in ["/en/", "/en/listings", &format!("/en/listings/{listing}")] {
        let request = Request::get(path)
            .header("x-forwarded-host", "evil.example.org")
            .header("forwarded", "host=evil.example.org");
        let page = reader.send(request.body(Body::empty()).expect("a request")).await;
        assert!(!page.html.contains("evil.example.org") && !page.html.contains("127.0.0.1"), "{path}");
    }
    reader.posts("/en/sign-in", &[("email", "ana@example.org")]).await;
    let letter = town.letter_for("ana@example.org").await;
    assert!(letter.links()[0].starts_with("https://city.example.org/en/sign-in/link/"), "{letter:?}");
}

async fn acts(reader: &mut Reader, site: Option<&str>, origin: Option<&str>) -> Page {
    let mut request =
        Request::post("/en/for-you/rung").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    reader.send(request.body(Body::from("rung=mixed")).expect("a request")).await
}

#[tokio::test]
async fn an_act_from_another_site_is_refused_and_changes_nothing() {
    let town = Town::empty().await;
    let mut her = town.signed_in("ana@example.org").await;
    let mut nobody = town.reader();
    let ours = Some("http://127.0.0.1:3000");
    for (site, origin, signed_in, visitor) in [
        (Some("same-origin"), ours, 303, 303),
        (Some("same-origin"), None, 303, 303),
        (None, ours, 303, 303),
        (Some("cross-site"), None, 403, 403),
        (Some("cross-site"), Some("https://evil.example.org"), 403, 403),
        (Some("cross-site"), ours, 403, 403),
        (Some("same-site"), None, 403, 403),
        (Some("nonsense"), None, 403, 403),
        (None, Some("https://evil.example.org"), 403, 403),
        (None, Some("http://127.0.0.1:3001"), 403, 403),
        (None, Some("http://127.0.0.1:3000.evil.example.org"), 403, 403),
        (None, Some("null"), 403, 403),
        // A program without a browser may act as a visitor; with our session cookie it must say where it is.
        (None, None, 403, 303),
    ] {
        for (reader, expected) in [(&mut her, signed_in), (&mut nobody, visitor)] {
            sqlx::query("delete from newcomers").execute(&*town.db).await.expect("no answers");
            let page = acts(reader, site, origin).await;
            assert_eq!(page.status.as_u16(), expected, "{site:?} {origin:?}");
            let stored = town.count("select count(*) from newcomers").await;
            assert_eq!(stored, i64::from(expected == 303), "{site:?} {origin:?}");
            assert!(expected == 303 || page.all("main h1").concat().len() > 3, "it is refused without a word");
        }
    }
    // Looking is free, wherever the link stood.
    let request =
        Request::get("/en/listings").header("sec-fetch-site", "cross-site").body(Body::empty()).expect("a request");
    assert_eq!(her.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_else_s_cookie_name_passes_for_ours() {
    let town = Town::real("https://city.example.org", buurten::letters::Transport::Shown).await;
    let mut her = town.signed_in("ana@example.org").await;
    let token = her.cookie("__Host-buurten").expect("a session").to_owned();
    // A neighbouring host can set a plain name, but not one that begins with __Host-.
    for (cookie, signed_in) in [
        (format!("__Host-buurten={token}"), true),
        (format!("buurten={token}"), false),
        (format!("x__Host-buurten={token}"), false),
    ] {
        let request = Request::get("/en/me").header(header::COOKIE, &cookie).body(Body::empty()).expect("a request");
        assert_eq!(her.send(request).await.status == StatusCode::OK, signed_in, "{cookie}");
    }
}
