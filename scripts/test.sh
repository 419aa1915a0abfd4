#!/bin/sh
# make test: every test, and a summary at the end. Arguments go to cargo test.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_cargo
want_cc
want_cxx
want_postgres
want_chromium
want_axe
install_missing
fetch_axe

mkdir -p "$target"
log="$target/test-log.txt"
status="$target/test-status.txt"
# The pipe would hide how cargo ended. Snapshots are compared, never rewritten.
{
    code=0
    INSTA_UPDATE=no cargo test --locked --no-fail-fast "$@" 2>&1 || code=$?
    echo "$code" >"$status"
} | tee "$log"

echo
echo "Summary"
# A line of libtest: test result: ok. 6 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
sums="$(awk '/^test result: / { passed += $4; failed += $6; ignored += $8 }
    END { printf "%d %d %d", passed, failed, ignored }' "$log")"
# shellcheck disable=SC2086 # three numbers
set -- $sums
echo "  $1 passed, $2 failed, $3 ignored"
sed -n 's/^test \(.*\) \.\.\. FAILED$/  failed: \1/p; s/^test \(.*\) \.\.\. ignored\(.*\)$/  ignored: \1\2/p' "$log"
[ -d ../shared ] || echo "  left out: checks against the official files (there is no ../shared beside this clone)"
code="$(cat "$status")"
if [ "$code" -eq 0 ] && [ "$1" -eq 0 ]; then
    echo "  no test ran at all" >&2
    code=1
fi
[ "$code" -eq 0 ] || echo "  cargo test ended with $code"
exit "$code"
