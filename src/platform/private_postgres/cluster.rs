//! Making a cluster, finding one that runs, and starting it.

use super::{
    Kind, START_LOCK, USERS_LOCK, open_lock,
    place::{Place, private_folder},
    programs::{Programs, command_as},
};
use anyhow::{Context, Result, bail, ensure};
use std::{
    fs::{self, File},
    io::Read,
    os::unix::{net::UnixStream, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long a start may take; recovery after a crash is part of it.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// How long a stop may take before Postgres is told to leave at once (it recovers at the next start).
const STOPPED_WITHIN: Duration = Duration::from_secs(30);
/// The log is put aside at a start when it is longer than this.
const LONGEST_LOG: u64 = 10 * 1024 * 1024;
/// The port, which is only a part of the socket's name.
const SOCKET: &str = ".s.PGSQL.5432";

/// Who serves this data now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Server {
    Nobody,
    /// Somebody who is starting or stopping.
    Busy,
    /// Somebody who answers, and the folder of their socket.
    Ready(PathBuf),
}

/// Looks at what Postgres writes into its data folder, and whether that is still true.
pub(super) fn server_of(place: &Place) -> Server {
    let Ok(written) = fs::read_to_string(place.data.join("postmaster.pid")) else { return Server::Nobody };
    let lines: Vec<&str> = written.lines().map(str::trim).collect();
    let Some(pid) = lines.first().and_then(|pid| pid.parse::<u32>().ok()) else { return Server::Busy };
    let run = lines.get(4).map_or_else(|| place.run.clone(), PathBuf::from);
    let answers = UnixStream::connect(run.join(SOCKET)).is_ok();
    if !answers && !serves(pid, place) {
        return Server::Nobody; // killed, and its number may be somebody else's by now
    }
    if answers && lines.get(7) == Some(&"ready") { Server::Ready(run) } else { Server::Busy }
}

/// Whether that process is a Postgres on this data.
fn serves(pid: u32, place: &Place) -> bool {
    let data = place.data.as_os_str().as_encoded_bytes();
    fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|line| line.split(|byte| *byte == 0).any(|argument| argument == data))
}

/// Removes the word of a killed server whose number is somebody else's by now: Postgres would take them for
/// itself and not start. Every other leftover it understands better than we do.
fn forget_mistaken_number(place: &Place) {
    let file = place.data.join("postmaster.pid");
    let written = fs::read_to_string(&file).unwrap_or_default();
    let pid = written.lines().next().and_then(|pid| pid.trim().parse::<u32>().ok());
    if pid.is_some_and(|pid| Path::new(&format!("/proc/{pid}")).exists() && !serves(pid, place)) {
        let _ = fs::remove_file(file);
    }
}

/// Makes sure that somebody serves: joins them, or starts a server, which is then ours (`Some`).
pub(super) fn raise(place: &mut Place, kind: Kind) -> Result<Option<Child>> {
    // One at a time: two starts at once would make two clusters in one folder.
    let lock = open_lock(&place.folder, START_LOCK)?;
    lock.lock().context("cannot lock the data folder")?;
    let deadline = Instant::now() + READY_WITHIN;
    let mut tries = 0;
    loop {
        match server_of(place) {
            Server::Ready(run) => {
                place.run = run;
                return Ok(None);
            }
            Server::Busy => {
                ensure!(Instant::now() < deadline, "the Postgres in {} is stuck", place.folder.display());
                sleep(Duration::from_millis(20));
            }
            Server::Nobody => match start(place, kind) {
                Ok(child) => return Ok(Some(child)),
                // Children of a server that was killed may take a moment to leave.
                Err(error) if tries == 4 => return Err(error),
                Err(_) if place.made_by().is_some() => {
                    tries += 1;
                    sleep(Duration::from_millis(250));
                }
                Err(error) => return Err(error),
            },
        }
    }
}

fn start(place: &Place, kind: Kind) -> Result<Child> {
    let programs = Programs::find(place.made_by())?;
    if place.made_by().is_none() {
        initialise(place, &programs, kind)?;
    }
    forget_mistaken_number(place);
    let log_before = tidy_log(place)?;
    let log = File::options().create(true).append(true).open(place.log());
    let log = log.with_context(|| format!("cannot write {}", place.log().display()))?;
    let mut child = command(place, &programs, kind)
        .env_remove("PGDATA")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .process_group(0) // Ctrl-C in our terminal is for us; we end Postgres when nobody needs it
        .spawn()
        .context("cannot start Postgres")?;
    let deadline = Instant::now() + READY_WITHIN;
    loop {
        if matches!(server_of(place), Server::Ready(_)) {
            return Ok(child);
        }
        if child.try_wait()?.is_some() {
            bail!("Postgres did not start: {}", last_words(place, log_before));
        }
        if Instant::now() > deadline {
            end(&mut child);
            bail!("Postgres is not ready after 60 s; see {}", place.log().display());
        }
        sleep(Duration::from_millis(10));
    }
}

