//! Bad input on every form: a clear message, nothing stored by half.

use crate::{
    roles::Cast,
    routes::{Line, table},
    support::{
        reader::{Page, Reader},
        town::Town,
    },
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

/// Names of pages and filters that a form sends along: what cannot be read is no place, and nobody's slip.
const PLACES: [&str; 3] = ["next", "back", "place"];

/// Every row of every table as one text; without sessions, and without when somebody was last seen.
async fn all_rows(town: &Town) -> Vec<(String, String)> {
    let tables: Vec<String> = sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public' and tablename not in ('sessions', '_sqlx_migrations') order by 1")
        .fetch_all(&*town.db)
        .await
        .expect("tables");
    let mut all = Vec::new();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!(
            "select coalesce(string_agg(r, E'\\n' order by r), '') from (select (to_jsonb(t) - 'seen_at')::text as r from {table} t) t"
        ));
        all.push((table, sqlx::query_scalar(sql).fetch_one(&*town.db).await.expect("rows")));
    }
    all
}

/// The forms of the table that have fields.
fn forms() -> Vec<(String, Line)> {
    let forms: Vec<_> =
        table().into_iter().filter(|(_, line)| line.form.is_some()).map(|((_, path), line)| (path, line)).collect();
    assert!(forms.len() > 20, "{}", forms.len());
    forms
}

fn body(fields: &[(String, String)]) -> String {
    let pair = |(n, v): &(String, String)| {
        let escaped = |t: &str| url::form_urlencoded::byte_serialize(t.as_bytes()).collect::<String>();
        format!("{}={}", escaped(n), escaped(v))
    };
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

async fn sends(reader: &mut Reader, path: &str, kind: &str, body: impl Into<Body>) -> Page {
    let request = Request::post(path).header(header::CONTENT_TYPE, kind).header("sec-fetch-site", "same-origin");
    reader.send(request.body(body.into()).expect("a request")).await
}

const FORM: &str = "application/x-www-form-urlencoded";

/// A refusal is a page that says something; and it leaves every row as it was.
fn said(page: &Page, what: &str) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", page.main());
    assert!(page.all("main h1").concat().len() > 3 && page.main().len() > 20, "{what} is refused without a word");
}

#[tokio::test]
async fn odd_characters_and_long_texts_are_refused_in_every_field_of_every_form() {
    let cast = Cast::new().await;
    let long = "x".repeat(5_000);
    for (route, line) in forms() {
        let (path, mut reader) = (cast.path(&route).await, cast.reader(line.sender()).await);
        let before = all_rows(&cast.town).await;
        let fields = line.fields();
        let mut names: Vec<&String> = fields.iter().map(|(n, _)| n).collect();
        names.dedup();
        for name in names.into_iter().filter(|n| !PLACES.contains(&n.as_str())) {
            for bad in
                ["a\u{0}b", "a\u{1b}[2Jb", "a\u{7f}", "a\u{202e}b", "\u{2066}a", "a\u{2028}b", "a\u{fffd}b", &long]
            {
                let mut changed = fields.clone();
                changed.iter_mut().filter(|(n, _)| n == name).for_each(|(_, v)| *v = bad.to_owned());
                let page = sends(&mut reader, &path, FORM, body(&changed)).await;
                said(&page, &format!("{route} {name} {:?}", &bad[..bad.len().min(12)]));
            }
        }
        assert!(all_rows(&cast.town).await == before, "{route} stored something");
    }
}

#[tokio::test]
async fn an_empty_field_is_a_slip_or_an_answer_but_never_half_of_one() {
    let cast = Cast::new().await;
    let mut refused = 0;
    for (route, line) in forms() {
        let fields = line.fields();
        for place in 0..fields.len() {
            for absent in [false, true] {
                let (path, mut reader) = (cast.path(&route).await, cast.reader(line.sender()).await);
                let before = all_rows(&cast.town).await;
                let mut changed = fields.clone();
                if absent {
                    drop(changed.remove(place))
                } else {
                    changed[place].1.clear()
                }
                let page = sends(&mut reader, &path, FORM, body(&changed)).await;
                let what = format!("{route} without {}", fields[place].0);
                if page.status.is_redirection() {
                    continue;
                }
                said(&page, &what);
                assert!(all_rows(&cast.town).await == before, "{what} stored something");
                refused += 1;
            }
        }
    }
    assert!(refused >= 10, "only {refused} fields are needed");
}

