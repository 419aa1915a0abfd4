#!/bin/sh
# The open data of a served sample city against its own description, by a tool of other people: five thousand requests
# drawn from the OpenAPI, good ones and bad ones, and a look at every answer. BUURTEN_SOAK_SEED sets the seed.
# Part of make soak; where the tool cannot be installed, it says so and ends well.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_cargo
want_cc
want_postgres
want_python
install_missing

tool="$PWD/target/schemathesis"
pin=schemathesis==4.32.5
if [ "$("$tool/bin/pip" freeze 2>/dev/null | grep '^schemathesis==')" != "$pin" ]; then
    echo "Installing $pin below target, once ..."
    if ! { python3 -m venv "$tool" && "$tool/bin/pip" install --quiet "$pin"; }; then
        rm -rf "$tool"
        echo "Schemathesis cannot be installed here: its requests are not sent."
        exit 0
    fi
fi

cargo build --release --locked --bin buurten
city="$(mktemp -d)"
chmod 755 "$city"
"$target/release/buurten" serve --listen 127.0.0.1:0 --seed-if-empty --data "$city/data" >"$city/out" 2>"$city/err" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$city"' EXIT
address=""
tries=0
while [ -z "$address" ]; do
    tries=$((tries + 1))
    [ "$tries" -le 300 ] || { echo "The sample city is not served:" >&2; cat "$city/err" >&2; exit 1; }
    sleep 0.2
    address="$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$city/out" | head -n 1)"
done

# Two checks are left out. unsupported_method wants 405 where we answer 404: a method that a route does not have does not
# exist, as a page that is not there. positive_data_acceptance cannot know that proximity wants a postcode beside it:
# OpenAPI has no words for two parameters that go together. 16 operations with 310 requests each are about 5,000.
cd "$city"
"$tool/bin/st" run "$address/api/openapi.json" --wait-for-schema 20 --no-color --continue-on-failure \
    --phases examples,coverage,fuzzing --max-examples 310 --seed "$((${BUURTEN_SOAK_SEED:-1} % 4294967296))" \
    --exclude-checks unsupported_method,positive_data_acceptance
