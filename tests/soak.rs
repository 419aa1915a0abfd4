//! One to three per cent of `make soak`: the same code, small. The seed is printed; `BUURTEN_SOAK_SEED` sets it.

#[path = "../examples/soak/city.rs"]
mod city;
#[path = "../examples/soak/histories.rs"]
mod histories;
#[path = "../examples/soak/http.rs"]
mod http;
#[path = "../examples/soak/ledger.rs"]
mod ledger;
#[path = "../examples/soak/letters.rs"]
mod letters;
#[path = "../examples/soak/matches.rs"]
mod matches;
#[path = "../examples/soak/packages.rs"]
mod packages;
#[path = "../examples/soak/people.rs"]
mod people;
#[path = "../examples/soak/pools.rs"]
mod pools;
#[path = "../examples/soak/rounds.rs"]
mod rounds;
#[path = "../examples/soak/runs.rs"]
mod runs;
#[path = "support/signed_in.rs"]
mod signed_in;
#[path = "../examples/soak/sink.rs"]
mod sink;
#[path = "../examples/soak/spoil.rs"]
mod spoil;
#[path = "../examples/soak/told.rs"]
mod told;
#[path = "../examples/soak/town.rs"]
mod town;
#[path = "../examples/soak/writes.rs"]
mod writes;
#[path = "../examples/soak/year.rs"]
mod year;

use runs::Size;
use std::{path::Path, time::Duration};

fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_buurten"))
}

fn small() -> Size {
    let given = std::env::var("BUURTEN_SOAK_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| u64::from(std::process::id()));
    println!("BUURTEN_SOAK_SEED={seed}");
    Size {
        writes: 1_000,
        kills: 2,
        clients: 12,
        letters: 40,
        crashes: 2,
        histories: 16,
        pool_writes: 4_000,
        files: 10_000,
        longest: Duration::from_secs(60),
        seed,
    }
}

#[test]
fn no_acknowledged_write_is_lost_when_app_and_postgres_are_killed() {
    runs::writes(binary(), small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn the_checker_sees_what_is_lost_without_synchronous_commit() {
    runs::blind(binary(), small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn the_checker_sees_what_is_lost_without_the_pool_s_hook() {
    runs::hook(small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn no_letter_is_lost_and_a_crash_repeats_at_most_one() {
    runs::letters(binary(), small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn what_happens_to_a_request_at_once_could_have_happened_in_turn() {
    runs::histories(binary(), small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn whatever_stands_in_a_round_it_is_answered_or_refused() {
    runs::rounds(small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn whatever_stands_in_a_person_or_a_sheet_it_is_answered_or_refused() {
    runs::matches(small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn whatever_stands_in_a_package_or_a_calendar_it_is_read_or_refused() {
    runs::packages(small()).unwrap_or_else(|e| panic!("{e:#}"));
}

#[test]
fn in_two_months_of_twenty_people_nobody_is_without_a_next_step() {
    let short = year::Size { newcomers: (14, 36), locals: 12, listings: 60, days: 60, seed: 1 };
    let told = year::run(short).unwrap_or_else(|e| panic!("{e:#}"));
    assert!(told.proposed > 0 && told.steps > 20, "{told}");
}
