#!/bin/sh
# make check: what a change must hold before anybody reads it.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

# The newest cargo-deny that was tried with deny.toml.
deny=0.20.2

want_cargo
want_cc
want_cxx
install_missing

echo "== formatting"
cargo fmt --check
echo "== clippy"
cargo clippy --locked --all-targets -- -D warnings
echo "== house rules"
cargo test --locked --quiet --test house
echo "== licences and sources of dependencies"
tools="$PWD/target/tools"
if ! "$tools/bin/cargo-deny" --version 2>/dev/null | grep -qF "cargo-deny $deny"; then
    echo "Building cargo-deny, once ..."
    cargo install cargo-deny --locked --quiet --version "$deny" --root "$tools"
fi
"$tools/bin/cargo-deny" --locked check bans licenses sources
echo "All is well."
