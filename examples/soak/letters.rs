//! Letters of a real city while everything is killed: none is lost, each crash repeats at most one, and a repeated
//! letter is the same letter.

use super::{
    city::{City, runtime},
    http::Browser,
    sink::Sink,
};
use anyhow::{Result, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// Browsers that ask at a time.
const CLIENTS: usize = 6;
/// How long all letters may take: some 15 a second, one after the other, are what a worker sends.
const SENT_WITHIN: Duration = Duration::from_secs(400);

/// What became of the letters.
#[derive(Debug)]
pub struct Post {
    /// Letters that the database says it sent.
    pub written: usize,
    /// Asks that were acknowledged.
    pub acknowledged: usize,
    /// Of both, those that never came.
    pub lost: usize,
    /// Letters that came again.
    pub repeated: usize,
    /// Of those, with another Message-ID.
    pub changed: usize,
    /// kill -9, so often.
    pub crashes: usize,
}

impl std::fmt::Display for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { written, acknowledged, lost, repeated, changed, crashes } = self;
        write!(
            f,
            "{written} letters written ({acknowledged} acknowledged), {lost} lost, {repeated} repeated in {crashes} crashes, {changed} changed"
        )
    }
}

impl Post {
    /// Whether the promise was held: one worker in each process.
    pub fn is_kept(&self) -> bool {
        self.lost == 0 && self.changed == 0 && self.repeated <= self.crashes && self.acknowledged > 0
    }
}

/// Asks for so many letters, with so many kills of the binary and of Postgres by turns.
pub fn run(binary: &Path, letters: usize, crashes: usize) -> Result<Post> {
    let (city, ()) = City::prepare(binary, async |_| Ok(()))?;
    runtime()?.block_on(async {
        let sink = Sink::open().await?;
        let city = Arc::new(city.with("BUURTEN_SMTP_URL", format!("smtp://{}", sink.at)));
        city.start()?;
        city.is_back().await?;
        let (next, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut clients = JoinSet::new();
        for _ in 0..CLIENTS {
            clients.spawn(ask(city.clone(), next.clone(), done.clone(), letters));
        }
        let deadline = Instant::now() + SENT_WITHIN;
        for crash in 0..crashes {
            // Spread over the sending, not over the asking, which is faster.
            while sink.got().len() < letters * (crash + 1) / (crashes + 1) {
                ensure!(Instant::now() < deadline, "only {} letters came", sink.got().len());
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            if crash % 2 == 0 {
                city.kill_app()?
            } else {
                city.kill_postgres()?
            }
            city.is_back().await?;
        }
        let acknowledged: Vec<String> = clients.join_all().await.into_iter().flatten().collect();
        let written = sent(&city, deadline).await?;
        let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
        sink.got().into_iter().for_each(|got| ids.entry(got.to).or_default().push(got.message_id));
        let due: BTreeSet<&String> = acknowledged.iter().chain(&written).collect();
        let different = |ids: &Vec<String>| ids.iter().collect::<BTreeSet<_>>().len();
        Ok(Post {
            written: written.len(),
            acknowledged: acknowledged.len(),
            lost: due.iter().filter(|to| !ids.contains_key(**to)).count(),
            repeated: ids.values().map(|ids| ids.len() - 1).sum(),
            changed: ids.values().map(|ids| different(ids) - 1).sum(),
            crashes,
        })
    })
}

async fn ask(city: Arc<City>, next: Arc<AtomicUsize>, done: Arc<AtomicUsize>, letters: usize) -> Vec<String> {
    let mut acknowledged = Vec::new();
    while done.load(Relaxed) < letters {
        let email = format!("letter-{}@example.org", next.fetch_add(1, Relaxed));
        let answer = Browser::new(city.at).post("/en/sign-in", &format!("email={email}")).await;
        if answer.is_ok_and(|answer| answer.is_done()) {
            acknowledged.push(email);
            done.fetch_add(1, Relaxed);
        } else {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    acknowledged
}

/// Waits until no letter waits; answers the addresses of all that were sent.
async fn sent(city: &City, deadline: Instant) -> Result<Vec<String>> {
    let mut db = city.connection().await?;
    loop {
        let waiting: i64 =
            sqlx::query_scalar("select count(*) from letters where sent_at is null").fetch_one(&mut db).await?;
        if waiting == 0 {
            return Ok(sqlx::query_scalar("select address from letters").fetch_all(&mut db).await?);
        }
        ensure!(Instant::now() < deadline, "{waiting} letters still wait after {SENT_WITHIN:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
