//! Pages of large cities beside the same pages of small ones: the real binary, real HTTP, one run, by turns.
//! 1. Lists with 5,000 listings beside those of a city without any, eight at a time.
//! 2. Every page that shows listings with 100,000 beside 1,000, over one connection; and a word that every fifth of
//!    100,000 has beside one that ten have.
//! 3. "For you" while a listing changes every second, beside the same undisturbed.
//! 4. What a listing takes of the memory.
//! 5. Three pages while 10,000 follow-ups that are due at once are asked, beside the same idle; and their order.
//! 6. The desk's list with 100,000 listings beside 1,000: all, filtered, searched.
//! 7. The desk's round with 500 newcomers and 250 locals: its page, a word, one newcomer of it.
//!
//! Ends with 1 where a bar is missed. `cargo bench --bench pages -- large` does 2 to 4 alone, `-- asking` 5, `-- desk` 6,
//! `-- rounds` 7.

mod asking;
mod city;
mod desk;
#[allow(dead_code, reason = "the long runs use the rest")]
#[path = "../../examples/soak/http.rs"]
mod http;
mod rounds;

use anyhow::{Context, ensure};
use buurten::{
    listings::Shelf,
    matching::catalogue::Catalogue,
    platform::{
        clock::Clock,
        private_postgres::{Kind, PrivatePostgres},
    },
};
use city::{City, SEED, at};
use peak_alloc::PeakAlloc;
use std::{
    os::unix::fs::PermissionsExt,
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

/// Counts what the shelf takes when this process fills one of its own.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Browsers that ask at a time in the first part, each somebody else.
const CONNECTIONS: u32 = 8;
/// How much slower a list of 5,000 may be than an empty one.
const FULL_BAR: f64 = 5.0;
/// How much slower a page of 100,000 listings may be than that of 1,000.
const LARGE_BAR: f64 = 4.0;
/// How much slower what many have may be found than what few have.
const WORD_BAR: f64 = 5.0;
/// How much slower a page may be while listings change.
const CHANGE_BAR: f64 = 1.5;
/// Turns of each page of each city.
const TURNS: usize = 8;
/// How long a turn takes.
const TURN: Duration = Duration::from_millis(700);

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
    let alone = |what: &str| std::env::args().any(|a| a == what);
    let one = ["large", "asking", "desk", "rounds"].into_iter().find(|part| alone(part));
    let does = |part: &str| one.is_none_or(|one| one == part);
    let runtime = tokio::runtime::Runtime::new()?;
    let held = runtime.block_on(async {
        println!("seed {SEED}, {TURNS} turns of {TURN:?} each, load {}; milliseconds", load());
        let mut held = true;
        if one.is_none() {
            held &= full_and_empty(&postgres, folder.path()).await?;
        }
        if does("large") {
            held &= large_and_small(&postgres, folder.path()).await?;
        }
        if does("desk") {
            held &= desk::desk(&postgres, folder.path()).await?;
        }
        if does("rounds") {
            held &= rounds::rounds(&postgres, folder.path()).await?;
        }
        if does("asking") {
            held &= asking::asking(&postgres, folder.path()).await?;
        }
        anyhow::Ok(held)
    })?;
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(held)
}

fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

async fn full_and_empty(postgres: &PrivatePostgres, folder: &Path) -> anyhow::Result<bool> {
    let full = Arc::new(City::open(postgres, folder, 5_000, CONNECTIONS).await?);
    let empty = Arc::new(City::open(postgres, folder, 0, CONNECTIONS).await?);
    let mut held = true;
    for path in ["/en/listings", "/en/for-you"] {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for turn in 0..=TURNS {
            let (slow, cards) = together(&full, path).await?;
            ensure!(cards >= 20, "{path}: {cards} cards, expected 20");
            let (quick, cards) = together(&empty, path).await?;
            ensure!(cards == 0, "{path}: {cards} cards in a city without listings");
            // The first turn warms up.
            if turn > 0 {
                with.extend(slow);
                without.extend(quick);
            }
        }
        let what = format!("{path}, {CONNECTIONS} at a time");
        held &= beside(&what, ("5000 listings", &mut with), ("none", &mut without), FULL_BAR);
    }
    Ok(held)
}

/// Everybody asks for a page again and again for a turn.
async fn together(city: &Arc<City>, path: &'static str) -> anyhow::Result<(Vec<Duration>, usize)> {
    let ask = |newcomer| {
        let city = city.clone();
        tokio::spawn(async move { city.turn(newcomer, path, TURN).await })
    };
    let asking: Vec<_> = (0..CONNECTIONS as usize).map(ask).collect();
    let (mut all, mut cards) = (Vec::new(), 0);
    for one in asking {
        let (took, last) = one.await.context("a browser broke")??;
        all.extend(took);
        let page = String::from_utf8_lossy(&last.body);
        cards = page.matches("<article").count().max(page.matches("class=\"card").count());
    }
    Ok((all, cards))
}

