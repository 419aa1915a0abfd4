# The commands of this project. Each recipe is one script, so that it can be read on its own.
.POSIX:
.PHONY: run test check check-web check-sheets bench soak

# Installs what is missing (as root; otherwise says what), builds, and serves: the sample city, or DATABASE_URL.
run:
	@exec sh scripts/run.sh

# Installs what is missing and runs every test, against a real Postgres and a real Chromium.
test:
	@exec sh scripts/test.sh

# Formatting, clippy, house rules, licences and sources of dependencies.
check:
	@exec sh scripts/check.sh

# The page validators, which need Node and Java, against a served sample city.
check-web:
	@exec sh scripts/check_web.sh

# The sample city's sheet through LibreOffice and back: no formula, no changed cell.
check-sheets:
	@exec sh scripts/check_sheets.sh

# The benchmarks, and other solvers beside ours. Ends with an error where a bar is missed.
bench:
	@exec sh scripts/bench.sh

# The long runs: spoilt rounds, kill -9 under load, clients that disconnect, letters, random histories.
soak:
	@exec sh scripts/soak.sh
