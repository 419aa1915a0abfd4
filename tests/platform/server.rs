//! The accept loop: nobody keeps the others out.

use axum::{Router, extract::ConnectInfo, routing::get};
use buurten::platform::server::{Ended, Limits, Server};
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

/// A server on a free port, and what stops it.
pub struct Running {
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Ended>,
}

impl Running {
    pub async fn start(limits: Limits) -> Self {
        let app = Router::new()
            .route("/", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() }))
            .route("/large", get(|| async { "x".repeat(16 * 1024 * 1024) }))
            .route("/slow", get(|| async { sleep(Duration::from_millis(400)).await }))
            .route("/never", get(std::future::pending::<()>));
        let server = Server::bind(([127, 0, 0, 1], 0).into(), limits).await.expect("a port");
        let address = server.address().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let ended = tokio::spawn(server.serve(app, async { drop(stopped.await) }));
        Self { address, stop, ended }
    }

    pub async fn stop(self) -> (Ended, Duration) {
        let since = Instant::now();
        let _ = self.stop.send(());
        (self.ended.await.expect("no panic"), since.elapsed())
    }
}

pub async fn connect_from(address: Ipv4Addr, to: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind((address, 0).into()).expect("an address of the loopback");
    socket.connect(to).await.expect("a connection")
}

/// Sends a request and reads until the server closes.
pub async fn ask(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    let _ = timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await.expect("an end");
    String::from_utf8_lossy(&answer).into_owned()
}

const ASK: &str = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn three_hundred_half_open_connections_from_elsewhere_do_not_keep_others_out() {
    let server = Running::start(Limits { head: Duration::from_secs(2), ..Limits::default() }).await;
    let mut half_open = Vec::new();
    for n in 0..300_u16 {
        let from = Ipv4Addr::new(127, 0, 1, u8::try_from(n % 100).expect("small") + 2);
        let mut stream = connect_from(from, server.address).await;
        stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nx-").await.expect("half a head");
        half_open.push(stream);
    }
    for _ in 0..50 {
        let since = Instant::now();
        let mut stream = TcpStream::connect(server.address).await.expect("a connection");
        let answer = ask(&mut stream, ASK).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
        assert!(since.elapsed() < Duration::from_millis(500));
    }
    for mut stream in half_open {
        let mut rest = Vec::new();
        let closed = timeout(Duration::from_secs(4), stream.read_to_end(&mut rest)).await;
        assert!(closed.is_ok(), "a half-open connection is closed when its time is over");
    }
}

#[tokio::test]
async fn slow_heads_and_idle_connections_are_closed_in_time() {
    let head = Duration::from_millis(300);
    let server = Running::start(Limits { head, ..Limits::default() }).await;
    let silent = TcpStream::connect(server.address).await.expect("a connection");
    let mut slow = TcpStream::connect(server.address).await.expect("a connection");
    slow.write_all(b"GET / HT").await.expect("a part");
    let mut idle = TcpStream::connect(server.address).await.expect("a connection");
    idle.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("a request, to be kept alive");
    for mut stream in [silent, slow, idle] {
        let since = Instant::now();
        let mut rest = Vec::new();
        let _ = timeout(Duration::from_secs(3), stream.read_to_end(&mut rest)).await.expect("it is closed");
        assert!(since.elapsed() < head * 4);
    }
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_others_have_theirs() {
    let server = Running::start(Limits { per_address: 3, ..Limits::default() }).await;
    let (first, second) = (Ipv4Addr::new(127, 0, 0, 2), Ipv4Addr::new(127, 0, 0, 3));
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = connect_from(first, server.address).await;
        stream.write_all(b"GET /never HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("sent");
        held.push(stream);
    }
    let refused = ask(&mut connect_from(first, server.address).await, ASK).await;
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after"), "{refused}");
    let served = ask(&mut connect_from(second, server.address).await, ASK).await;
    assert!(served.starts_with("HTTP/1.1 200"), "{served}");
    drop(held);
    sleep(Duration::from_millis(200)).await;
    let served = ask(&mut connect_from(first, server.address).await, ASK).await;
    assert!(served.starts_with("HTTP/1.1 200"), "{served}");
}

#[tokio::test]
async fn too_many_and_too_long_headers_are_refused() {
    let server = Running::start(Limits::default()).await;
    let many = "x: y\r\n".repeat(65);
    let long = format!("x: {}\r\n", "y".repeat(40 * 1024));
    for headers in [many, long] {
        let mut stream = TcpStream::connect(server.address).await.expect("a connection");
        let request = format!("GET / HTTP/1.1\r\nhost: x\r\n{headers}\r\n");
        let answer = ask(&mut stream, &request).await;
        assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
}

#[tokio::test]
async fn a_visitor_who_does_not_read_is_left() {
    let server =
        Running::start(Limits { stall: Duration::from_millis(300), per_address: 1, ..Limits::default() }).await;
    let mut deaf = TcpStream::connect(server.address).await.expect("a connection");
    deaf.write_all(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("sent");
    sleep(Duration::from_millis(900)).await;
    let mut next = TcpStream::connect(server.address).await.expect("a connection");
    let answer = ask(&mut next, ASK).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "the place is free again: {answer}");
}

#[tokio::test]
async fn a_visitor_who_reads_slowly_but_steadily_gets_it_all() {
    let server = Running::start(Limits { stall: Duration::from_millis(300), ..Limits::default() }).await;
    let mut steady = TcpStream::connect(server.address).await.expect("a connection");
    steady.write_all(b"GET /large HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.expect("sent");
    let (mut all, mut part) = (0, vec![0; 1024 * 1024]);
    loop {
        let n = steady.read(&mut part).await.expect("not cut");
        if n == 0 {
            break;
        }
        all += n;
        sleep(Duration::from_millis(5)).await;
    }
    assert!(all > 16 * 1024 * 1024);
}

#[tokio::test]
async fn an_answer_that_never_comes_is_a_503() {
    let server = Running::start(Limits { answer: Duration::from_millis(200), ..Limits::default() }).await;
    let mut stream = TcpStream::connect(server.address).await.expect("a connection");
    let answer = ask(&mut stream, "GET /never HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
}