async fn large_and_small(postgres: &PrivatePostgres, folder: &Path) -> anyhow::Result<bool> {
    let large = City::open(postgres, folder, 100_000, CONNECTIONS).await?;
    let small = City::open(postgres, folder, 1_000, CONNECTIONS).await?;
    let fresh = (large.memory()?, small.memory()?);
    println!("serve listens after {:.1?} with 100000 listings, after {:.1?} with 1000", large.started, small.started);
    let a_listing = "select '/en/listings/' || id from listings where status = 'active' order by key limit 1";
    let of_large: String = sqlx::query_scalar(a_listing).fetch_one(&*large.db).await?;
    let of_small: String = sqlx::query_scalar(a_listing).fetch_one(&*small.db).await?;
    let mut held = true;
    for (path, other) in [
        ("/en/for-you", "/en/for-you"),
        ("/en/listings", "/en/listings"),
        ("/en/listings?domain=sport&day=tue&page=2", "/en/listings?domain=sport&day=tue&page=2"),
        (of_large.as_str(), of_small.as_str()),
        ("/en/today", "/en/today"),
        ("/en/week", "/en/week"),
        ("/en/", "/en/"),
    ] {
        let (mut slow, mut quick) = (Vec::new(), Vec::new());
        for turn in 0..=TURNS {
            let (a, b) = (large.turn(turn, path, TURN).await?.0, small.turn(turn, other, TURN).await?.0);
            if turn > 0 {
                slow.extend(a);
                quick.extend(b);
            }
        }
        held &= beside(path, ("100000 listings", &mut slow), ("1000", &mut quick), LARGE_BAR);
    }
    held &= searched(&large).await?;
    held &= changing(&large).await?;
    memory(&large, &small, fresh).await?;
    Ok(held)
}

/// A word of many beside one of few, on the pages where one searches.
async fn searched(large: &City) -> anyhow::Result<bool> {
    let mut held = true;
    for page in ["/en/listings", "/en/for-you"] {
        let (many, few) = (format!("{page}?q=koor"), format!("{page}?q=filosofie+caf%C3%A9"));
        let (mut slow, mut quick) = (Vec::new(), Vec::new());
        for turn in 0..=TURNS {
            let (a, b) = (large.turn(turn, &many, TURN).await?.0, large.turn(turn, &few, TURN).await?.0);
            if turn > 0 {
                slow.extend(a);
                quick.extend(b);
            }
        }
        held &= beside(page, ("a word of many", &mut slow), ("of few", &mut quick), WORD_BAR);
    }
    Ok(held)
}

/// A page while a listing changes every second, beside the same undisturbed.
async fn changing(large: &City) -> anyhow::Result<bool> {
    let (mut busy, mut idle, mut n, mut seen) = (Vec::new(), Vec::new(), 0, Vec::new());
    let second = Duration::from_secs(1);
    for turn in 0..=2 * TURNS {
        n += 1;
        let (took, changed) = tokio::join!(large.turn(turn, "/en/for-you", second), large.change(n));
        changed?;
        if turn > 0 {
            busy.extend(took?.0);
        }
        if turn % 4 == 0 {
            seen.push(until_seen(large, n).await?);
        }
        // What the last change left to do is not the idle turn's.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let took = large.turn(turn, "/en/for-you", second).await?.0;
        if turn > 0 {
            idle.extend(took);
        }
    }
    println!("a change of one of 100000 is on the page after {:.0} ms at most", at(&mut seen, 1.0));
    Ok(beside("/en/for-you", ("a change a second", &mut busy), ("undisturbed", &mut idle), CHANGE_BAR))
}

/// How long after its commit a change is on the page.
async fn until_seen(city: &City, n: u32) -> anyhow::Result<Duration> {
    let name = format!("Changed {n} times");
    let sql = "update listings set title_en = $1 where key = (select min(key) from listings where status = 'active') returning id";
    let id: uuid::Uuid = sqlx::query_scalar(sql).bind(&name).fetch_one(&*city.db).await?;
    let (since, mut browser) = (Instant::now(), city.browser(0));
    loop {
        let page = browser.get(&format!("/en/listings/{id}")).await?;
        if String::from_utf8_lossy(&page.body).contains(&name) {
            return Ok(since.elapsed());
        }
        ensure!(since.elapsed() < Duration::from_secs(10), "the change is not seen");
    }
}

async fn memory(large: &City, small: &City, fresh: ((u64, u64), (u64, u64))) -> anyhow::Result<()> {
    let each = |a: u64, b: u64| (a as f64 - b as f64) / f64::from(large.listings - small.listings);
    let ((first, _), (first_small, _)) = fresh;
    let (used, used_small) = (large.memory()?, small.memory()?);
    println!(
        "a listing takes {:.0} bytes of the server's memory after the start, {:.0} after all these pages (largest ever {:.0})",
        each(first, first_small),
        each(used.0, used_small.0),
        each(used.1, used_small.1)
    );
    let before = HEAP.current_usage();
    let shelf = Shelf::filled(&large.db, &Clock::new()).await?;
    let whole = HEAP.current_usage() - before;
    let stock = shelf.now();
    let before = HEAP.current_usage();
    let opportunities: Vec<_> = stock.items.iter().map(|i| i.listing.opportunity()).collect();
    let catalogue = Catalogue::new(opportunities, stock.catalogue.today());
    let ranked = HEAP.current_usage() - before;
    let each = |bytes: usize| bytes as f64 / f64::from(large.listings);
    println!(
        "of which on the shelf {:.0}: {:.0} what the heart ranks, {:.0} the listing with its texts, rule and next sessions",
        each(whole),
        each(ranked),
        each(whole - ranked)
    );
    drop(catalogue);
    Ok(())
}

/// Prints both and says whether the bar holds.
fn beside(what: &str, slow: (&str, &mut [Duration]), quick: (&str, &mut [Duration]), bar: f64) -> bool {
    let ratio = at(slow.1, 0.99) / at(quick.1, 0.99);
    println!(
        "{what}: {} p50 {:.2} p99 {:.2} ({} answers); {} p50 {:.2} p99 {:.2} ({} answers); p99 ratio {ratio:.2}, at most {bar}{}",
        slow.0,
        at(slow.1, 0.5),
        at(slow.1, 0.99),
        slow.1.len(),
        quick.0,
        at(quick.1, 0.5),
        at(quick.1, 0.99),
        quick.1.len(),
        if ratio <= bar { "" } else { ": MISSED" }
    );
    ratio <= bar
}
