//! One database is one city, sample or real: what each of them does, and never does.

use crate::{
    binary::{Served, run},
    sink::{MailServer, Mood},
    support::postgres::{FreshDatabase, fresh_database},
};
use sqlx::{Connection, PgConnection, query, query_scalar};
use std::time::{Duration, Instant};

async fn connect(database: &FreshDatabase) -> PgConnection {
    PgConnection::connect_with(&database.options).await.expect("a connection")
}

async fn count(database: &FreshDatabase, sql: &'static str) -> i64 {
    query_scalar(sql).fetch_one(&mut connect(database).await).await.expect("a count")
}

async fn until_sent(database: &FreshDatabase) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while count(database, "select count(*) from letters where sent_at is not null").await == 0 {
        assert!(Instant::now() < deadline, "no letter was taken up");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A database that is a real city.
async fn real() -> FreshDatabase {
    let database = fresh_database().await;
    let mut tx = connect(&database).await;
    let facts = serde_json::to_value(buurten::city::found("eindhoven").expect("its folder")).expect("facts");
    query("insert into city (slug, kind, facts) values ('eindhoven', 'real', $1)")
        .bind(facts)
        .execute(&mut tx)
        .await
        .expect("a city");
    database
}

#[tokio::test]
async fn a_sample_sends_nothing_outside_even_where_it_is_told_of_a_mail_server() {
    let (database, server) = (fresh_database().await, MailServer::start(Mood::Accepts).await);
    assert!(run(&["seed"], Some(&database), &[]).await.status.success());
    let city = Served::start(Some(&database), &[], &[("BUURTEN_SMTP_URL", &server.url())]).await;
    let answer = city.asks("POST", "/en/sign-in", &[], "email=ana%40example.org").await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    until_sent(&database).await;
    assert!(server.got().is_empty(), "{:?}", server.got());
    let letters = city.asks("GET", "/dev/letters", &[], "").await;
    assert!(letters.contains("ana@example.org"));
    let (status, _) = city.stop().await;
    assert_eq!(status, Some(0));
}

#[tokio::test]
async fn a_sample_prints_a_link_for_each_role_that_ends_with_the_process() {
    let database = fresh_database().await;
    assert!(run(&["seed"], Some(&database), &[]).await.status.success());
    let city = Served::start(Some(&database), &[], &[]).await;
    let links = |out: &str| -> Vec<String> {
        out.lines()
            .filter_map(|l| l.split_once("/dev/sign-in/"))
            .map(|(_, t)| format!("/dev/sign-in/{}", t.trim()))
            .collect()
    };
    let first = links(&city.out());
    assert_eq!(first.len(), 5, "{}", city.out());
    for role in ["newcomer", "local", "host", "social-worker", "administrator"] {
        assert!(city.out().contains(role), "{role}");
    }
    for link in &first {
        assert!(city.asks("GET", link, &[], "").await.starts_with("HTTP/1.1 200"), "{link}");
        assert!(city.asks("POST", link, &[], "").await.starts_with("HTTP/1.1 303"), "{link}");
    }
    assert!(city.stop().await.1.contains("stopped"));
    let again = Served::start(Some(&database), &[], &[]).await;
    for link in &first {
        assert!(!links(&again.out()).contains(link));
        assert!(again.asks("POST", link, &[], "").await.starts_with("HTTP/1.1 404"), "{link} outlived its process");
    }
}

#[tokio::test]
async fn a_real_city_sends_over_its_mail_server_and_prints_no_way_in() {
    let (database, server) = (real().await, MailServer::start(Mood::Accepts).await);
    let city = Served::start(Some(&database), &[], &[("BUURTEN_SMTP_URL", &server.url())]).await;
    assert!(!city.written().contains("sign-in") && !city.written().contains("/dev/"), "{}", city.written());
    assert!(city.asks("GET", "/dev/letters", &[], "").await.starts_with("HTTP/1.1 404"));
    city.asks("POST", "/en/sign-in", &[], "email=ana%40example.org").await;
    until_sent(&database).await;
    let got = server.got();
    assert_eq!((got.len(), got[0].to.as_str()), (1, "ana@example.org"));
    assert_eq!(count(&database, "select count(*) from letters where body_text is not null").await, 0);
    let code = got[0]
        .text
        .lines()
        .map(str::trim)
        .find(|l| l.len() == 9 && l.as_bytes()[4] == b'-')
        .expect("a code")
        .to_owned();
    let (_, written) = city.stop().await;
    assert!(!written.contains(&code) && !written.contains("ana@"), "{written}");
}

#[tokio::test]
async fn a_real_city_without_a_mail_server_does_not_start_and_settles_nothing() {
    let (settled, empty) = (real().await, fresh_database().await);
    for database in [&settled, &empty] {
        let before = count(database, "select count(*) from city").await;
        let done = run(&["serve", "--listen", "127.0.0.1:0"], Some(database), &[]).await;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("BUURTEN_SMTP_URL") && said.lines().count() == 1, "{said}");
        assert_eq!(count(database, "select count(*) from city").await, before);
    }
}

#[tokio::test]
async fn seed_refuses_a_database_that_holds_any_row() {
    let with_city = real().await;
    let with_letter = fresh_database().await;
    query("insert into letters (id, cause, address, language, message_id, sent_at) values (gen_random_uuid(), 'x', 'x', 'nl', 'x', buurten_now())")
        .execute(&mut connect(&with_letter).await)
        .await
        .expect("a row");
    let seeded = fresh_database().await;
    assert!(run(&["seed"], Some(&seeded), &[]).await.status.success());
    let all = "select (select count(*) from listings) + (select count(*) from accounts) + (select count(*) from city)";
    for database in [&with_city, &with_letter, &seeded] {
        let before = count(database, all).await;
        let done = run(&["seed"], Some(database), &[]).await;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!((done.status.code(), said.lines().count()), (Some(1), 1), "{said}");
        assert_eq!(count(database, all).await, before);
    }
}

#[tokio::test]
async fn two_seeds_at_once_load_one_sample() {
    let database = fresh_database().await;
    let (one, other) = tokio::join!(run(&["seed"], Some(&database), &[]), run(&["seed"], Some(&database), &[]));
    let done = [one.status.code(), other.status.code()];
    assert!(done.contains(&Some(0)) && done.contains(&Some(1)), "{one:?} {other:?}");
    assert_eq!(count(&database, "select count(*) from city").await, 1);
    assert!(count(&database, "select count(*) from listings").await >= 60);
}

#[tokio::test]
async fn only_a_sample_can_have_another_time() {
    let database = real().await;
    let mut connection = connect(&database).await;
    let refused =
        query("update city set clock_offset = '1 day'").execute(&mut connection).await.expect_err("real time");
    let constraint = refused.as_database_error().and_then(|d| d.constraint()).map(str::to_owned);
    assert_eq!(constraint.as_deref(), Some("a_real_city_keeps_real_time"));
    let ahead: f64 = query_scalar("select extract(epoch from buurten_now() - now())::float8")
        .fetch_one(&mut connection)
        .await
        .expect("a time");
    assert_eq!(ahead, 0.0);
    // Nor can a sample with another time become real, or a second city move in.
    let sample = fresh_database().await;
    assert!(run(&["seed"], Some(&sample), &[]).await.status.success());
    let mut connection = connect(&sample).await;
    query("update city set clock_offset = '1 day'").execute(&mut connection).await.expect("a sample may");
    query("update city set kind = 'real'").execute(&mut connection).await.expect_err("with another time");
    query("insert into city (slug, kind, facts) select slug, kind, facts from city")
        .execute(&mut connection)
        .await
        .expect_err("one city");
}
