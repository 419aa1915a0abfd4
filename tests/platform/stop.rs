//! The stop: what was begun is answered, nothing else holds it up.

use crate::server::{Running, ask};
use axum::{Router, routing::get};
use buurten::platform::server::{Ended, Limits, Server, asked_to_stop};
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep,
};

fn limits() -> Limits {
    Limits { drain: Duration::from_secs(1), ..Limits::default() }
}

async fn connect(server: &Running, send: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).await.expect("a connection");
    stream.write_all(send.as_bytes()).await.expect("sent");
    sleep(Duration::from_millis(50)).await;
    stream
}

#[tokio::test]
async fn idle_and_half_open_connections_do_not_hold_it_up() {
    let server = Running::start(limits()).await;
    let silent = connect(&server, "").await;
    let half_open = connect(&server, "GET / HTTP/1.1\r\nhost: x\r\nx-").await;
    let mut idle = connect(&server, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let read = idle.read(&mut [0; 1024]).await.expect("an answer");
    assert!(read > 0);
    let mut then_half = connect(&server, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let read = then_half.read(&mut [0; 1024]).await.expect("an answer");
    assert!(read > 0);
    then_half.write_all(b"GET /").await.expect("a part of the next");
    sleep(Duration::from_millis(50)).await;
    let (ended, took) = server.stop().await;
    assert_eq!(ended, Ended::Answered);
    assert!(took < Duration::from_millis(500), "{took:?}");
    drop((silent, half_open, idle, then_half));
}

#[tokio::test]
async fn a_request_that_was_begun_is_answered() {
    let server = Running::start(limits()).await;
    let mut slow = connect(&server, "GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut large = connect(&server, "GET /large HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let reading = tokio::spawn(async move { ask(&mut large, "").await.len() });
    let (ended, _) = server.stop().await;
    assert_eq!(ended, Ended::Answered);
    assert!(ask(&mut slow, "").await.starts_with("HTTP/1.1 200"));
    assert!(reading.await.expect("no panic") > 16 * 1024 * 1024);
}

#[tokio::test]
async fn one_that_is_held_is_cut_at_the_end_of_the_drain() {
    let server = Running::start(limits()).await;
    let held = connect(&server, "GET /never HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let deaf = connect(&server, "GET /large HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let (ended, took) = server.stop().await;
    assert_eq!(ended, Ended::Cut(2));
    assert!(took >= Duration::from_secs(1) && took < Duration::from_secs(2), "{took:?}");
    drop((held, deaf));
}

#[tokio::test]
async fn sigterm_ends_it_within_the_drain_with_one_held() {
    let app = Router::new().route("/", get(|| async { "here" })).route("/never", get(std::future::pending::<()>));
    let server = Server::bind(([127, 0, 0, 1], 0).into(), limits()).await.expect("a port");
    let address = server.address().expect("an address");
    let serving = tokio::spawn(server.serve(app, asked_to_stop()));
    let mut held = TcpStream::connect(address).await.expect("a connection");
    held.write_all(b"GET /never HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("sent");
    let mut asks = TcpStream::connect(address).await.expect("a connection");
    let served = ask(&mut asks, "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(served.ends_with("here"), "so SIGTERM is listened for by now");
    let since = Instant::now();
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::TERM).expect("a signal");
    assert_eq!(serving.await.expect("no panic"), Ended::Cut(1));
    assert!(since.elapsed() < Duration::from_secs(2));
    assert!(TcpStream::connect(address).await.is_err(), "nobody is let in any more");
}
