//! Mail servers as they are: busy, gone, silent, strict. Nothing is lost; an address that is none is left alone, and
//! its holder and the desk are told.

use crate::{
    letters::{HERE, city, letter, queue, send},
    sink::{MailServer, Mood},
    support::town::Town,
};
use buurten::letters::Transport;
use std::{collections::BTreeSet, time::Duration};

/// Lets what waits for another try be due now.
async fn due(town: &Town) {
    sqlx::query("update letters set due_at = buurten_now() where sent_at is null")
        .execute(&*town.db)
        .await
        .expect("due");
}

#[tokio::test]
async fn whatever_a_mail_server_does_today_the_letter_arrives_tomorrow_and_is_the_same() {
    for mood in [Mood::Later, Mood::Forbids, Mood::Hangs, Mood::Drops] {
        let server = MailServer::start(mood).await;
        let way = Transport::smtp_within(&server.url(), "desk@city.example.org", Duration::from_millis(400));
        let town = Town::real(HERE, way.expect("a way")).await;
        queue(&town, &letter("request", "host@example.org")).await;
        queue(&town, &letter("answer", "ana@example.org")).await;
        assert_eq!((send(&town).await, send(&town).await), (2, 0), "{mood:?}");
        let waits = "select count(*) from letters where sent_at is null and gave_up_at is null and tries = 1 and trouble is not null";
        assert_eq!(town.count(waits).await, 2, "{mood:?}");
        assert_eq!(town.count("select count(*) from bounces").await, 0, "{mood:?} says nothing of the address");
        server.becomes(Mood::Accepts);
        due(&town).await;
        assert_eq!(send(&town).await, 2, "{mood:?}");
        let ids: BTreeSet<_> = server.got().iter().map(|l| l.header("Message-ID")).collect();
        assert_eq!(ids.len(), 2, "{mood:?}");
        town.nothing_is_left().await;
    }
}

#[tokio::test]
async fn a_letter_that_a_server_dislikes_is_tried_once_and_its_address_is_no_worse_for_it() {
    let server = MailServer::start(Mood::Dislikes).await;
    let town = city(&server).await;
    queue(&town, &letter("request", "host@example.org")).await;
    assert_eq!(send(&town).await, 1);
    due(&town).await;
    assert_eq!(send(&town).await, 0);
    assert_eq!(town.count("select count(*) from letters where gave_up_at is not null and tries = 1").await, 1);
    assert_eq!(town.count("select count(*) from bounces").await, 0);
}

#[tokio::test]
async fn an_address_that_is_none_is_tried_once_and_left_alone_but_for_what_signs_in() {
    let server = MailServer::start(Mood::Unknown).await;
    let town = city(&server).await;
    for _ in 0..2 {
        queue(&town, &letter("answer", "ana@example.org")).await;
    }
    assert_eq!(send(&town).await, 1, "the second is not even tried");
    queue(&town, &letter("answer", "Ana@example.org")).await;
    queue(&town, &letter("answer", "bo@example.org")).await;
    server.becomes(Mood::Accepts);
    due(&town).await;
    assert_eq!(send(&town).await, 1, "another address is another address");
    let trouble: Vec<String> = sqlx::query_scalar("select distinct trouble from letters where gave_up_at is not null")
        .fetch_all(&*town.db)
        .await
        .expect("why");
    assert_eq!(trouble, ["the mail server answered 550 5.1.1"]);
    queue(&town, &letter("sign-in", "ana@example.org")).await;
    assert_eq!(send(&town).await, 1, "what signs in goes out");
    // It works again: what waited goes out, in its order.
    let mut tx = town.db.begin().await.expect("a transaction");
    assert_eq!(buurten::letters::works_again(&mut tx, "ana@example.org").await.expect("done"), 3);
    tx.commit().await.expect("stored");
    assert_eq!(send(&town).await, 3);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn an_address_that_was_only_typed_is_not_remembered() {
    let server = MailServer::start(Mood::Unknown).await;
    let town = city(&server).await;
    town.reader().sends("/en/sign-in", &[("email", "typo@example.org")]).await;
    assert_eq!(send(&town).await, 1);
    assert_eq!(town.count("select count(*) from bounces").await, 0);
}
