//! The round in plain mode: CPU seconds to the proven best on three families, beside other solvers in the same run, and
//! what-if at the desk with 500 people.
//!
//! `BUURTEN_PEERS` names a Python with ortools, scipy and numpy (`scripts/bench.sh` makes one); without it only LEMON,
//! which is linked in, is run beside ours. Ends with an error where a bar is missed.

mod desk;
mod draw;
mod families;
mod peers;

use buurten::matching::round::plain;
use families::{Family, Instance};
use peak_alloc::PeakAlloc;
use peers::{Peer, Solved};
use rustix::time::{ClockId, clock_gettime};
use std::{fs, path::PathBuf, process::ExitCode};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many times as fast as OR-tools' minimum-cost flow, and as SciPy's sparse matching, at 10,000 × 50.
const BARS: [(Peer, f64); 2] = [(Peer::OrTools, 3.0), (Peer::SciPy, 13.0)];
/// At 100,000 × 50, in each family.
const LARGE_BAR: f64 = 1.0;
/// What-if with 500 people, the 99th of a hundred, in milliseconds.
const WHAT_IF: f64 = 10.0;

/// CPU time of this thread, in seconds.
fn cpu() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

/// The best of three.
fn ours(instance: &Instance) -> Solved {
    let pool = instance.pool();
    let (mut seconds, mut found, mut megabytes) = (f64::MAX, (0, 0), None);
    for _ in 0..3 {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let since = cpu();
        let answer = plain::solve(&pool);
        seconds = seconds.min(cpu() - since);
        megabytes = Some((MEMORY.peak_usage() - before) as f64 / f64::from(1 << 20));
        found = (answer.pairs.len(), answer.total / 100);
    }
    Solved { seconds, placed: found.0, total: found.1, megabytes }
}

fn main() -> ExitCode {
    // Tests of all targets come by as well.
    if std::env::args().any(|a| a == "--test") || !std::env::args().any(|a| a == "--bench") {
        return ExitCode::SUCCESS;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let mut missed = Vec::new();
    let python = std::env::var_os("BUURTEN_PEERS");
    if python.is_none() {
        println!("BUURTEN_PEERS names no Python with ortools and scipy: without them.");
    }
    for size in [10_000, 100_000] {
        let small = size == 10_000;
        let mut ratios: Vec<(Peer, Vec<f64>)> = Vec::new();
        println!("\n{size} newcomers, 50 candidates: CPU seconds, best of three; megabytes that solving added");
        for family in [Family::S1, Family::S2, Family::S3] {
            let instance = Instance::new(family, size);
            let ours = ours(&instance);
            println!("  {family:?}  ours      {ours}");
            let mut beside = vec![Peer::OrTools];
            // The others take minutes there.
            beside.extend(small.then_some([Peer::SciPy, Peer::Lemon]).into_iter().flatten());
            let file = folder.join(format!("{family:?}_{size}.bin"));
            fs::write(&file, instance.bytes()).expect("a file below target");
            for peer in beside {
                let Some(theirs) = peer.solve(&instance, &file, python.as_deref()) else { continue };
                let ratio = theirs.seconds / ours.seconds;
                println!("      {:<9} {theirs}  {ratio:.1} times ours", peer.name());
                if (theirs.placed, theirs.total) != (ours.placed, ours.total) {
                    missed.push(format!("{family:?} {size}: {} finds another optimum", peer.name()));
                }
                let memory = ours.megabytes.zip(theirs.megabytes).filter(|_| small);
                if !small && ratio < LARGE_BAR {
                    missed.push(format!(
                        "{family:?} {size}: {ratio:.2} times as fast as {}: the bar is {LARGE_BAR}",
                        peer.name()
                    ));
                }
                if memory.is_some_and(|(ours, theirs)| ours > theirs / 3.0) {
                    missed.push(format!("{family:?} {size}: more memory than a third of OR-tools'"));
                }
                match ratios.iter_mut().find(|(p, _)| *p == peer) {
                    Some((_, all)) => all.push(ratio),
                    None => ratios.push((peer, vec![ratio])),
                }
            }
            // Large, and quickly made again.
            fs::remove_file(&file).expect("our file");
        }
        for (peer, all) in ratios {
            let mean = all.iter().product::<f64>().powf(1.0 / all.len() as f64);
            println!("  {mean:.1} times as fast as {} (geometric mean)", peer.name());
            let bar = BARS.iter().find(|(p, _)| small && *p == peer);
            if let Some((_, bar)) = bar.filter(|(_, bar)| mean < *bar) {
                missed.push(format!("{mean:.1} times as fast as {}: the bar is {bar}", peer.name()));
            }
        }
    }
    println!("\nWhat-if with 500 newcomers, in CPU milliseconds");
    for family in [Family::S1, Family::S2, Family::S3] {
        let worst = desk::what_if(family);
        if worst > WHAT_IF {
            missed.push(format!("{family:?}: what-if takes {worst:.1} ms: the bar is {WHAT_IF}"));
        }
    }
    let worst = desk::what_if_of_people();
    if worst > WHAT_IF {
        missed.push(format!("people: what-if takes {worst:.1} ms: the bar is {WHAT_IF}"));
    }
    for line in &missed {
        eprintln!("missed: {line}");
    }
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
