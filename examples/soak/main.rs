//! `make soak`: the long run. The real binary in throw-away folders, on loopback only, killed again and again.
//! `soak [SEED]`; the seed is printed, and the same seed draws the same.

mod city;
mod heart;
mod histories;
mod http;
mod ledger;
mod letters;
mod matches;
mod packages;
mod people;
mod pools;
mod rounds;
mod runs;
#[path = "../../tests/support/signed_in.rs"]
mod signed_in;
mod sink;
mod spoil;
mod told;
mod town;
mod writes;
mod year;

use anyhow::{Context, Result};
use buurten::{platform::clock::Clock, simulation::FOLLOWED};
use runs::Size;
use std::{path::PathBuf, process::ExitCode, time::Duration, time::Instant};

fn main() -> ExitCode {
    let given = std::env::args().nth(1).map(|seed| seed.parse());
    let seed = match given {
        Some(Ok(seed)) => seed,
        Some(Err(_)) => {
            eprintln!("soak: SEED: expected a whole number");
            return ExitCode::from(2);
        }
        // Of the clock, as in scripts/soak.sh: a number of a process comes again.
        None => Clock::new().now().timestamp().unsigned_abs() * 10_000,
    };
    let since = Instant::now();
    match run(seed) {
        Ok(()) => {
            println!("The long run held, in {} s.", since.elapsed().as_secs());
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("soak: seed {seed}: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(seed: u64) -> Result<()> {
    let binary = binary()?;
    let size = Size {
        writes: 100_000,
        kills: 12,
        clients: 24,
        letters: 1_500,
        crashes: 10,
        histories: 1_000,
        pool_writes: 20_000,
        files: 1_000_000,
        longest: Duration::from_secs(20 * 60),
        seed,
    };
    println!("{size:?}");
    heart::holds(seed, 100_000);
    // Its seed is committed, so that what one year prints can be compared with the next. Ties are followed for another year.
    year::run(year::Size { newcomers: (40, 160), locals: 60, listings: 240, days: FOLLOWED, seed: 1 })?;
    runs::rounds(size)?;
    runs::matches(size)?;
    runs::packages(size)?;
    runs::hook(size)?;
    runs::blind(&binary, size)?;
    runs::histories(&binary, size)?;
    runs::letters(&binary, size)?;
    runs::writes(&binary, size)?;
    Ok(())
}

/// The binary beside this example: target/release/examples/soak → target/release/buurten.
fn binary() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(|examples| examples.parent()).context("an example lies in target/…/examples")?;
    Ok(folder.join("buurten"))
}
