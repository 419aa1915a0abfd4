//! Nothing that somebody types or sends is written down: canaries in every field, and none in any log.

use crate::binary::{Served, cookie, files_named, open_folder, run};
use buurten::platform::private_postgres::{Kind, PrivatePostgres};
use sqlx::{Connection, PgConnection};

/// Each stands in one place alone, so that a hit says where it came from.
const CANARIES: [&str; 22] = [
    "canaryemail",
    "Canaryname",
    "canarysearch",
    "canaryagent",
    "canaryreferrer",
    "CANARYCODE",
    "canarynext",
    "canarytoken",
    "canarypath",
    "canarypostcode",
    "canarylanguage",
    "canaryamount",
    "canaryyears",
    "canarywish",
    "canaryplace",
    "canarymonth",
    "canaryforwarded",
    "canaryfield",
    "canarycookie",
    "canarystays",
    "canarysay",
    "canaryfragment",
];

const BROWSER: [(&str, &str); 4] = [
    ("user-agent", "Mozilla/5.0 canaryagent"),
    ("referer", "http://127.0.0.1/en/listings?q=canaryreferrer"),
    ("x-forwarded-for", "canaryforwarded"),
    ("accept-language", "en;q=0.9, canarylanguage"),
];

async fn asks(city: &Served, cookies: &str, method: &str, path: &str, body: &str) -> String {
    let mut headers = BROWSER.to_vec();
    let cookies = format!("other=canarycookie; {cookies}");
    headers.push(("cookie", &cookies));
    city.asks(method, path, &headers, body).await
}

/// A whole visit, with slips in every form and errors of every kind.
async fn visits(city: &Served) {
    let mut cookies = String::new();
    for path in [
        "/?utm=canarysearch",
        "/en/listings?q=canarysearch",
        "/en/listings?q=canarysearch&day=canaryfield",
        "/en/canarypath",
        "/canarypath",
        "/en/sign-in?next=canarynext",
        "/en/sign-in/link/canarytoken",
        "/en/answer/canarytoken",
        "/en/listings/canarypath",
        "/static/canarypath",
        "/en/for-you?q=canarysearch",
        "/dev/sign-in/canarytoken",
        "/en/week?week=canaryfield",
        "/%FFcanarypath",
        "/canarypath/../..",
    ] {
        asks(city, "", "GET", path, "").await;
    }
    let place = asks(city, "", "POST", "/en/questions/languages", "dutch=A1&language=en&level=C1").await;
    cookies += &format!("visit={}; ", cookie(&place, "visit"));
    for (path, body) in [
        ("/en/questions", "wishes=canarywish"),
        ("/en/questions/interests", "interests=canarywish"),
        ("/en/questions/languages", "dutch=A1&language=canarylanguage&level=C1"),
        ("/en/questions/time", "free=canarywish"),
        ("/en/questions/place", "postcode=canarypostcode&travel=bike&minutes=25"),
        ("/en/questions/company", "easier=canarywish"),
        ("/en/more-about-you/budget", "most=amount&amount=canaryamount"),
        ("/en/more-about-you/children", "years=canaryyears"),
        ("/en/more-about-you/stay", "arrived_month=canarymonth&arrived_year=2026"),
        ("/en/for-you/rung", "rung=canaryfield"),
        ("/en/for-you/rung", "rung=mixed&place=canaryplace"),
        ("/en/sign-in", "email=canaryemail"),
        ("/en/sign-in", "email=canaryemail%40example.org&canaryfield=1"),
        ("/en/sign-in/code", "code=CANARYCODE"),
        ("/en/sign-in/link/canarytoken", ""),
        ("/en/answer/canarytoken", "say=canarysay"),
        ("/en/answer/canarytoken", "say=yes"),
        ("/en/sign-out/canarytoken", ""),
        ("/en/requests/canarytoken/went", ""),
        ("/en/canarypath", "canaryfield=canaryfield"),
    ] {
        asks(city, &cookies, "POST", path, body).await;
    }
    // Signing in for good, by the letter that the sample shows; and saying yes.
    let asked = asks(city, &cookies, "POST", "/en/sign-in", "email=canaryemail%40example.org&next=canarynext").await;
    cookies += &format!("challenge={}; ", cookie(&asked, "challenge"));
    let letters = asks(city, "", "GET", "/dev/letters", "").await;
    let code = letters.lines().map(str::trim).find(|l| l.len() == 9 && l.as_bytes()[4] == b'-' && l.is_ascii());
    let code = code.unwrap_or_else(|| panic!("a code in {letters}"));
    for typed in ["CANARYCODE", code] {
        let answer = asks(city, &cookies, "POST", "/en/sign-in/code", &format!("code={typed}")).await;
        if typed == code {
            cookies += &format!("buurten={}; ", cookie(&answer, "buurten"));
        }
    }
    let list = asks(city, &cookies, "GET", "/en/listings", "").await;
    let mut asked = 0;
    for id in list
        .split("/en/listings/")
        .filter_map(|r| r.get(..36))
        .filter(|id| id.as_bytes()[8] == b'-')
        .collect::<std::collections::BTreeSet<_>>()
    {
        let go = format!("/en/listings/{id}/go");
        for body in [
            "first_name=Canaryname",
            "first_name=Canaryname&arrived=canarymonth",
            "first_name=Canaryname&stays=canarystays",
        ] {
            let answer = asks(city, &cookies, "POST", &go, body).await;
            asked += usize::from(answer.contains("location: /en/me"));
        }
        asks(city, &cookies, "POST", &format!("/en/listings/{id}/keep"), "back=canaryplace&place=q%3Dcanarysearch")
            .await;
    }
    assert!(asked > 0, "nobody was asked, so no name was written anywhere");
    asks(city, &cookies, "GET", "/en/me", "").await;
    asks(city, &cookies, "POST", "/en/sign-out", "").await;
}

