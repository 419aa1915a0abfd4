//! The accept loop. `axum::serve` has no time-out for headers (half-open connections stay for ever) and does
//! not end while one connection is held; this one has both, and a cap for each remote address.

mod connection;
mod patience;
mod places;

use anyhow::{Context, Result};
use axum::Router;
use connection::Serving;
use places::Places;
pub use places::household;
use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};

/// What one visitor may take from the others. The defaults are for production.
#[derive(Clone, Debug)]
pub struct Limits {
    /// For a whole request head to arrive; an idle connection is closed after the same time.
    pub head: Duration,
    /// Header lines in one request; more is a 431.
    pub headers: usize,
    /// Bytes kept for one connection, and so the longest request head.
    pub buffer: usize,
    /// For the answer to begin, once the head is there. The last resort: handlers have shorter ones.
    pub answer: Duration,
    /// A visitor who takes less than 8 KiB of a waiting answer in this time is gone.
    pub stall: Duration,
    /// Connections of one address at a time (of one /64 in IPv6). One too many gets a 503.
    pub per_address: usize,
    /// Connections of everybody at a time.
    pub in_all: usize,
    /// For what is under way at the stop; then everything is closed.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(5),
            headers: 64,
            buffer: 32 * 1024,
            answer: Duration::from_secs(30),
            stall: Duration::from_secs(10),
            per_address: 64,
            in_all: 2048,
            drain: Duration::from_secs(10),
        }
    }
}

/// How serving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every request that had begun was answered.
    Answered,
    /// This many connections were still busy at the end of the drain and were cut.
    Cut(usize),
}

/// A server that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    limits: Limits,
}

impl Server {
    /// Listens on `address`; port 0 takes a free one.
    ///
    /// # Errors
    /// When the address is taken or not ours.
    pub async fn bind(address: SocketAddr, mut limits: Limits) -> Result<Self> {
        limits.in_all = limits.in_all.min(connections_we_may_open());
        let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
        Ok(Self { listener, limits })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the socket is gone.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Serves until `stop` ends, then accepts nobody any more, lets what is under way end, and cuts the rest.
    /// A connection with no whole request on it ends at once. Handlers find the remote address as
    /// `ConnectInfo<SocketAddr>`.
    pub async fn serve(self, app: Router, stop: impl Future<Output = ()>) -> Ended {
        let Self { listener, limits } = self;
        let (stopping, stopped) = watch::channel(false);
        let serving = Arc::new(Serving::new(app, limits.clone(), stopped));
        let places = Places::new(limits.per_address, limits.in_all);
        let mut connections = JoinSet::new();
        tokio::pin!(stop);
        loop {
            let (stream, peer) = tokio::select! {
                () = &mut stop => break,
                accepted = accept(&listener) => accepted,
            };
            while connections.try_join_next().is_some() {}
            match places.take(peer.ip()) {
                Ok(place) => {
                    let serving = Arc::clone(&serving);
                    connections.spawn(async move { serving.one(stream, peer, place).await });
                }
                Err(places::Full(turned_away)) => {
                    tracing::debug!(address = %peer.ip(), "no place for one more connection");
                    if let Some(place) = turned_away {
                        connections.spawn(connection::turn_away(stream, place));
                    }
                }
            }
        }
        drop(listener); // a new connection is refused, rather than left waiting
        stopping.send_replace(true);
        let drained = async { while connections.join_next().await.is_some() {} };
        if timeout(limits.drain, drained).await.is_ok() {
            return Ended::Answered;
        }
        let cut = connections.len();
        connections.shutdown().await;
        tracing::warn!(connections = cut, "cut at the end of the drain");
        Ended::Cut(cut)
    }
}

/// Ends when somebody asks this process to stop: SIGTERM, or Ctrl-C. From its first poll on, neither signal
/// kills the process by itself.
///
/// # Panics
/// When the operating system has no signals to give, or outside a runtime.
pub async fn asked_to_stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("SIGTERM can be listened for");
    let mut interrupt = signal(SignalKind::interrupt()).expect("SIGINT can be listened for");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // The visitor went away first.
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                // Most likely no file descriptor is left: wait until somebody leaves.
                tracing::error!(%error, "cannot accept a connection");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// How many connections the operating system lets us hold, once asked for all it has; 256 files are kept
/// for visitors who are turned away, the database and ourselves.
fn connections_we_may_open() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    // A few thousand are enough for us, whatever the machine would give.
    let wanted = maximum.unwrap_or(u64::MAX).min(16_384);
    if current.is_some_and(|current| current < wanted) {
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(wanted);
    usize::try_from(files).unwrap_or(usize::MAX).saturating_sub(256).max(16)
}
