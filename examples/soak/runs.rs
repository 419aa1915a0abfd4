//! The parts of a long run, at any size. `make soak` runs them large, `make test` small.

use super::{
    city::{City, runtime},
    histories,
    ledger::Verdict,
    letters,
    matches::{self, Input},
    packages::{self, Package},
    people, pools, rounds,
    writes::{self, Load},
};
use anyhow::{Result, ensure};
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// How large a run is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Acknowledged writes.
    pub writes: usize,
    /// kill -9 of the binary and of Postgres, so often each.
    pub kills: usize,
    /// Browsers that wait, and half as many that leave.
    pub clients: usize,
    /// Letters.
    pub letters: usize,
    /// kill -9 while they are sent.
    pub crashes: usize,
    /// Histories of a request.
    pub histories: usize,
    /// Writes of the pool without its hook.
    pub pool_writes: i64,
    /// Spoilt files of each kind: for the round, and for each input of `match`.
    pub files: u64,
    /// No part takes longer.
    pub longest: Duration,
    /// Whatever is drawn follows from it.
    pub seed: u64,
}

impl Size {
    fn load(&self) -> Load {
        Load {
            writes: self.writes,
            clients: self.clients,
            leavers: self.clients / 2,
            app_kills: self.kills,
            postgres_kills: self.kills,
            longest: self.longest,
            seed: self.seed,
        }
    }
}

/// Nothing that was acknowledged may be lost.
pub fn writes(binary: &Path, size: Size) -> Result<Verdict> {
    let verdict = load(binary, size.load(), &[])?;
    println!("kill -9 of the app {0} times, of Postgres {0} times: {verdict}", size.kills);
    ensure!(verdict.lost == 0, "acknowledged writes were lost");
    Ok(verdict)
}

/// The same where Postgres says yes before a write is safe: the checker must see it.
pub fn blind(binary: &Path, size: Size) -> Result<Verdict> {
    // Nothing written back by itself for a while, so that a kill finds something to lose.
    let careless = [
        ("synchronous_commit", "off"),
        ("wal_writer_delay", "10s"),
        ("wal_writer_flush_after", "1GB"),
        ("bgwriter_lru_maxpages", "0"),
    ];
    let writes = (size.writes / 10).max(400);
    let load_ = Load { writes, app_kills: 0, postgres_kills: 3, ..size.load() };
    let verdict = load(binary, load_, &careless)?;
    println!("the same with synchronous_commit=off, kill -9 of Postgres 3 times: {verdict}");
    ensure!(verdict.lost > 0, "the checker is blind: nothing was lost with synchronous_commit=off");
    Ok(verdict)
}

fn load(binary: &Path, load: Load, settings: &[(&str, &str)]) -> Result<Verdict> {
    // A member asks nine times and is not asked again.
    let members = (load.writes / 80 + 20) as u32;
    let (city, town) = City::prepare(binary, async |db| {
        let town = people::settle(db, members, 300, load.seed).await?;
        City::set(db, settings).await?;
        Ok(town)
    })?;
    let (city, town) = (Arc::new(city), Arc::new(town));
    city.start()?;
    let ledger = writes::run(&city, &town, load)?;
    runtime()?.block_on(async { ledger.verdict(&mut city.connection().await?).await })
}

/// The pool's hook is needed, and it is enough.
pub fn hook(size: Size) -> Result<()> {
    let (with, without) = pools::run(size.pool_writes, size.seed)?;
    println!(
        "visitors who leave during begin(), {} writes: {with} lost; without the hook {without} lost",
        size.pool_writes
    );
    ensure!(with == 0, "the pool loses acknowledged writes");
    ensure!(without > 0, "the checker is blind: nothing was lost without the hook");
    Ok(())
}

/// No letter is lost, and a crash repeats at most one.
pub fn letters(binary: &Path, size: Size) -> Result<()> {
    let post = letters::run(binary, size.letters, size.crashes)?;
    println!("{post}");
    ensure!(post.is_kept(), "letters were lost, changed or repeated too often");
    Ok(())
}

/// Whatever happens at once could have happened one after the other.
pub fn histories(binary: &Path, size: Size) -> Result<()> {
    let members = size.histories as u32;
    let (city, town) = City::prepare(binary, async |db| people::settle(db, members, 60, size.seed).await)?;
    let city = Arc::new(city);
    city.start()?;
    histories::run(&city, &town, size.histories, size.seed)?;
    println!("{} random histories of a request, each as some order of its acts", size.histories);
    Ok(())
}

/// Whatever stands in a round's file, it is answered or refused.
pub fn rounds(size: Size) -> Result<()> {
    let rounds::Rounds { answered, refused, named } = rounds::run(size.files, size.seed)?;
    println!(
        "{} spoilt rounds: {answered} answered and proven, {refused} refused ({named} with the one field named), none panicked or hung",
        size.files
    );
    ensure!(answered > 0 && named > 0, "nothing was tried");
    Ok(())
}

/// Whatever stands in what listings are brought in from, it is read or refused; what is large for no reason, at once.
pub fn packages(size: Size) -> Result<()> {
    for package in [Package::Sheet, Package::Json, Package::Tables, Package::Calendar] {
        let since = Instant::now();
        let packages::Packages { read, refused } = packages::run(package, size.files, size.seed)?;
        println!(
            "{} spoilt files for {package:?}: {read} read, {refused} refused, none panicked or hung, {:.0} s",
            size.files,
            since.elapsed().as_secs_f64()
        );
    }
    let (slowest, took) = packages::bombs()?;
    println!("Every bomb of 5 MiB is refused; the slowest ({slowest}) in {} ms", took.as_millis());
    Ok(())
}

/// Whatever stands in what `match` reads, it is answered or refused.
pub fn matches(size: Size) -> Result<()> {
    for input in [Input::Person, Input::People, Input::Listings] {
        let since = Instant::now();
        let matches::Matches { answered, refused, named } = matches::run(input, size.files, size.seed)?;
        println!(
            "{} spoilt files for {input:?}: {answered} answered, {refused} refused ({named} with one wrong field, named), none \
             panicked or hung, {:.0} s",
            size.files,
            since.elapsed().as_secs_f64()
        );
    }
    Ok(())
}
