//! A synthetic city and the real binary that serves it, for browsers of this process.

use crate::http::{Answer, Browser};
use anyhow::{Context, ensure};
use buurten::{
    platform::{
        chance,
        clock::Clock,
        db::{self, Db},
        private_postgres::PrivatePostgres,
    },
    seed::{Size, Synthetic, synthetic},
};
use std::{
    fs,
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// The same city every time.
pub const SEED: u64 = 1;
/// A city of 100,000 listings is there within this.
const PATIENCE: Duration = Duration::from_secs(180);

/// The account of its social worker.
const DESK: uuid::Uuid = uuid::Uuid::from_u128(0xde5c);

/// A city that is served.
pub struct City {
    /// How many listings it has.
    pub listings: u32,
    /// Its database.
    pub db: Db,
    /// The sessions of its newcomers.
    pub sessions: Vec<String>,
    /// The session of its social worker.
    desk: String,
    /// How long `serve` took to fill its shelf and listen.
    pub started: Duration,
    at: SocketAddr,
    server: Child,
}

impl City {
    /// Makes a city without locals and serves it.
    pub async fn open(
        postgres: &PrivatePostgres,
        folder: &Path,
        listings: u32,
        newcomers: u32,
    ) -> anyhow::Result<Self> {
        Self::of(postgres, folder, Size { newcomers, locals: 0, listings }).await
    }

    /// Makes a city of this size and serves it.
    pub async fn of(postgres: &PrivatePostgres, folder: &Path, size: Size) -> anyhow::Result<Self> {
        let listings = size.listings;
        let options = postgres.connect_options();
        let admin = Db::connect(options.clone()).await?;
        let name = format!("city_{listings}");
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&*admin).await?;
        admin.close().await;
        let db = Db::connect(options.clone().database(&name)).await?;
        db::migrate(&db).await?;
        let today = Clock::new().now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
        let made = Synthetic::new(size, SEED, today);
        synthetic(&db, "eindhoven", &made, today, &mut |_, _, _| {}).await?;
        let mut sessions = Vec::new();
        for newcomer in &made.newcomers {
            let token = chance::Token::new();
            sqlx::query("insert into sessions (id, token_hash, account_id) values ($1, $2, $1)")
                .bind(newcomer.account.id)
                .bind(token.hash())
                .execute(&*db)
                .await?;
            sessions.push(token.as_str().to_owned());
        }
        let desk = chance::Token::new();
        for sql in [
            "insert into accounts (id, email, first_name, language) values ($1, 'desk@example.org', 'Marieke', 'en')",
            "insert into staff (account_id) values ($1)",
        ] {
            sqlx::query(sql).bind(DESK).execute(&*db).await?;
        }
        sqlx::query(
            "insert into sessions (id, token_hash, account_id, second_factor_at) values ($1, $2, $1, buurten_now())",
        )
        .bind(DESK)
        .bind(desk.hash())
        .execute(&*db)
        .await?;
        sqlx::query("analyze").execute(&*db).await?;
        let socket = options.get_socket().context("a socket")?.to_string_lossy().replace('/', "%2F");
        let (out, since) = (folder.join(&name), Instant::now());
        let mut server = Command::new(env!("CARGO_BIN_EXE_buurten"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("DATABASE_URL", format!("postgres://app@localhost/{name}?host={socket}"))
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(fs::File::create(&out)?)
            .stderr(fs::File::create(out.with_extension("err"))?)
            .spawn()?;
        let at = loop {
            let said = fs::read_to_string(&out)?;
            let port = said.split("http://127.0.0.1:").nth(1).map(|rest| rest.split('/').next().unwrap_or_default());
            if let Some(port) = port.filter(|_| said.contains("Ctrl-C")).and_then(|p| p.trim().parse().ok()) {
                break SocketAddr::from(([127, 0, 0, 1], port));
            }
            let ended = server.try_wait()?;
            ensure!(ended.is_none() && since.elapsed() < PATIENCE, "{name} is not served: {ended:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        let desk = desk.as_str().to_owned();
        Ok(Self { listings, db, sessions, desk, started: since.elapsed(), at, server })
    }

    /// A browser of one of its newcomers.
    pub fn browser(&self, newcomer: usize) -> Browser {
        let mut browser = Browser::new(self.at);
        browser.cookies.insert("buurten".to_owned(), self.sessions[newcomer % self.sessions.len()].clone());
        browser
    }

    /// Asks for a page again and again for a while over one connection; answers how long each answer took, and the last.
    pub async fn turn(&self, newcomer: usize, path: &str, turn: Duration) -> anyhow::Result<(Vec<Duration>, Answer)> {
        Self::asks(self.browser(newcomer), path, turn).await
    }

    /// The same as its social worker.
    pub async fn at_the_desk(&self, path: &str, turn: Duration) -> anyhow::Result<(Vec<Duration>, Answer)> {
        Self::asks(self.desk(), path, turn).await
    }

    /// A browser of its social worker.
    pub fn desk(&self) -> Browser {
        let mut browser = Browser::new(self.at);
        browser.cookies.insert("buurten".to_owned(), self.desk.clone());
        browser
    }

    async fn asks(mut browser: Browser, path: &str, turn: Duration) -> anyhow::Result<(Vec<Duration>, Answer)> {
        let until = Instant::now() + turn;
        let (mut took, mut last) = (Vec::new(), Answer::default());
        while Instant::now() < until {
            let since = Instant::now();
            last = browser.get(path).await?;
            took.push(since.elapsed());
            ensure!(last.status == 200, "{path}: {} {:?}", last.status, last.location);
        }
        Ok((took, last))
    }

    /// Changes one listing, as an edit at the desk would.
    pub async fn change(&self, n: u32) -> anyhow::Result<()> {
        let sql = "update listings set newcomer_places = $2, version = version + 1 where id = (
                       select id from listings where status = 'active' order by id offset $1 limit 1)";
        let done =
            sqlx::query(sql).bind(i64::from(n % self.listings / 2)).bind(n as i32 % 7 + 1).execute(&*self.db).await?;
        ensure!(done.rows_affected() == 1, "a listing to change");
        Ok(())
    }

    /// The memory of the server in bytes: now, and the most it ever was.
    pub fn memory(&self) -> anyhow::Result<(u64, u64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id()))?;
        let field = |name: &str| {
            let line = status.lines().find_map(|l| l.strip_prefix(name)).context("a line of /proc")?;
            let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
            anyhow::Ok(kib * 1024)
        };
        Ok((field("VmRSS:")?, field("VmHWM:")?))
    }
}

impl Drop for City {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A quantile in milliseconds.
pub fn at(all: &mut [Duration], share: f64) -> f64 {
    all.sort_unstable();
    let place = ((all.len() as f64 * share) as usize).min(all.len().saturating_sub(1));
    all.get(place).map_or(f64::NAN, |d| d.as_secs_f64() * 1e3)
}
