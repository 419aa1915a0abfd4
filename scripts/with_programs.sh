#!/bin/sh
# with_programs.sh [cc] [cxx] [postgres] [chromium] -- COMMAND... : installs those if missing, then runs the command.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_cargo
while [ "$1" != -- ]; do
    "want_$1"
    shift
done
shift
install_missing
exec "$@"
