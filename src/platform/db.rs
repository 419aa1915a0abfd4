//! The way to the database. The only place that builds a pool: every other one would lose the hook below.

use anyhow::{Context, Result};
use sqlx::{
    Connection, Executor, PgConnection, PgPool, SqlSafeStr,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use std::time::{Duration, Instant};

/// How long a request waits for a connection before it gives up.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long one statement may take; imports and migrations raise it for themselves (`set local`).
const STATEMENT_TIMEOUT: &str = "2s";
/// How long a transaction may be left open without a word: longer than any page, shorter than a bad day.
const IDLE_IN_TRANSACTION_TIMEOUT: &str = "30s";
/// How long a start waits for a server that is itself only starting.
const START_PATIENCE: Duration = Duration::from_secs(15);

/// Ends what a request left behind when its visitor went away during `begin()`: sqlx 0.9.0 then gives the
/// connection back inside a transaction (transact-rs/sqlx #4393), the next visitor's write lands in it and
/// is lost. `begin` first, because a bare `rollback` outside a transaction is a warning in the server's log
/// each time. In a transaction that has failed `begin` is an error, and the connection is closed instead.
const TIDY_UP: &str = "begin; rollback";

/// The database: a pool of connections. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db(PgPool);

impl std::ops::Deref for Db {
    type Target = PgPool;

    fn deref(&self) -> &PgPool {
        &self.0
    }
}

impl Db {
    /// Connects, and waits a little for a server that is only starting.
    ///
    /// # Errors
    /// When the server does not let us in within 15 seconds, or refuses at once (password, no such database).
    pub async fn connect(options: PgConnectOptions) -> Result<Self> {
        let db = Self::connect_later(options);
        let since = Instant::now();
        loop {
            match db.acquire().await {
                Ok(_) => return Ok(db),
                Err(error) if passes(&error) && since.elapsed() < START_PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                Err(error) => return Err(error).context("the database does not answer"),
            }
        }
    }

    /// Connects when the first request asks: for `serve` beside a database that may come later, and tests.
    pub fn connect_later(options: PgConnectOptions) -> Self {
        Self(pool(pool_size()).connect_lazy_with(settings(options)))
    }

    /// Whether the database answers a question now.
    pub async fn answers(&self) -> bool {
        sqlx::query("select 1").execute(&self.0).await.is_ok()
    }

    /// How many connections there are at most.
    pub fn connections(&self) -> u32 {
        self.0.options().get_max_connections()
    }

    /// Runs a statement with a limit in it until it finds nothing more, each time in a transaction of its own:
    /// forgetting much is many small steps. Answers how many rows it was.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn in_batches(&self, statement: impl SqlSafeStr) -> Result<u64, sqlx::Error> {
        let (statement, mut rows) = (statement.into_sql_str(), 0);
        loop {
            match sqlx::query(statement.clone()).execute(&self.0).await?.rows_affected() {
                0 => return Ok(rows),
                found => rows += found,
            }
        }
    }

    /// The right to do something alone, over all instances: held until it is dropped. None where somebody else has it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn alone(&self, what: &str) -> Result<Option<Alone>, sqlx::Error> {
        // Its own connection: a lock of a session that went back to the pool would never be given up.
        let mut own = PgConnection::connect_with(self.0.connect_options().as_ref()).await?;
        let got: bool = sqlx::query_scalar("select pg_try_advisory_lock(hashtextextended($1, 0))")
            .bind(what)
            .fetch_one(&mut own)
            .await?;
        Ok(got.then_some(Alone(own)))
    }

    /// Listens on `channels` over a connection of its own, which comes back after a cut: then `try_recv`
    /// answers `None` once, and whoever listens looks again at what it keeps.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listen(&self, channels: &[&str]) -> Result<PgListener> {
        // Its own pool of one, so that no request ever waits for the connection that only listens.
        let own = pool(1).connect_lazy_with(self.0.connect_options().as_ref().clone());
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen_all(channels.iter().copied()).await?;
        Ok(listener)
    }
}

/// The right to do something alone; given up when this is dropped, for the connection that holds it ends.
#[derive(Debug)]
#[must_use]
pub struct Alone(#[expect(dead_code, reason = "held, never asked")] PgConnection);

/// Brings the database up to date. Safe to call from several processes at once: one does it, the rest wait.
///
/// # Errors
/// When the database does not answer, or is not one that these migrations made.
pub async fn migrate(db: &Db) -> Result<()> {
    let options = db.connect_options().as_ref().clone().options([("statement_timeout", "0"), ("lock_timeout", "0")]);
    let mut connection = PgConnection::connect_with(&options).await.context("the database does not answer")?;
    MIGRATIONS.run(&mut connection).await.context("the database cannot be brought up to date")?;
    connection.close().await?;
    Ok(())
}

/// All migrations, in order, as they were when this binary was built.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// Twice as many connections as cores keep both the cores and the disk busy; never fewer than four.
fn pool_size() -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    u32::try_from(cores * 2).unwrap_or(u32::MAX).clamp(4, 64)
}

#[expect(clippy::disallowed_methods, reason = "this is the one maker")]
fn pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(true)
        .after_release(|connection, _| Box::pin(async move { Ok(connection.execute(TIDY_UP).await.is_ok()) }))
}

fn settings(options: PgConnectOptions) -> PgConnectOptions {
    options.application_name("buurten").options([
        ("statement_timeout", STATEMENT_TIMEOUT),
        ("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_TIMEOUT),
        ("timezone", "UTC"),
    ])
}

/// Whether an error passes by itself: the server is not there yet, is starting, or has no place left.
fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
        sqlx::Error::Database(error) => {
            matches!(error.code().as_deref(), Some("57P03" | "57P01" | "57P02" | "53300"))
        }
        _ => false,
    }
}
