# Finds the programs we need, and installs those that are missing. Read by the other scripts with `.`.
# As root on Debian it installs them; everybody else is told one line and the script ends with 1.

missing=""  # Debian packages
lacking=""  # what they are for, in words

# need WORDS PACKAGE... : remembers that something is missing.
need() {
    lacking="$lacking${lacking:+, }$1"
    shift
    missing="$missing${missing:+ }$*"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

want_cc() {
    if ! has cc || ! printf 'int main(void){return 0;}' | cc -x c -o /dev/null - 2>/dev/null; then
        need "a C compiler" gcc libc6-dev
    fi
}

# The tests and benchmarks compare the round with a solver in C++; the product needs none.
want_cxx() {
    if ! has c++ || ! printf 'int main(){return 0;}' | c++ -x c++ -o /dev/null - 2>/dev/null; then
        need "a C++ compiler" g++
    fi
}

# For the solvers that the round is timed against.
want_python() {
    { has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null; } || need "Python" python3-venv
}

# The same places as the program looks in: BUURTEN_PG_BIN alone if set, Debian's folder, PATH.
has_postgres() {
    if [ -n "${BUURTEN_PG_BIN:-}" ]; then
        [ -x "$BUURTEN_PG_BIN/initdb" ] && [ -x "$BUURTEN_PG_BIN/postgres" ]
        return
    fi
    for initdb in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$initdb" ] && return 0
    done
    has initdb && has postgres
}

want_postgres() {
    has_postgres && return
    if [ -n "${BUURTEN_PG_BIN:-}" ]; then
        echo "BUURTEN_PG_BIN: no initdb and postgres in $BUURTEN_PG_BIN" >&2
        exit 1
    fi
    need "Postgres' programs" postgresql
}

want_chromium() {
    has chromium || need "Chromium" chromium
    has chromedriver || need "its driver" chromium-driver
}

want_node() {
    { has node && has npm; } || need "Node" nodejs npm
}

# axe-core, which looks at the pages in the browser tests. Npm fetches it into target, once; it is never committed.
axe=4.14.1

has_axe() {
    grep -qF "\"version\": \"$axe\"" target/axe/node_modules/axe-core/package.json 2>/dev/null
}

want_axe() {
    has_axe || want_node
}

# After install_missing.
fetch_axe() {
    has_axe && return
    echo "Fetching axe-core $axe into target/axe ..."
    mkdir -p target/axe
    npm install --no-save --no-audit --no-fund --no-package-lock --loglevel=error --prefix "$PWD/target/axe" "axe-core@$axe" || {
        echo "axe-core $axe could not be fetched; the browser tests need it." >&2
        exit 1
    }
}

want_soffice() {
    has soffice || need "LibreOffice" libreoffice-calc
}

want_java() {
    has java || need "Java" default-jre-headless
}

# Installs what was found missing, or says how and ends.
install_missing() {
    [ -n "$missing" ] || return 0
    line="apt-get install --no-install-recommends $missing"
    if [ "$(id -u)" -ne 0 ]; then
        echo "Missing: $lacking. Install with: sudo $line" >&2
        exit 1
    fi
    if ! has apt-get; then
        echo "Missing: $lacking. On Debian: $line" >&2
        exit 1
    fi
    echo "Installing $lacking ..."
    case " $missing " in
    *" postgresql "*)
        # Before the package: otherwise it starts a server of its own on port 5432.
        if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
            mkdir -p /etc/postgresql-common
            echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
        fi
        ;;
    esac
    # shellcheck disable=SC2086 # the packages are words
    apt_get install $missing || { apt_get update && apt_get install $missing; } || {
        echo "Installing failed. Try: $line" >&2
        exit 1
    }
    missing=""
    lacking=""
}

apt_get() {
    how=$1
    shift
    [ "$how" != install ] || set -- --no-install-recommends "$@"
    DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get -y -qq \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 \
        "$how" "$@" </dev/null
}

# Cargo, also where the shell's profile does not name it (make in a fresh login, a container).
want_cargo() {
    has cargo && return
    for bin in "${CARGO_HOME:-}/bin" "${HOME:-}/.cargo/bin" /usr/local/cargo/bin; do
        if [ -x "$bin/cargo" ]; then
            PATH="$bin:$PATH"
            export PATH
            return
        fi
    done
    echo "Missing: Rust's cargo. Install Rust 1.89 or newer with rustup, then try again." >&2
    exit 1
}

# Where cargo puts what it builds.
target="${CARGO_TARGET_DIR:-target}"
