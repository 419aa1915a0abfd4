//! Letters: written with their cause, carried out later, tried again, never lost and never secret for longer than needed.

use crate::{
    sink::{MailServer, Mood},
    support::town::Town,
};
use buurten::{
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{self, Button, Letter, Transport},
    platform::db::Db,
};
use std::sync::Arc;

pub const HERE: &str = "http://127.0.0.1:3000";

pub fn letter(cause: &'static str, to: &str) -> Letter {
    Letter {
        cause,
        about: None,
        to: EmailAddress::parse(to).expect("an address"),
        lang: Lang::Nl,
        subject: "Een vraag over je groep".to_owned(),
        before: vec!["Zoë komt graag – één keer.".to_owned()],
        code: None,
        button: Some(Button { label: "Ja".to_owned(), link: format!("{HERE}/nl/answer/x") }),
        others: Vec::new(),
        after: Vec::new(),
    }
}

pub async fn queue(town: &Town, letter: &Letter) {
    let mut tx = town.db.begin().await.expect("a transaction");
    letters::queue(&mut tx, &town.lent.city.now(), letter).await.expect("queued");
    tx.commit().await.expect("stored");
}

pub async fn send(town: &Town) -> usize {
    letters::send_due(&town.db, &town.lent.transport).await.expect("the database answers")
}

/// A real city whose letters go to this mail server.
pub async fn city(server: &MailServer) -> Town {
    Town::real(HERE, Transport::smtp(&server.url(), "desk@city.example.org").expect("a mail server")).await
}