fn command(place: &Place, programs: &Programs, kind: Kind) -> Command {
    let postgres = programs.path("postgres");
    let mut command = match kind {
        // Whatever ends us, even kill -9, ends Postgres too.
        Kind::Durable => command_as(place.user, &["--pdeathsig", "INT"], &postgres),
        // A shell waits until nobody holds the lock, and ends Postgres then, before anybody can join again.
        Kind::ThrowAway => {
            let mut command = command_as(place.user, &[], Path::new("sh"));
            command
                .arg("-c")
                .arg(r#"users=$1; shift; "$@" & exec 9<"$users"; flock -x 9; kill -INT $!; wait"#)
                .arg("sh")
                .arg(place.folder.join(USERS_LOCK))
                .arg(postgres);
            command
        }
    };
    command.arg("-D").arg(&place.data);
    let socket = place.run.display().to_string().replace('"', "\"\"");
    let mut settings = vec![
        format!("unix_socket_directories=\"{socket}\""),
        "port=5432".to_owned(),
        "listen_addresses=".to_owned(), // nobody from the network
        "jit=off".to_owned(),           // our statements are short
        "timezone=UTC".to_owned(),
        "log_error_verbosity=terse".to_owned(), // its details quote what people wrote
    ];
    if kind == Kind::ThrowAway {
        settings.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"].map(str::to_owned));
        settings.push("max_connections=400".to_owned()); // many tests at once, each with its own pool
    }
    for setting in settings {
        command.arg("-c").arg(setting);
    }
    command
}

/// Makes the cluster beside its place and moves it there whole: a start that was killed leaves no half.
fn initialise(place: &Place, programs: &Programs, kind: Kind) -> Result<()> {
    let new = place.folder.join("data.new");
    if new.exists() {
        fs::remove_dir_all(&new).with_context(|| format!("cannot remove {}", new.display()))?;
    }
    private_folder(&new, place.user)?;
    let mut initdb = command_as(place.user, &["--pdeathsig", "KILL"], &programs.path("initdb"));
    initdb
        .args(["-U", super::DATABASE_USER, "-E", "UTF8", "--locale=C.UTF-8"])
        .args(["--auth-local=trust", "--auth-host=reject"]) // the socket's folder is ours alone
        .args((kind == Kind::ThrowAway).then_some("--no-sync"))
        .arg("-D")
        .arg(&new)
        .env_remove("PGDATA")
        .stdin(Stdio::null())
        .process_group(0);
    let made = initdb.output().context("cannot run initdb")?;
    if !made.status.success() {
        let said = String::from_utf8_lossy(&made.stderr).into_owned();
        let said = said.lines().find(|line| line.contains("error")).unwrap_or("it does not say why");
        bail!("initdb cannot make the database in {}: {said}", new.display());
    }
    if place.data.exists() {
        fs::remove_dir(&place.data).with_context(|| format!("{} is not empty", place.data.display()))?;
    }
    fs::rename(&new, &place.data).with_context(|| format!("cannot move {}", new.display()))
}

/// Puts a long log aside. Returns where the next line will stand.
fn tidy_log(place: &Place) -> Result<u64> {
    let length = fs::metadata(place.log()).map_or(0, |log| log.len());
    if length <= LONGEST_LOG {
        return Ok(length);
    }
    fs::rename(place.log(), place.folder.join("postgres.log.1")).context("cannot put the log aside")?;
    Ok(0)
}

/// The last line that Postgres wrote, as the cause.
fn last_words(place: &Place, from: u64) -> String {
    use std::io::{Seek, SeekFrom};
    let mut text = String::new();
    if let Ok(mut log) = File::open(place.log()) {
        let _ = log.seek(SeekFrom::Start(from)).and_then(|_| log.read_to_string(&mut text));
    }
    let cause = text.lines().rev().find(|line| line.contains("FATAL") || line.contains("PANIC"));
    let line = cause.or_else(|| text.lines().last()).unwrap_or("it wrote nothing");
    format!("{line} ({})", place.log().display())
}

/// Ends a server of ours: clients are cut off, what was confirmed is kept.
pub(super) fn end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process};
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else { return };
    for (signal, within) in [(Signal::INT, STOPPED_WITHIN), (Signal::QUIT, Duration::from_secs(5))] {
        let _ = kill_process(pid, signal); // not waited for yet, so the number is still its own
        let deadline = Instant::now() + within;
        while Instant::now() < deadline {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            sleep(Duration::from_millis(5));
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}
