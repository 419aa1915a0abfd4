//! Ranking: one newcomer before 10,000, 100,000 and 1,000,000 listings of the synthetic city. Every gate counted, U of
//! everybody who passes, the best twenty in order: ours on every path of this machine, numpy on the same columns with
//! her answers ready-made, Postgres with bit columns, Postgres with a table for each list, and a plain sum over the bytes
//! that a ranking may read. What it takes to explain twenty, to make the catalogue and to change it stands below.
//!
//! CPU time of one thread; of Postgres that of its backend, without parallel workers. For each person the median of the
//! rounds, then the mean over the people. *Cold*: copy after copy of the catalogue, more than the caches hold, so
//! that the columns come from memory, as they do for a server that answers other pages in between; ours and the plain sum
//! alike. Everybody else is measured warm, and beside our warm time.
//!
//! `BUURTEN_PEERS` names a Python with numpy (`scripts/bench.sh` makes one); without it numpy is left out, and said so.
//! Ends with an error where a bar is missed.

mod city;
mod memory;
mod numpy;
mod ours;
mod postgres;
mod queries;

use city::{City, TOP};
use memory::Counting;
use ours::Ours;
use rustix::time::{ClockId, clock_gettime};
use std::process::ExitCode;

#[global_allocator]
static MEMORY: Counting = Counting;

/// The sizes.
const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];
/// At this size: so many times as fast as numpy, as bit columns and as a table for each list.
const BARS: (u32, [f64; 3]) = (100_000, [5.0, 50.0, 150.0]);
/// At most so many times what only reading the bytes takes, both from memory.
const STREAM: f64 = 1.6;
/// 1,000,000 takes at most so many times what 100,000 take.
const TENFOLD: f64 = 14.0;
/// Loading a table for each list of a million is not worth the wait.
const NORMALISED_UP_TO: u32 = 100_000;

/// CPU time of this thread, in seconds.
fn cpu() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_unstable_by(f64::total_cmp);
    all[all.len() / 2]
}

fn mean(all: &[f64]) -> f64 {
    all.iter().sum::<f64>() / all.len() as f64
}

fn main() -> ExitCode {
    // Tests of all targets come by as well.
    if std::env::args().any(|a| a == "--test") || !std::env::args().any(|a| a == "--bench") {
        return ExitCode::SUCCESS;
    }
    let largest = std::env::var("BUURTEN_BENCH_LARGEST").ok().and_then(|n| n.parse().ok()).unwrap_or(u32::MAX);
    let mut missed = Vec::new();
    let mut before: Option<Ours> = None;
    let mut postgres = postgres::Server::start();
    for size in SIZES.into_iter().filter(|size| *size <= largest) {
        let city = City::new(size);
        println!("\n{size} listings, {} people, the best {TOP}; milliseconds of CPU", city.people.len());
        let ours = ours::measure(&city);
        let widest = ours.warm.last().expect("a path").1;
        let mut bar = |what: &str, ratio: f64, bar: Option<f64>| {
            let bar = bar.filter(|_| size == BARS.0);
            let holds = bar.is_none_or(|bar| ratio >= bar);
            let said = bar.map_or(String::new(), |bar| format!(", bar {bar}{}", if holds { "" } else { ": MISSED" }));
            println!("    {ratio:.1} times ours{said}");
            if !holds {
                missed.push(format!("{size}: {what} takes {ratio:.1} times ours; the bar is {}", bar.unwrap_or(0.0)));
            }
        };
        let [numpy_bar, bits_bar, lists_bar] = BARS.1.map(Some);
        match numpy::measure(&city) {
            None => println!("  numpy: BUURTEN_PEERS names no Python with numpy: without it."),
            Some(numpy) => {
                println!("  numpy on the same columns, her answers ready  {:>9.3}", numpy * 1e3);
                bar("numpy", numpy / widest, numpy_bar);
            }
        }
        let bits = postgres.bits(&city);
        println!("  Postgres, bit columns                         {:>9.3}", bits * 1e3);
        bar("Postgres with bit columns", bits / widest, bits_bar);
        if size <= NORMALISED_UP_TO {
            let lists = postgres.normalised(&city);
            println!("  Postgres, a table for each list               {:>9.3}", lists * 1e3);
            bar("Postgres with a table for each list", lists / widest, lists_bar);
        }
        if size >= BARS.0 && ours.cold / ours.stream > STREAM {
            let ratio = ours.cold / ours.stream;
            missed.push(format!("{size}: {ratio:.2} times the memory stream; the bar is {STREAM}"));
        }
        if let Some(tenth) = before.as_ref().filter(|_| size == 10 * BARS.0) {
            let tenth_warm = tenth.warm.last().expect("a path").1;
            for (what, ratio) in [("warm", widest / tenth_warm), ("cold", ours.cold / tenth.cold)] {
                println!("  {ratio:.1} times 100,000 ({what}), at most {TENFOLD}");
                if ratio > TENFOLD {
                    missed.push(format!("{size}: {ratio:.1} times 100,000 ({what}); the bar is {TENFOLD}"));
                }
            }
        }
        before = Some(ours);
    }
    for line in &missed {
        eprintln!("missed: {line}");
    }
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
