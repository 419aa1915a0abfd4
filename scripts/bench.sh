#!/bin/sh
# make bench: every benchmark; arguments go to cargo bench. The round is compared with OR-tools and SciPy, ranking with
# numpy; they live in a Python environment of their own below target. Where they cannot be installed, it says so and goes
# on without.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_cargo
want_cc
want_cxx
want_postgres
want_python
install_missing

peers="$PWD/target/peers"
if ! "$peers/bin/python" -c "import numpy, ortools, scipy" 2>/dev/null; then
    echo "Installing numpy, OR-tools and SciPy below target, once ..."
    python3 -m venv "$peers" && "$peers/bin/pip" install --quiet numpy ortools scipy || rm -rf "$peers"
fi
if [ -x "$peers/bin/python" ]; then
    export BUURTEN_PEERS="$peers/bin/python"
fi
exec cargo bench --locked "$@"
