//! The pool: what a visitor who goes away in the middle must not leave behind.

use crate::support::postgres::{FreshDatabase, fresh_database};
use buurten::platform::db::{self, Db};
use sqlx::{
    Connection, Executor, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions, PgSslMode},
    query, query_scalar,
};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, UnixStream},
    sync::watch,
    time::timeout,
};

/// Between a pool and its server: once told to, holds the server's answers back from the next BEGIN on.
struct Gate {
    options: PgConnectOptions,
    state: watch::Sender<State>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Armed,
    Held,
}

impl Gate {
    async fn before(database: &FreshDatabase) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let socket = PathBuf::from(database.options.get_socket().expect("a socket")).join(".s.PGSQL.5432");
        let options = PgConnectOptions::new_without_pgpass()
            .host("127.0.0.1")
            .port(listener.local_addr().expect("an address").port())
            .username("app")
            .database(&database.name)
            .ssl_mode(PgSslMode::Disable);
        let state = watch::Sender::new(State::Open);
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = UnixStream::connect(&socket).await.expect("the server's socket");
                tokio::spawn(carry(client, server, shared.clone()));
            }
        });
        Self { options, state }
    }
}

async fn carry(client: tokio::net::TcpStream, server: UnixStream, state: watch::Sender<State>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let seen = state.clone();
    let up = async {
        let mut bytes = [0; 8192];
        while let Ok(n @ 1..) = from_client.read(&mut bytes).await {
            if *seen.borrow() == State::Armed && bytes[..n].windows(5).any(|word| word == b"BEGIN") {
                seen.send_replace(State::Held); // before the server can answer
            }
            if to_server.write_all(&bytes[..n]).await.is_err() {
                return;
            }
        }
    };
    let mut open = state.subscribe();
    let down = async {
        let mut bytes = [0; 8192];
        while let Ok(n @ 1..) = from_server.read(&mut bytes).await {
            let _ = open.wait_for(|state| *state != State::Held).await;
            if to_client.write_all(&bytes[..n]).await.is_err() {
                return;
            }
        }
    };
    tokio::join!(up, down);
}

/// A visitor goes away while `begin()` waits for its answer, and the next one writes. True: the write that
/// was confirmed is there.
async fn a_write_after_a_cut_begin_is_kept(gate: &Gate, pool: &PgPool, database: &FreshDatabase) -> bool {
    pool.execute("create table if not exists kept (what text)").await.expect("a table");
    gate.state.send_replace(State::Armed);
    let cut = timeout(Duration::from_millis(300), pool.begin()).await;
    assert!(cut.is_err(), "begin() must be cut while it waits");
    assert!(*gate.state.borrow() == State::Held, "BEGIN was on its way");
    gate.state.send_replace(State::Open);
    query("insert into kept values ('confirmed')").execute(pool).await.expect("the write is confirmed");
    let mut somebody_else = PgConnection::connect_with(&database.options).await.expect("a connection");
    let kept: i64 = query_scalar("select count(*) from kept").fetch_one(&mut somebody_else).await.expect("a count");
    kept == 1
}

#[tokio::test]
async fn a_confirmed_write_is_kept_after_a_visitor_left_during_begin() {
    let database = fresh_database().await;
    let gate = Gate::before(&database).await;
    let db = Db::connect(gate.options.clone()).await.expect("the gate lets us in");
    assert!(a_write_after_a_cut_begin_is_kept(&gate, &db, &database).await);
}

/// Proves that the test above is not blind, and that the hook is still needed: when this fails because sqlx
/// was mended, the hook may go.
#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "the pool that nobody else may build")]
async fn without_the_hook_that_write_is_lost() {
    let database = fresh_database().await;
    let gate = Gate::before(&database).await;
    let naive = PgPoolOptions::new().max_connections(1).connect_with(gate.options.clone()).await.expect("a pool");
    assert!(!a_write_after_a_cut_begin_is_kept(&gate, &naive, &database).await);
}

