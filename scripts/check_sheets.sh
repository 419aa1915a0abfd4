#!/bin/sh
# make check-sheets: the sheet of the sample city, with cells that office programs like to change, goes through
# LibreOffice as xlsx and as ods and comes back. No cell may have become a formula, and bringing the sheet in again
# must change nothing. BUURTEN names a binary that is built already.
set -eu
cd "$(dirname "$0")/.."
. scripts/programs.sh

want_postgres
want_soffice
if [ -z "${BUURTEN:-}" ]; then
    want_cargo
    want_cc
fi
install_missing

if [ -z "${BUURTEN:-}" ]; then
    cargo build --release --locked --bin buurten
    BUURTEN="$target/release/buurten"
fi

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$folder" # Postgres runs as somebody else where root starts it
unset DATABASE_URL
export BUURTEN_DATA="$folder/var"

# office FORMAT FILE [IMPORT FILTER] : FILE in another format, beside it.
office() {
    soffice --headless "-env:UserInstallation=file://$folder/profile" ${3:+"--infilter=$3"} --convert-to "$1" \
        --outdir "$(dirname "$2")" "$2" >"$folder/office.log" 2>&1 || { cat "$folder/office.log" >&2; exit 1; }
}

trouble=0
fails() {
    echo "  $1" >&2
    trouble=1
}

"$BUURTEN" seed
"$BUURTEN" import tests/cases/odd_cells.csv
"$BUURTEN" export --format csv --out "$folder/sheet.csv"
rows="$(($(wc -l <"$folder/sheet.csv") - 1))"

# unchanged SHEET WORDS : bringing it in changes nothing.
unchanged() {
    said="$("$BUURTEN" import "$1" --dry-run 2>&1 | grep -v ': unchanged$' || true)"
    if [ "$said" = "0 new, 0 changed, $rows unchanged, 0 wrong. Nothing is stored: --dry-run." ]; then
        echo "  $2: $rows rows unchanged"
    else
        printf '%s\n' "$said" | head -n 50 >&2
        fails "$2: not what it was"
    fi
}

# By hand one says in a dialogue that the sheet has commas and is in UTF-8; here the filter's options say it. "special"
# and "dutch" let LibreOffice look for dates and numbers of its own accord, American or Dutch. "untold" says nothing.
csv="Text - txt - csv (StarCalc)"
for told in plain special dutch untold; do
    case $told in
    plain) filter="$csv:44,34,76,1" ;;
    special) filter="$csv:44,34,76,1,,0,false,true" ;;
    dutch) filter="$csv:44,34,76,1,,1043,false,true" ;;
    untold) filter="" ;;
    esac
    for format in xlsx ods; do
        way="$folder/$told-$format"
        mkdir "$way"
        cp "$folder/sheet.csv" "$way/sheet.csv"
        office "$format" "$way/sheet.csv" "$filter"
        rm "$way/sheet.csv"
        office fods "$way/sheet.$format"
        cells="$(grep -c '<table:table-cell' "$way/sheet.fods" || true)"
        formulas="$(grep -c 'table:formula=' "$way/sheet.fods" || true)"
        [ "$cells" -gt "$rows" ] || fails "$format: only $cells cells"
        [ "$formulas" -eq 0 ] || fails "$format: $formulas cells became formulas"
        if [ "$told" = untold ]; then
            backs="csv"
        else
            # Comma and UTF-8; semicolon and Windows-1252.
            backs="csv:$csv:44,34,76 csv:$csv:59,34,1"
        fi
        printf '%s' "$backs" | sed 's/ csv:/\ncsv:/' >"$folder/backs"
        echo >>"$folder/backs"
        while read -r back; do
            office "$back" "$way/sheet.$format" </dev/null
            unchanged "$way/sheet.csv" "$told -> $format -> ${back##*:}"
            rm "$way/sheet.csv"
        done <"$folder/backs"
    done
done
[ "$trouble" -eq 0 ] || exit 1
echo "No formula, no changed cell."
