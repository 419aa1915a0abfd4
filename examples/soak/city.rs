//! A city in a throw-away folder: the real binary and its own Postgres, on loopback only, to be killed.

use anyhow::{Context, Result, bail, ensure};
use buurten::platform::{
    db::{self, Db},
    private_postgres::{Kind, PrivatePostgres},
};
use rustix::process::{Pid, Signal, kill_process};
use sqlx::{Connection, Executor, PgConnection, postgres::PgConnectOptions};
use std::{
    fs::{self, File},
    net::SocketAddr,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long a start after a crash may take.
const BACK_WITHIN: Duration = Duration::from_secs(60);

/// A city to be killed. It is gone when this is dropped, and so is its folder.
pub struct City {
    /// Where it is served.
    pub at: SocketAddr,
    folder: tempfile::TempDir,
    binary: PathBuf,
    postgres: PathBuf,
    options: PgConnectOptions,
    environment: Vec<(&'static str, String)>,
    app: Mutex<Option<Child>>,
}

impl City {
    /// Makes the folder and the database and lets `fill` put something into it. Nothing is served yet.
    pub fn prepare<T>(binary: &Path, fill: impl AsyncFnOnce(&Db) -> Result<T>) -> Result<(Self, T)> {
        ensure!(binary.exists(), "{} is not built", binary.display());
        let folder = tempfile::Builder::new().prefix("soak").tempdir()?;
        // Postgres runs as another user when we are root.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        let postgres = PrivatePostgres::start(&folder.path().join("var"), Kind::Durable)?;
        let filled = runtime()?.block_on(async {
            let db = Db::connect(postgres.connect_options()).await?;
            db::migrate(&db).await?;
            let filled = fill(&db).await;
            db.close().await;
            filled
        })?;
        let at = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let city = Self {
            at,
            binary: binary.to_owned(),
            postgres: postgres.folder().to_owned(),
            options: postgres.connect_options(),
            environment: Vec::new(),
            app: Mutex::new(None),
            folder,
        };
        Ok((city, filled))
    }

    /// With one more variable of the environment.
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.environment.push((name, value));
        self
    }

    /// Starts the binary.
    pub fn start(&self) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.folder.path().join("app.log"))?;
        let child = Command::new(&self.binary)
            .arg("serve")
            .env_remove("DATABASE_URL")
            .env("BUURTEN_DATA", self.folder.path().join("var"))
            .env("BUURTEN_LISTEN", self.at.to_string())
            .env("RUST_LOG", "error")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        *self.app() = Some(child);
        Ok(())
    }

    /// Waits until it answers and its database does.
    pub async fn is_back(&self) -> Result<()> {
        let deadline = Instant::now() + BACK_WITHIN;
        loop {
            let ready = super::http::Browser::new(self.at).get("/readyz").await;
            if ready.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("it is not back after {BACK_WITHIN:?}: {}", self.last_words());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// kill -9 of the binary; its Postgres ends with it. Starts it again.
    pub fn kill_app(&self) -> Result<()> {
        let child = self.app().take();
        let mut child = child.context("it does not run")?;
        child.kill()?;
        child.wait()?;
        self.start()
    }

    /// kill -9 of Postgres, children and all; the binary raises it again.
    pub fn kill_postgres(&self) -> Result<()> {
        let written = fs::read_to_string(self.postgres.join("data/postmaster.pid")).unwrap_or_default();
        let Some(postmaster) = written.lines().next().and_then(|pid| pid.parse().ok()) else { return Ok(()) };
        let children = children_of(postmaster);
        for pid in std::iter::once(postmaster).chain(children).filter_map(Pid::from_raw) {
            let _ = kill_process(pid, Signal::KILL); // a child may be gone already
        }
        Ok(())
    }

    /// Ends it politely.
    pub fn stop(&self) {
        if let Some(mut child) = self.app().take() {
            if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
                let _ = kill_process(pid, Signal::TERM);
            }
            let _ = child.wait();
        }
    }

    /// A connection of our own, beside the pool: the city must be running.
    pub async fn connection(&self) -> Result<PgConnection> {
        Ok(PgConnection::connect_with(&self.options).await?)
    }

    /// Changes settings of its Postgres for good.
    pub async fn set(db: &Db, settings: &[(&str, &str)]) -> Result<()> {
        for (name, value) in settings {
            db.execute(sqlx::AssertSqlSafe(format!("alter system set {name} = '{value}'"))).await?;
        }
        Ok(())
    }

    fn last_words(&self) -> String {
        let log = fs::read_to_string(self.folder.path().join("app.log")).unwrap_or_default();
        log.lines().last().unwrap_or("it wrote nothing").to_owned()
    }

    fn app(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.app.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for City {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A runtime for a part of a run.
pub fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}

/// The processes whose parent is this one.
fn children_of(parent: i32) -> Vec<i32> {
    let of = |entry: fs::DirEntry| {
        let pid: i32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        let its_parent = stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse::<i32>().ok()?;
        (its_parent == parent).then_some(pid)
    };
    fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(of).collect()
}