#[tokio::test]
async fn a_connection_in_a_failed_transaction_is_not_handed_on() {
    let database = fresh_database().await;
    let db = database.connect().await;
    for _ in 0..db.connections() + 1 {
        let mut connection = db.acquire().await.expect("a connection");
        connection.execute("begin").await.expect("a transaction that sqlx knows nothing of");
        connection.execute("select 1/0").await.expect_err("nothing is divided by zero");
    }
    let one: i32 = query_scalar("select 1").fetch_one(&*db).await.expect("a sound connection");
    assert_eq!(one, 1);
}

#[tokio::test]
async fn a_statement_ends_after_two_seconds_and_sessions_speak_utc() {
    let database = fresh_database().await;
    let db = database.connect().await;
    let setting = async |name: &str| -> String {
        query_scalar("select current_setting($1)").bind(name).fetch_one(&*db).await.expect("a setting")
    };
    assert_eq!(setting("statement_timeout").await, "2s");
    assert_eq!(setting("timezone").await, "UTC");
    assert_eq!(setting("application_name").await, "buurten");
    let error = query("select pg_sleep(3)").execute(&*db).await.expect_err("too long");
    assert_eq!(error.as_database_error().and_then(|e| e.code()).as_deref(), Some("57014"));
}

#[tokio::test]
async fn a_full_pool_says_so_within_its_time() {
    let database = fresh_database().await;
    let db = database.connect().await;
    let mut held = Vec::new();
    for _ in 0..db.connections() {
        held.push(db.acquire().await.expect("a connection"));
    }
    let since = std::time::Instant::now();
    let refused = db.acquire().await.expect_err("none is left");
    assert!(matches!(refused, sqlx::Error::PoolTimedOut));
    assert!(since.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn a_start_waits_for_a_database_that_comes_later() {
    let database = fresh_database().await;
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free); // nobody listens there now
    let socket = PathBuf::from(database.options.get_socket().expect("a socket")).join(".s.PGSQL.5432");
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(400)).await;
        let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("the same port");
        while let Ok((client, _)) = listener.accept().await {
            let server = UnixStream::connect(&socket).await.expect("the server's socket");
            tokio::spawn(carry(client, server, watch::Sender::new(State::Open)));
        }
    });
    let options = PgConnectOptions::new_without_pgpass()
        .host("127.0.0.1")
        .port(port)
        .username("app")
        .database(&database.name)
        .ssl_mode(PgSslMode::Disable);
    Db::connect(options).await.expect("it came");
}

#[tokio::test]
async fn a_database_that_does_not_exist_is_said_at_once() {
    let database = fresh_database().await;
    let since = std::time::Instant::now();
    let error = Db::connect(database.options.clone().database("nowhere")).await.expect_err("no such database");
    assert!(format!("{error:#}").contains("nowhere"), "{error:#}");
    assert!(since.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn who_listens_takes_no_connection_of_the_pool() {
    let database = fresh_database().await;
    let db = Arc::new(database.connect().await);
    let mut ears = db.listen(&["city_changed"]).await.expect("a listener");
    let mut held = Vec::new();
    for _ in 1..db.connections() {
        held.push(db.acquire().await.expect("a connection"));
    }
    query("select pg_notify('city_changed', '')").execute(&**db).await.expect("a call");
    let heard = timeout(Duration::from_secs(2), ears.recv()).await.expect("in time").expect("a call");
    assert_eq!(heard.channel(), "city_changed");
}

#[tokio::test]
async fn a_database_is_brought_up_to_date_by_several_at_once() {
    let database = crate::support::postgres::bare_database().await;
    let db = database.connect().await;
    let (one, two, three) = tokio::join!(db::migrate(&db), db::migrate(&db), db::migrate(&db));
    one.and(two).and(three).expect("each finds it up to date");
}

#[tokio::test]
async fn a_process_that_a_test_starts_finds_its_database_by_address() {
    let database = fresh_database().await;
    let options: PgConnectOptions = database.url().parse().expect("an address");
    let mut connection = PgConnection::connect_with(&options).await.expect("it answers");
    let name: String = query_scalar("select current_database()").fetch_one(&mut connection).await.expect("its name");
    assert_eq!(name, database.name);
}
