#!/bin/sh
# make check-web: validators of other people against every public page. Node and Java are tools of this check
# alone; neither is needed to build, run or test.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_cargo
want_cc
want_postgres
want_chromium
want_node
want_java
install_missing

tools="$PWD/target/node"
mkdir -p "$tools"
pins='{"private":true,"dependencies":{"html-validate":"10.17.0","lighthouse":"12.8.2","stylelint":"17.16.0","stylelint-config-standard":"40.0.0","vnu-jar":"26.9.27"}}'
if [ "$(cat "$tools/package.json" 2>/dev/null)" != "$pins" ] || [ ! -e "$tools/installed" ]; then
    echo "Installing the validators into target/node ..."
    rm -f "$tools/installed"
    printf '%s\n' "$pins" >"$tools/package.json"
    (cd "$tools" && npm install --no-audit --no-fund --no-package-lock --loglevel=error)
    touch "$tools/installed"
fi
# Debian 12's own Node is too old for two of them: a newer one goes beside them.
node=node
if [ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -lt 20 ]; then
    node="$tools/newer/node_modules/node/bin/node"
    [ -x "$node" ] || npm install --prefix "$tools/newer" --no-audit --no-fund --no-package-lock --loglevel=error node@22
fi

cargo build --release --locked --bin buurten
exec "$node" scripts/check_web.mjs "$target/release/buurten"
