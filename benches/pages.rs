//! The list pages with 5,000 listings beside the same pages of a city without any: the same binary, the same number of
//! connections, one run, by turns. The p99 may be five times that of the empty page at most; otherwise it ends with 1.

#[allow(dead_code, reason = "the long runs use the rest")]
#[path = "../examples/soak/http.rs"]
mod http;

use anyhow::{Context, ensure};
use buurten::{
    app::{Lent, router},
    letters::Transport,
    platform::{
        chance,
        clock::Clock,
        db::{self, Db},
        private_postgres::{Kind, PrivatePostgres},
        server::{Limits, Server},
    },
    seed::{Size, Synthetic, synthetic},
    web::PublicAddress,
};
use http::Browser;
use std::{
    net::SocketAddr,
    os::unix::fs::PermissionsExt,
    process::ExitCode,
    time::{Duration, Instant},
};

/// How many listings the full city has.
const LISTINGS: u32 = 5_000;
/// How much slower the full page may be.
const BAR: f64 = 5.0;
/// Browsers that ask at a time, each somebody else.
const CONNECTIONS: u32 = 8;
/// Turns of each page of each city.
const TURNS: usize = 8;
/// How long a turn takes.
const TURN: Duration = Duration::from_millis(700);
/// The same city every time.
const SEED: u64 = 1;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("pages: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<bool> {
    let folder = tempfile::tempdir()?;
    // Postgres runs as another user when we are root.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
    let postgres = PrivatePostgres::start(folder.path(), Kind::ThrowAway)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let held = runtime.block_on(async {
        let full = City::open(&postgres, "full", LISTINGS).await?;
        let empty = City::open(&postgres, "empty", 0).await?;
        println!("{CONNECTIONS} connections, {TURNS} turns of {TURN:?} each, seed {SEED}; milliseconds");
        let mut held = true;
        for path in ["/en/listings", "/en/for-you"] {
            held &= compare(path, &full, &empty).await?;
        }
        anyhow::Ok(held)
    })?;
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(held)
}

/// A city that is served, and the sessions of its newcomers.
struct City {
    at: SocketAddr,
    sessions: Vec<String>,
}

impl City {
    async fn open(postgres: &PrivatePostgres, name: &'static str, listings: u32) -> anyhow::Result<Self> {
        let options = postgres.connect_options();
        let admin = Db::connect(options.clone()).await?;
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}_city"))).execute(&*admin).await?;
        admin.close().await;
        let db = Db::connect(options.database(&format!("{name}_city"))).await?;
        db::migrate(&db).await?;
        let today = Clock::new().now().date_naive();
        let made = Synthetic::new(Size { newcomers: CONNECTIONS, locals: 0, listings }, SEED, today);
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
        let server = Server::bind(([127, 0, 0, 1], 0).into(), Limits::default()).await?;
        let at = server.address()?;
        let address = PublicAddress::parse(&format!("http://{at}"))?.with_loopback(at.port());
        let lent = Lent::from_database(db, address, Transport::Shown).await?;
        tokio::spawn(async move { server.serve(router(&lent), std::future::pending()).await });
        Ok(Self { at, sessions })
    }

    /// Everybody asks for a page again and again for a while; answers how long each answer took, and the last page.
    async fn turn(&self, path: &'static str) -> anyhow::Result<(Vec<Duration>, String)> {
        let until = Instant::now() + TURN;
        let ask = |session: &String| {
            let (at, session) = (self.at, session.clone());
            tokio::spawn(async move {
                let mut browser = Browser::new(at);
                browser.cookies.insert("buurten".to_owned(), session);
                let (mut took, mut page) = (Vec::new(), Vec::new());
                while Instant::now() < until {
                    let since = Instant::now();
                    let answer = browser.get(path).await?;
                    took.push(since.elapsed());
                    ensure!(answer.status == 200, "{path}: {}", answer.status);
                    page = answer.body;
                }
                anyhow::Ok((took, page))
            })
        };
        let asking: Vec<_> = self.sessions.iter().map(ask).collect();
        let (mut all, mut page) = (Vec::new(), Vec::new());
        for one in asking {
            let (took, last) = one.await.context("a browser broke")??;
            all.extend(took);
            page = last;
        }
        Ok((all, String::from_utf8_lossy(&page).into_owned()))
    }
}

async fn compare(path: &'static str, full: &City, empty: &City) -> anyhow::Result<bool> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    let cards = |page: &str| page.matches("<article").count().max(page.matches("class=\"card").count());
    for turn in 0..=TURNS {
        let (slow, page) = full.turn(path).await?;
        ensure!(cards(&page) >= 20, "{path}: {} cards, expected 20", cards(&page));
        let (quick, page) = empty.turn(path).await?;
        ensure!(cards(&page) == 0, "{path}: {} cards in a city without listings", cards(&page));
        // The first turn warms up.
        if turn > 0 {
            with.extend(slow);
            without.extend(quick);
        }
    }
    let ratio = at(&mut with, 0.99) / at(&mut without, 0.99);
    println!(
        "{path}: {LISTINGS} listings p50 {:.2} p99 {:.2} ({} answers); none p50 {:.2} p99 {:.2} ({} answers); p99 ratio {ratio:.2}, at most {BAR}{}",
        at(&mut with, 0.5),
        at(&mut with, 0.99),
        with.len(),
        at(&mut without, 0.5),
        at(&mut without, 0.99),
        without.len(),
        if ratio <= BAR { "" } else { ": MISSED" }
    );
    Ok(ratio <= BAR)
}

/// A quantile in milliseconds.
fn at(all: &mut [Duration], share: f64) -> f64 {
    all.sort_unstable();
    let place = ((all.len() as f64 * share) as usize).min(all.len().saturating_sub(1));
    all.get(place).map_or(f64::NAN, |d| d.as_secs_f64() * 1e3)
}
