//! A Postgres of our own, for those who have none: made at the first start, reached over a unix socket only,
//! run as an ordinary user even when we are root, started again when it is killed, and ended with us.
//!
//! A second process on the same folder joins the first one's server, and raises its own when that one goes.

mod cluster;
mod place;
mod programs;

pub use programs::INSTALL;

use anyhow::{Context, Result};
use cluster::{Server, end, raise, server_of};
use place::Place;
use sqlx::postgres::PgConnectOptions;
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Child,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::Duration,
};

/// The database user that owns everything.
const DATABASE_USER: &str = "app";
/// The database that every cluster has.
const DATABASE: &str = "postgres";
/// Held by whoever starts a server.
const START_LOCK: &str = "start.lock";
/// Held by each process that uses a throw-away server.
const USERS_LOCK: &str = "users.lock";
/// How often the keeper looks whether the server is still there.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// What a server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Keeps what it confirmed; ends with the process that started it.
    Durable,
    /// For tests: fast, forgets at a crash; ends with the last process that uses it.
    ThrowAway,
}

/// A private Postgres that answers. Dropping it ends the server if it is ours.
#[derive(Debug)]
pub struct PrivatePostgres {
    folder: PathBuf,
    socket_folder: PathBuf,
    keeper: Option<Keeper>,
    /// A throw-away server lives as long as this is locked, by us or others.
    _in_use: Option<File>,
}

#[derive(Debug)]
struct Keeper {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl PrivatePostgres {
    /// Starts it in `folder`, or joins the one that serves that folder already; returns when it answers
    /// (0.2 s; 1 s the first time). Blocks, so call it before or outside of the runtime.
    ///
    /// # Errors
    /// One line for the person at the terminal: the programs are missing (with the line that installs them),
    /// the folder belongs to somebody else, or Postgres' own last words.
    pub fn start(folder: &Path, kind: Kind) -> Result<Self> {
        let mut place = Place::settle(folder)?;
        let folder = place.folder.clone();
        if kind == Kind::ThrowAway {
            let in_use = open_lock(&place.folder, USERS_LOCK)?;
            in_use.lock_shared().context("cannot lock the data folder")?;
            raise(&mut place, kind)?; // its shell ends it, not we
            return Ok(Self { folder, socket_folder: place.run, keeper: None, _in_use: Some(in_use) });
        }
        let (ready, answer) = channel();
        let (stop, stopped) = channel();
        // A thread of its own: the signal that ends Postgres with us is sent when the thread that started it
        // ends, and a runtime's threads come and go.
        let thread = std::thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || keep(place, kind, &ready, &stopped))?;
        let socket_folder = answer.recv().context("the thread that starts Postgres ended")??;
        Ok(Self { folder, socket_folder, keeper: Some(Keeper { stop, thread }), _in_use: None })
    }

    /// How to connect: over the socket, as the owner.
    pub fn connect_options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(&self.socket_folder)
            .port(5432)
            .username(DATABASE_USER)
            .database(DATABASE)
    }

    /// The folder it lies in: the one asked for, or the fallback.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of the socket, for `host=` in an address or `psql -h`.
    pub fn socket_folder(&self) -> &Path {
        &self.socket_folder
    }

    /// Ends the server if it is ours: clients are cut off, so close the pool first.
    pub fn stop(self) {}
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        if let Some(Keeper { stop, thread }) = self.keeper.take() {
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}

/// The keeper's life: raises the server, says so, and raises it again whenever it is gone.
fn keep(mut place: Place, kind: Kind, ready: &Sender<Result<PathBuf>>, stopped: &Receiver<()>) {
    let mut ours = match raise(&mut place, kind) {
        Ok(ours) => ours,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    let _ = ready.send(Ok(place.run.clone()));
    let mut pause = LOOK_EVERY;
    while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        if !gone(ours.as_mut(), &place) {
            pause = LOOK_EVERY;
            continue;
        }
        tracing::error!(folder = %place.folder.display(), "Postgres is gone; starting it again");
        match raise(&mut place, kind) {
            Ok(raised) => ours = raised,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "Postgres cannot be started again");
                pause = (pause * 2).min(Duration::from_secs(10));
            }
        }
    }
    if let Some(child) = &mut ours {
        end(child);
    }
}

fn gone(ours: Option<&mut Child>, place: &Place) -> bool {
    match ours {
        Some(child) => !matches!(child.try_wait(), Ok(None)),
        None => server_of(place) == Server::Nobody,
    }
}

/// A file in the data folder to lock; everybody may read it, for locking is all that is done with it.
fn open_lock(folder: &Path, name: &str) -> Result<File> {
    let path = folder.join(name);
    let file = File::open(&path)
        .or_else(|_| File::options().create(true).append(true).open(&path).and_then(|_| File::open(&path)));
    file.with_context(|| format!("cannot open {}", path.display()))
}
