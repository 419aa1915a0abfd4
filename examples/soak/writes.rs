//! Write load over HTTP while everything is killed: what was acknowledged must be there afterwards.

use super::{
    city::{City, runtime},
    http::Browser,
    ledger::Ledger,
    people::{Member, Town},
};
use anyhow::{Result, ensure};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;
use uuid::Uuid;

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Acknowledged writes to reach.
    pub writes: usize,
    /// Browsers that wait for their answers.
    pub clients: usize,
    /// Browsers that leave in the middle.
    pub leavers: usize,
    /// kill -9 of the binary, so often.
    pub app_kills: usize,
    /// kill -9 of Postgres, so often.
    pub postgres_kills: usize,
    /// It ends after this long, whatever was reached.
    pub longest: Duration,
    /// Whatever is drawn follows from it.
    pub seed: u64,
}

/// What all browsers share.
struct Shared {
    city: Arc<City>,
    town: Arc<Town>,
    load: Load,
    members: Mutex<Vec<Member>>,
    done: AtomicUsize,
    addresses: AtomicUsize,
    over: AtomicBool,
}

/// Runs a load on a city that is served; answers what was acknowledged.
pub fn run(city: &Arc<City>, town: &Arc<Town>, load: Load) -> Result<Ledger> {
    let shared = Arc::new(Shared {
        city: city.clone(),
        town: town.clone(),
        load,
        members: Mutex::new(town.members.clone()),
        done: AtomicUsize::new(0),
        addresses: AtomicUsize::new(0),
        over: AtomicBool::new(false),
    });
    runtime()?.block_on(async {
        city.is_back().await?;
        let (mut clients, mut leavers) = (JoinSet::new(), JoinSet::new());
        (0..load.clients).for_each(|n| drop(clients.spawn(client(shared.clone(), n as u64))));
        (0..load.leavers).for_each(|n| drop(leavers.spawn(leaver(shared.clone(), 1_000 + n as u64))));
        let killed = kill(&shared).await;
        shared.over.store(true, Relaxed);
        let mut all = Ledger::default();
        clients.join_all().await.into_iter().for_each(|ledger| all.add(ledger));
        leavers.join_all().await;
        killed?;
        city.is_back().await?;
        Ok(all)
    })
}

/// Kills one and the other by turns, spread over the load.
async fn kill(shared: &Shared) -> Result<()> {
    let (city, load) = (&shared.city, shared.load);
    let mut dice = Pcg64::seed_from_u64(load.seed);
    let deadline = Instant::now() + load.longest;
    let kills = load.app_kills + load.postgres_kills;
    let (mut apps, mut kill) = (0, 0);
    loop {
        let done = shared.done.load(Relaxed);
        if done >= load.writes || Instant::now() > deadline {
            ensure!(kill == kills, "{done} writes, and only {kill} of {kills} kills in {:?}", load.longest);
            return Ok(());
        }
        if kill < kills && done >= load.writes * (kill + 1) / (kills + 1) {
            tokio::time::sleep(Duration::from_millis(dice.random_range(0..50))).await;
            kill += 1;
            if apps < load.app_kills && (kill % 2 == 1 || kill - apps > load.postgres_kills) {
                apps += 1;
                city.kill_app()?;
            } else {
                city.kill_postgres()?;
            }
            city.is_back().await?;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn client(shared: Arc<Shared>, n: u64) -> Ledger {
    let city = &shared.city;
    let mut dice = dice(shared.load.seed, n);
    let mut ledger = Ledger::default();
    let mut visitor = Visitor::new(city);
    let mut member: Option<(Member, Browser, BTreeSet<Uuid>)> = None;
    while !shared.over.load(Relaxed) {
        if visitor.writes >= 60 {
            visitor = Visitor::new(city);
        }
        let act = dice.random_range(0..100);
        let done = match act {
            0..12 => visitor.says(&mut ledger).await,
            12..22 => {
                let email = format!("ask-{}@example.org", shared.addresses.fetch_add(1, Relaxed));
                let answer = Browser::new(city.at).post("/en/sign-in", &format!("email={email}")).await;
                ledger.noted(answer, |ledger| ledger.asked.push(email))
            }
            22..30 if !shared.town.hosted.is_empty() => {
                if member.as_ref().is_none_or(|(.., tried)| tried.len() >= 9) {
                    let next = shared.members.lock().ok().and_then(|mut all| all.pop());
                    member = next.map(|m| {
                        let mut browser = Browser::new(city.at);
                        browser.cookies.insert("buurten".to_owned(), m.session.clone());
                        (m, browser, BTreeSet::new())
                    });
                }
                let Some((her, browser, tried)) = &mut member else { continue };
                let listing = shared.town.hosted[dice.random_range(0..shared.town.hosted.len())];
                if !tried.insert(listing) {
                    continue;
                }
                let answer = browser.post(&format!("/en/listings/{listing}/go"), "first_name=Ana").await;
                ledger.noted(answer, |ledger| ledger.requests.push((her.account, listing)))
            }
            _ => {
                let listing = shared.town.public[dice.random_range(0..shared.town.public.len())];
                visitor.keeps(listing, &mut ledger).await
            }
        };
        if done {
            shared.done.fetch_add(1, Relaxed);
        } else {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    ledger
}

/// Somebody's own chance.
fn dice(seed: u64, n: u64) -> Pcg64 {
    Pcg64::seed_from_u64(seed.wrapping_mul(1_000_003).wrapping_add(n))
}

/// Somebody without an account.
struct Visitor {
    browser: Browser,
    kept: BTreeSet<Uuid>,
    said: u32,
    writes: usize,
}

impl Visitor {
    fn new(city: &City) -> Self {
        Self { browser: Browser::new(city.at), kept: BTreeSet::new(), said: 0, writes: 0 }
    }

    /// Bookmarks a listing.
    async fn keeps(&mut self, listing: Uuid, ledger: &mut Ledger) -> bool {
        self.writes += 1;
        if !self.kept.insert(listing) {
            return false;
        }
        let answer = self.browser.post(&format!("/en/listings/{listing}/keep"), "back=listings").await;
        let visit = self.browser.cookies.get("visit").cloned();
        ledger.noted(answer, |ledger| ledger.kept.push((visit.unwrap_or_default(), listing)))
    }

    /// Answers a question, each time with a larger number: what is stored may never be smaller than what was said.
    async fn says(&mut self, ledger: &mut Ledger) -> bool {
        self.writes += 1;
        self.said += 1;
        let (said, form) = (self.said, format!("most=amount&amount={}", self.said));
        let answer = self.browser.post("/en/more-about-you/budget", &form).await;
        let visit = self.browser.cookies.get("visit").cloned();
        ledger.noted(answer, |ledger| ledger.said.push((visit.unwrap_or_default(), said)))
    }
}

/// Sends what begins a transaction and goes away before it is answered.
async fn leaver(shared: Arc<Shared>, n: u64) {
    let city = &shared.city;
    let mut dice = dice(shared.load.seed, n);
    while !shared.over.load(Relaxed) {
        let mut browser = Browser::new(city.at);
        let after = Duration::from_millis(dice.random_range(0..6));
        if dice.random_bool(0.5) {
            let email = format!("gone-{}@example.org", shared.addresses.fetch_add(1, Relaxed));
            browser.post_and_leave("/en/sign-in", &format!("email={email}"), after).await;
        } else {
            browser.post_and_leave("/en/more-about-you/budget", "most=free", after).await;
        }
        tokio::time::sleep(Duration::from_millis(dice.random_range(0..10))).await;
    }
}
