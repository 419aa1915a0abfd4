//! Bad input at the one place that takes a file: a clear message, nothing stored.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use std::{
    pin::Pin,
    task::{Context, Poll},
};

const HEADER: &str = "id,kind,title_en,status\n";

async fn social_worker(town: &Town) -> Reader {
    let mut reader = town.sample_role("social-worker").await;
    reader.posts("/desk/language", &[]).await;
    reader
}

fn refused(page: &Page, what: &str, says: &str) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", page.main());
    assert!(page.says(says), "{what}: {}", page.main());
    assert_eq!(page.all("main h1").len(), 1, "{what}");
}

#[tokio::test]
async fn a_file_that_is_no_sheet_is_refused_with_a_word() {
    let town = Town::sample().await;
    let mut anna = social_worker(&town).await;
    let columns = format!("{}{}\na,club,A,active\n", HEADER.trim_end(), ",".repeat(100_000));
    let many = format!("{HEADER}{}", "a,club,A,active\n".repeat(20_001));
    let large = vec![b'x'; 6 << 20];
    for (what, file, says) in [
        ("nothing", Vec::new(), "Choose a file first."),
        ("6 MiB", large, "This file is larger than 5 MB."),
        ("a workbook", b"PK\x03\x04rest".to_vec(), "expected a sheet saved as CSV, not a workbook"),
        ("a NUL", b"id,kind\0,title_en,status\n".to_vec(), "expected a text file"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "expected a text file"),
        (
            "two encodings",
            [HEADER.as_bytes(), b"a,club,\xc3\xa9\xff,active\n"].concat(),
            "Row 2: expected text in UTF-8",
        ),
        ("a strange column", b"id,kind,title_en,status,<b>\n".to_vec(), "Column <b>"),
        ("no header", b"choir,club,Choir,active\n".to_vec(), "this column in every sheet"),
        ("no rows", HEADER.as_bytes().to_vec(), "at least one row"),
        ("20,001 rows", many.into_bytes(), "at most 20000 rows"),
    ] {
        refused(&anna.uploads("/desk/import", "sheet", &file).await, what, says);
    }
    refused(&anna.uploads("/desk/import", "photo", b"x").await, "another field", "We could not read that");
    refused(&anna.posts("/desk/import", &[("sheet", "x")]).await, "no file at all", "We could not read that");
    assert_eq!(town.count("select count(*) from imports").await, 0);
    // A hundred thousand empty columns are no columns.
    let page = anna.uploads("/desk/import", "sheet", columns.as_bytes()).await;
    assert!(page.status.is_redirection(), "{}", page.main());
}

#[tokio::test]
async fn odd_cells_are_wrong_cells_and_are_shown_short_and_harmless() {
    let town = Town::sample().await;
    let mut anna = social_worker(&town).await;
    let before = town.count("select count(*) from listings").await;
    let large = "x".repeat((5 << 20) - 100);
    for cell in
        ["a\u{1b}[2Jb", "a\u{7f}", "a\u{202e}b", "\u{2066}a", "\u{fffd}", "<script>\u{200e}", "\"a\nb\"", &large]
    {
        let sheet = format!("{HEADER}a,club,{cell},active\n");
        let page = anna.uploads("/desk/import", "sheet", sheet.as_bytes()).await;
        let preview = anna.opens(&page.leads_to().unwrap_or_else(|| panic!("{}", page.main()))).await;
        assert!(preview.says("0 new 0 changed 0 unchanged 1 wrong"), "{}", preview.main());
        assert!(preview.html.len() < 30_000 && !preview.html.contains("<script>\u{200e}"));
        assert_eq!(preview.all("main form button"), ["Leave it"]);
        let mut done = anna.sends(&preview.address, &[]).await;
        while !done.attributes("meta[http-equiv=refresh]", "content").is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await; // a busy machine shows how far it is
            done = anna.opens(&preview.address).await;
        }
        assert!(done.says("1 wrong") && done.says("0 new"), "{}", done.main());
    }
    assert_eq!(town.count("select count(*) from listings").await, before);
}

/// Bytes that never come.
struct Endless;

impl hyper::body::Body for Endless {
    type Data = axum::body::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Self::Data>, Self::Error>>> {
        Poll::Pending
    }
}

#[tokio::test]
async fn a_sheet_from_another_site_is_refused_and_nobody_else_s_bytes_are_read() {
    let town = Town::sample().await;
    let form = "--x\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"s\"\r\n\r\nid\r\n--x--\r\n";
    let request = |origin: Option<&str>, site: Option<&str>| {
        let mut request = Request::post("/desk/import").header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        request.body(Body::from(form)).expect("a request")
    };
    let mut anna = social_worker(&town).await;
    for (origin, site) in
        [(Some("https://evil.example"), Some("cross-site")), (Some("https://evil.example"), None), (None, None)]
    {
        let page = anna.send(request(origin, site)).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{origin:?} {site:?}");
    }
    // For others the page does not exist, and what they send is not waited for.
    let request = Request::post("/desk/import").header("sec-fetch-site", "same-origin");
    let request = request
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::new(Endless))
        .expect("a request");
    let page = town.sample_role("newcomer").await.send(request).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(town.count("select count(*) from imports").await, 0);
}
