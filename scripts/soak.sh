#!/bin/sh
# make soak: the long runs, five thousand generated requests for each role and for the open data's description, and ten
# thousand random histories each of introductions, of what she asks for, and of ties.
# The seed is printed; BUURTEN_SOAK_SEED sets it, BUURTEN_HISTORIES how many. It is of the clock: a number of a process
# comes again. Ten thousand a second: each history has the seed after that of the one before. Last, every case of the
# journeys, through the page, in both languages.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_cargo
want_cc
want_cxx
want_postgres
want_chromium
install_missing

BUURTEN_SOAK_SEED="${BUURTEN_SOAK_SEED:-$(($(date +%s) * 10000))}"
BUURTEN_HISTORIES="${BUURTEN_HISTORIES:-10000}"
export BUURTEN_SOAK_SEED BUURTEN_HISTORIES
echo "BUURTEN_SOAK_SEED=$BUURTEN_SOAK_SEED BUURTEN_HISTORIES=$BUURTEN_HISTORIES"

# The binary is what is killed.
cargo build --release --locked --bin buurten
cargo run --release --locked --example soak -- "$BUURTEN_SOAK_SEED"
BUURTEN_REQUESTS="${BUURTEN_REQUESTS:-5000}" cargo test --release --locked --test trust -- --nocapture generated
sh scripts/schemathesis.sh
cargo test --release --locked --test rooms -- --nocapture \
    introductions_histories requests_histories ties_histories
# CI plays every second one, half of them in either language.
BUURTEN_ALL_CASES=1 exec cargo test --release --locked --test journeys -- --nocapture cases
