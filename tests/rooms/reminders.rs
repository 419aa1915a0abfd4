//! Reminders stop when the thing happened: the rows of the rooms take them out of the outbox themselves.

use crate::{
    letters::{HERE, letter, send},
    sink::{MailServer, Mood},
    support::town::Town,
};
use buurten::letters::{self, Reminder, Transport};
use std::time::{Duration, Instant};
use uuid::Uuid;

const IT: Uuid = Uuid::from_u128(7);

async fn remind(town: &Town, of: Uuid, until: Option<&str>) {
    let mut tx = town.db.begin().await.expect("a transaction");
    let until = until.map(|t| t.parse().expect("a moment"));
    let city = town.lent.city.now();
    letters::remind(&mut tx, &city, &letter("reminder", "ana@example.org"), Reminder { of, until })
        .await
        .expect("queued");
    tx.commit().await.expect("stored");
}

/// Rows that hang in the air: what is looked at here is the row itself.
async fn sql(town: &Town, all: &str) {
    let mut connection = town.db.acquire().await.expect("a connection");
    let sql = format!("begin; set local session_replication_role = replica; {all}; commit");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *connection).await.expect("rows");
}

async fn happens(town: &Town, what: &str) {
    let sql = what.replace("$it", &format!("'{IT}'"));
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&*town.db).await.unwrap_or_else(|e| panic!("{what}: {e}"));
}

const WAITING: &str = "select count(*) from letters where sent_at is null";

#[tokio::test]
async fn whatever_happens_to_a_row_its_reminder_stops_and_nothing_else_does() {
    let town = Town::empty().await;
    let rows = [
        (
            "insert into requests (id, newcomer_id, listing_id, answer_token_hash) values ($it, $it, $it, '\\x01')",
            "update requests set sent_at = sent_at + interval '1 hour' where id = $it",
            &[
                "update requests set state = 'yes', answered_at = buurten_now() where id = $it",
                "update requests set state = 'withdrawn' where id = $it",
                "delete from requests where id = $it",
            ][..],
        ),
        (
            "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash) values ($it, $it, $it, $it, '\\x01')",
            "update going_along set asked_at = asked_at + interval '1 hour' where id = $it",
            &[
                "update going_along set state = 'no', answered_at = buurten_now() where id = $it",
                "update going_along set state = 'lapsed' where id = $it",
                "delete from going_along where id = $it",
            ],
        ),
        (
            "insert into introductions (id, newcomer_id, local_id) values ($it, $it, $it)",
            "update introductions set place = 'The library' where id = $it",
            &[
                "update introductions set newcomer_no_at = buurten_now(), ended_at = buurten_now(), state = 'lapsed', lapse = 'no' where id = $it",
                "delete from introductions where id = $it",
            ],
        ),
        (
            "insert into follow_ups (id, tie_id, account_id, step, whose, due_at, asked_at) values ($it, $it, $it, 'two-weeks', 'newcomer', buurten_now(), buurten_now());
             insert into ties (id, newcomer_id, local_id) values ($it, $it, $it)",
            "update ties set state = 'met', met_at = buurten_now() where id = $it",
            &[
                "update follow_ups set answer = 'once', answered_at = buurten_now() where id = $it",
                "update ties set state = 'ended', ended_at = buurten_now(), end_reason = 'no-time' where id = $it",
                "delete from follow_ups where id = $it",
            ],
        ),
        (
            "insert into accounts (id, email, language, notices) values ($it, 'ana@example.org', 'en', 1)",
            "update accounts set notices = 2 where id = $it",
            &["update accounts set notices = 0 where id = $it"],
        ),
    ];
    for (makes, harmless, happening) in rows {
        for what in happening {
            let clear = "delete from requests; delete from going_along; delete from introductions; delete from follow_ups; delete from ties; delete from accounts; delete from letters";
            sql(&town, &format!("{clear}; {}", makes.replace("$it", &format!("'{IT}'")))).await;
            remind(&town, IT, None).await;
            remind(&town, Uuid::from_u128(8), None).await;
            happens(&town, harmless).await;
            assert_eq!(town.count(WAITING).await, 2, "{harmless}");
            happens(&town, what).await;
            assert_eq!(town.count(WAITING).await, 1, "{what}");
            let left =
                town.count("select count(*) from letters where reminds_of = '00000000-0000-0000-0000-000000000008'");
            assert_eq!(left.await, 1, "{what} stops its own reminder alone");
        }
    }
}

#[tokio::test]
async fn a_reminder_is_of_no_use_after_its_moment() {
    let town = Town::empty().await;
    town.at("2026-12-01 18:00+01").await;
    remind(&town, IT, Some("2026-12-01T19:00:00+01:00")).await;
    remind(&town, IT, Some("2026-12-01T21:00:00+01:00")).await;
    town.at("2026-12-01 20:00+01").await;
    assert_eq!(send(&town).await, 1, "the first is over");
    letters::forget_what_is_over(&town.db).await.expect("tidied");
    assert_eq!(town.count("select count(*) from letters").await, 1);
    remind(&town, IT, None).await;
    let mut tx = town.db.begin().await.expect("a transaction");
    letters::stop(&mut tx, IT).await.expect("stopped");
    tx.commit().await.expect("stored");
    assert_eq!(town.count("select count(*) from letters where sent_at is not null").await, 1, "what was sent stays");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_answers_while_a_mail_server_hangs_waits_for_nobody_and_is_reminded_no_more() {
    let server = MailServer::start(Mood::Hangs).await;
    let way = Transport::smtp_within(&server.url(), "desk@city.example.org", Duration::from_secs(3)).expect("a way");
    let town = Town::real(HERE, way).await;
    let row = "insert into requests (id, newcomer_id, listing_id, answer_token_hash) values ($it, $it, $it, '\\x01')";
    sql(&town, &row.replace("$it", &format!("'{IT}'"))).await;
    remind(&town, IT, None).await;
    let (db, transport) = (town.db.clone(), town.lent.transport.clone());
    let sending = tokio::spawn(async move { letters::send_due(&db, &transport).await });
    while server.got().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let since = Instant::now();
    happens(&town, "update requests set state = 'withdrawn' where id = $it").await;
    assert!(since.elapsed() < Duration::from_secs(1), "the answer waited {:?}", since.elapsed());
    assert!(!sending.is_finished());
    assert_eq!(sending.await.expect("no panic").expect("the database answers"), 1);
    server.becomes(Mood::Accepts);
    sqlx::query("update letters set due_at = buurten_now()").execute(&*town.db).await.expect("due");
    assert_eq!(send(&town).await, 0);
    assert_eq!(server.got().len(), 1, "the try that was under way, and no other");
    town.nothing_is_left().await;
}