/// Errors of the database are where logs usually say too much: it refuses a row with what she typed in it.
async fn refuses(city: &Served, data: &str) {
    let data = data.to_owned();
    let options = tokio::task::spawn_blocking(move || {
        PrivatePostgres::start(data.as_ref(), Kind::Durable).expect("it joins the one that runs").connect_options()
    });
    let mut connection = PgConnection::connect_with(&options.await.expect("no panic")).await.expect("a connection");
    sqlx::raw_sql("alter table sign_in_challenges add constraint refused check (email not like 'canaryemailfails%')")
        .execute(&mut connection)
        .await
        .expect("a trap");
    let answer = asks(city, "", "POST", "/en/sign-in", "email=canaryemailfails%40example.org").await;
    assert!(answer.starts_with("HTTP/1.1 500") && !answer.contains("refused"), "{answer}");
}

#[tokio::test]
async fn no_log_holds_anything_that_was_typed_or_sent() {
    let data = open_folder();
    let path = data.path().to_str().expect("a path").to_owned();
    let seeded = run(&["seed", "--data", &path], None, &[]).await;
    assert!(seeded.status.success(), "{seeded:?}");
    let city = Served::start(None, &["--data", &path], &[("RUST_LOG", "debug")]).await;
    visits(&city).await;
    refuses(&city, &path).await;
    let (status, log) = city.stop().await;
    assert_eq!(status, Some(0), "{log}");
    let postgres = files_named(data.path(), "postgres.log");
    assert!(log.contains("/{lang}/listings/{id}/go") && log.lines().count() > 60, "the log is not blind: {log}");
    assert!(log.contains("DEBUG"), "it was asked to say everything");
    assert!(log.contains("something of ours went wrong"), "no error of ours was met");
    assert!(postgres.contains("violates check constraint"), "where is the log of Postgres? {postgres}");
    for canary in CANARIES {
        for (name, text) in [("our log", &log), ("the log of Postgres", &postgres)] {
            let hit = text.lines().find(|l| l.to_lowercase().contains(&canary.to_lowercase()));
            assert!(hit.is_none(), "{canary} in {name}: {}", hit.unwrap_or_default());
        }
    }
}