#[tokio::test]
async fn a_field_we_did_not_ask_for_is_no_form_of_ours() {
    let cast = Cast::new().await;
    for (route, line) in forms() {
        let (path, mut reader) = (cast.path(&route).await, cast.reader(line.sender()).await);
        let before = all_rows(&cast.town).await;
        for extra in ["role", "is_staff", "id", "account_id", "first_name[]", ""] {
            let mut fields = line.fields();
            fields.push((extra.to_owned(), "1".to_owned()));
            said(&sends(&mut reader, &path, FORM, body(&fields)).await, &format!("{route} with {extra:?}"));
        }
        assert!(all_rows(&cast.town).await == before, "{route} stored something");
    }
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused() {
    let cast = Cast::new().await;
    for (route, line) in forms() {
        let (path, mut reader) = (cast.path(&route).await, cast.reader(line.sender()).await);
        let before = all_rows(&cast.town).await;
        let good = body(&line.fields());
        let fields = line.fields();
        let Some((field, _)) = fields.iter().find(|(n, _)| !PLACES.contains(&n.as_str())) else { continue };
        let large = format!("{field}={}", "x".repeat(64 * 1024));
        for (what, kind, bytes) in [
            ("JSON", "application/json", br#"{"email": "a@example.org"}"#.to_vec()),
            ("a form that says it is text", "text/plain", good.clone().into_bytes()),
            ("a form with files", "multipart/form-data; boundary=x", b"--x--".to_vec()),
            ("more than 64 KiB", FORM, large.into_bytes()),
            ("bytes that are no UTF-8", FORM, [field.as_bytes(), b"=\xff\xfe"].concat()),
            ("an escape that is no UTF-8", FORM, format!("{field}=%FF%FE").into_bytes()),
        ] {
            said(&sends(&mut reader, &path, kind, bytes).await, &format!("{route}: {what}"));
        }
        for encoding in ["gzip", "br", "deflate", "zstd"] {
            let request =
                Request::post(&path).header(header::CONTENT_TYPE, FORM).header(header::CONTENT_ENCODING, encoding);
            let request = request.header("sec-fetch-site", "same-origin").body(Body::from(good.clone()));
            let page = reader.send(request.expect("a request")).await;
            assert_eq!(
                (page.status, page.html.as_str()),
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the form uncompressed.\n"),
                "{route}"
            );
        }
        assert!(all_rows(&cast.town).await == before, "{route} stored something");
    }
}

#[tokio::test]
async fn a_form_just_below_64_kib_is_read_and_its_field_is_too_long() {
    let town = Town::empty().await;
    let email = format!("email={}", "x".repeat(64 * 1024 - 6));
    let page = sends(&mut town.reader(), "/en/sign-in", FORM, email).await;
    assert!(page.says("Please use at most 254 characters."), "{}", &page.main()[..200]);
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_a_page() {
    let cast = Cast::new().await;
    let mut reader = cast.reader("newcomer").await;
    let long = format!("/en/{}", "x".repeat(4_000));
    for path in [
        "/en/listings/%FF",
        "/en/listings/%00",
        "/%FF/",
        "/en/sign-in/link/%FF",
        "/en/answer/%F0%9F",
        "/en/..%2f..%2fetc/passwd",
        "/en//",
        "//",
        "/static/../Cargo.toml",
        &long,
    ] {
        let page = reader.send(Request::get(path).body(Body::empty()).expect("a request")).await;
        assert!(matches!(page.status.as_u16(), 200 | 404 | 422), "{path}: {}", page.status);
        assert!(page.all("main h1").len() == 1, "{path} is no page: {}", page.html);
    }
}