#[tokio::test]
async fn a_letter_goes_with_its_cause_or_not_at_all() {
    let town = Town::empty().await;
    let mut tx = town.db.begin().await.expect("a transaction");
    letters::queue(&mut tx, &town.lent.city.now(), &letter("request", "host@example.org")).await.expect("queued");
    drop(tx);
    assert_eq!(town.count("select count(*) from letters").await, 0);
    // An act that fails after its letter was queued leaves neither: here the database refuses at the very end.
    sqlx::raw_sql(
        "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not today'; end $$;
         create constraint trigger refused after insert on letters deferrable initially deferred for each row execute function refuse()",
    )
    .execute(&*town.db)
    .await
    .expect("a trap");
    let page = town.reader().posts("/en/sign-in", &[("email", "ana@example.org")]).await;
    assert_eq!(page.status, axum::http::StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!page.html.contains("not today") && page.says("number"), "{}", page.main());
    assert_eq!(
        town.count("select (select count(*) from letters) + (select count(*) from sign_in_challenges)").await,
        0
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_mail_server_gets_both_forms_of_it_and_nothing_more() {
    let server = MailServer::start(Mood::Accepts).await;
    let town = city(&server).await;
    queue(&town, &letter("request", "host@example.org")).await;
    assert_eq!(send(&town).await, 1);
    assert_eq!(send(&town).await, 0, "once");
    let got = server.got();
    assert_eq!(got.len(), 1);
    assert_eq!((got[0].from.as_str(), got[0].to.as_str()), ("desk@city.example.org", "host@example.org"));
    for line in
        ["Auto-Submitted: auto-generated", "Subject: Een vraag over je groep", "Content-Type: multipart/alternative"]
    {
        assert!(got[0].text.contains(line), "{line}: {}", got[0].text);
    }
    assert!(got[0].header("Message-ID").ends_with("@127.0.0.1>"), "{}", got[0].text);
    assert_eq!(town.count("select count(*) from letters where sent_at is not null and tries = 1").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_refused_letter_is_tried_again_later_and_later_with_the_same_message_id() {
    let server = MailServer::start(Mood::Later).await;
    let town = city(&server).await;
    queue(&town, &letter("request", "host@example.org")).await;
    // The clock of a real city cannot be moved, so the letter is: it becomes due when its wait is over.
    for (tries, minutes) in [(1, 2), (2, 15), (3, 120), (4, 760)] {
        assert_eq!((send(&town).await, send(&town).await), (1, 0), "try {tries}");
        let waits: f64 =
            sqlx::query_scalar("select extract(epoch from due_at - buurten_now())::float8 / 60 from letters")
                .fetch_one(&*town.db)
                .await
                .expect("a wait");
        assert!((waits - f64::from(minutes)).abs() < 0.2, "after try {tries} it waits {waits} minutes");
        sqlx::query("update letters set due_at = buurten_now()").execute(&*town.db).await.expect("due");
    }
    server.becomes(Mood::Accepts);
    assert_eq!(send(&town).await, 1);
    let ids: std::collections::BTreeSet<_> = server.got().iter().map(|l| l.header("Message-ID")).collect();
    assert_eq!((server.got().len(), ids.len()), (5, 1), "five tries of one letter");
    assert_eq!(
        town.count("select count(*) from letters where sent_at is not null and trouble is null and tries = 5").await,
        1
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn after_five_tries_it_is_given_up_and_says_why_without_the_address() {
    let server = MailServer::start(Mood::Later).await;
    let town = city(&server).await;
    queue(&town, &letter("request", "host@example.org")).await;
    queue(&town, &letter("answer", "ana@example.org")).await;
    for _ in 0..7 {
        send(&town).await;
        sqlx::query("update letters set due_at = buurten_now() - interval '1 hour'")
            .execute(&*town.db)
            .await
            .expect("due");
    }
    assert_eq!(server.got().len(), 10, "five tries for each");
    assert_eq!(town.count("select count(*) from letters where gave_up_at is not null and tries = 5").await, 2);
    let trouble: Vec<String> =
        sqlx::query_scalar("select trouble from letters").fetch_all(&*town.db).await.expect("why");
    assert!(trouble.iter().all(|t| t.contains("451") && !t.contains('@')), "{trouble:?}");
}

#[tokio::test]
async fn a_mail_server_that_is_away_loses_nothing() {
    let server = MailServer::start(Mood::Accepts).await;
    let url = server.url();
    drop(server);
    let town = Town::real(HERE, Transport::smtp(&url, "desk@city.example.org").expect("an address")).await;
    queue(&town, &letter("request", "host@example.org")).await;
    assert_eq!(send(&town).await, 1);
    assert_eq!(
        town.count("select count(*) from letters where sent_at is null and tries = 1 and due_at > buurten_now()").await,
        1
    );
}

#[tokio::test]
async fn a_crash_between_sending_and_noting_it_repeats_one_letter_at_most() {
    let server = MailServer::start(Mood::Accepts).await;
    let town = city(&server).await;
    for n in 0..3 {
        queue(&town, &letter("request", &format!("host{n}@example.org"))).await;
    }
    // The worker dies while it notes the second: the server has it, the database does not know.
    sqlx::raw_sql(
        "create function crash() returns trigger language plpgsql as $$ begin
            if (select count(*) from letters where sent_at is not null) >= 1 then perform pg_terminate_backend(pg_backend_pid()); end if;
            return new; end $$;
         create trigger crash before update on letters for each row execute function crash()",
    )
    .execute(&*town.db)
    .await
    .expect("a trap");
    letters::send_due(&town.db, &town.lent.transport).await.expect_err("it crashed");
    sqlx::raw_sql("drop trigger crash on letters").execute(&*town.db).await.expect("repaired");
    send(&town).await;
    let mut to: Vec<_> = server.got().iter().map(|l| l.to.clone()).collect();
    to.sort();
    assert_eq!(to.len(), 4, "one of three is sent twice: {to:?}");
    let ids: std::collections::BTreeSet<_> = server.got().iter().map(|l| l.header("Message-ID")).collect();
    assert_eq!(ids.len(), 3, "and mailboxes see that it is the same");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn several_workers_send_each_letter_once() {
    let server = MailServer::start(Mood::Accepts).await;
    let town = city(&server).await;
    for n in 0..20 {
        queue(&town, &letter("request", &format!("host{n}@example.org"))).await;
    }
    let (db, transport): (Db, Arc<Transport>) = (town.db.clone(), town.lent.transport.clone());
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..2 {
        let (db, transport) = (db.clone(), transport.clone());
        workers.spawn(async move { letters::send_due(&db, &transport).await.expect("sent") });
    }
    assert_eq!(workers.join_all().await.iter().sum::<usize>(), 20);
    let to: std::collections::BTreeSet<_> = server.got().iter().map(|l| l.to.clone()).collect();
    assert_eq!((server.got().len(), to.len()), (20, 20));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_signs_in_is_forgotten_once_it_is_sent_and_other_letters_after_seven_days() {
    let server = MailServer::start(Mood::Accepts).await;
    let town = city(&server).await;
    let page = town.reader().sends("/en/sign-in", &[("email", "ana@example.org")]).await;
    assert!(page.says("Look in your mailbox") && !page.html.contains("/dev/letters"), "{}", page.main());
    queue(&town, &letter("request", "host@example.org")).await;
    assert_eq!(send(&town).await, 2);
    let kept: Vec<String> =
        sqlx::query_scalar("select cause from letters where body_text is not null or body_html is not null")
            .fetch_all(&*town.db)
            .await
            .expect("letters");
    assert_eq!(kept, ["request"]);
    for (days, left) in [(6, 2), (8, 0)] {
        sqlx::query("update letters set sent_at = buurten_now() - make_interval(days => $1)")
            .bind(days)
            .execute(&*town.db)
            .await
            .expect("earlier");
        letters::forget_old_bodies(&town.db).await.expect("tidied");
        let addresses = town.count("select count(*) from letters where address <> ''").await;
        assert_eq!(addresses, left, "addresses after {days} days");
    }
    let texts =
        "select count(*) from letters where subject is not null or body_text is not null or body_html is not null";
    assert_eq!(town.count(texts).await, 0);
    assert_eq!(letters::forget_old_bodies(&town.db).await.expect("tidied"), 0, "twice does nothing more");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_sample_shows_its_letters_and_sends_none() {
    let town = Town::empty().await;
    town.reader().posts("/en/sign-in", &[("email", "ana@example.org")]).await;
    assert_eq!(send(&town).await, 1);
    let page = town.reader().opens("/dev/letters").await;
    assert!(page.says("ana@example.org") && page.says("Your code for Buurten"), "{}", page.main());
    assert_eq!(page.attributes("main a[href*='/sign-in/link/']", "href").len(), 1);
    assert_eq!(town.count("select count(*) from letters where body_text is not null").await, 1);
    town.nothing_is_left().await;
}
