#!/bin/sh
# make run: from a bare machine to a served city.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_cargo
want_cc
[ -n "${DATABASE_URL:-}" ] || want_postgres
install_missing

cargo build --release --locked --bin buurten
if [ -n "${DATABASE_URL:-}" ]; then
    exec "$target/release/buurten" serve # somebody's own database: never seeded
fi
unset DATABASE_URL # an empty one counts as given
exec "$target/release/buurten" serve --seed-if-empty
