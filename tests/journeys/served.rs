//! The real program with the sample city, on a data folder of its own; and what it tells on the terminal.

use crate::scratch::scratch;
use buurten::platform::db::Db;
use rustix::process::{Pid, Signal, kill_process};
use scraper::{Html, Selector};
use sqlx::postgres::PgConnectOptions;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, Permissions},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, mpsc},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a start may take on a busy machine, seeding included.
const STARTS_WITHIN: Duration = Duration::from_secs(60);
/// How long a stop may take.
const STOPS_WITHIN: Duration = Duration::from_secs(20);

/// The program, serving.
pub struct Served {
    running: Mutex<Running>,
    /// Where, without a slash at the end.
    base: String,
    data: TempDir,
    settings: Vec<(String, String)>,
}

/// A run of it, and the links that it printed.
struct Running {
    process: Child,
    links: BTreeMap<String, String>,
}

/// A letter as `/dev/letters` shows it.
#[derive(Debug)]
pub struct ShownLetter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

impl Served {
    /// Starts it with these further settings and the sample city.
    pub fn start(settings: &[(&str, &str)]) -> Self {
        let served = Self::start_with(settings);
        let links = served.running.lock().expect("nobody panics with it").links.clone();
        assert_eq!(links.len(), 5, "a link for each role: {links:?}");
        served
    }

    /// The same over a database that holds a city, and perhaps nobody.
    pub fn start_on(database: &str) -> Self {
        Self::start_with(&[("DATABASE_URL", database)])
    }

    fn start_with(settings: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir_in(scratch()).expect("a folder for the data");
        // Postgres may run as another user, who must be able to pass through.
        fs::set_permissions(data.path(), Permissions::from_mode(0o755)).expect("a folder of ours");
        let settings: Vec<_> = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (running, base) = Running::start(&settings, data.path(), "127.0.0.1:0");
        Self { running: Mutex::new(running), base, data, settings }
    }

    /// Lets time pass: it is stopped, and starts again so much later at the same place, where each of its jobs does first
    /// what is due by then. Whoever was signed in still is, if not for too long; the printed links are new.
    pub async fn passes(&self, interval: &str) {
        let database = self.database().await;
        let sql = "update city set clock_offset = clock_offset + $1::text::interval";
        sqlx::query(sql).bind(interval).execute(&*database).await.expect("time passes");
        database.close().await;
        let mut running = self.running.lock().expect("nobody panics with it");
        assert!(running.stop().is_some_and(|s| s.success()), "it did not end well: {}", log(self.data.path()));
        let at = self.base.trim_start_matches("http://");
        (*running, _) = Running::start(&self.settings, self.data.path(), at);
    }

    /// An address of it.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The sign-in link printed for a role.
    pub fn link(&self, role: &str) -> String {
        self.running.lock().expect("nobody panics with it").links[role].clone()
    }

    /// Its database, over the socket in its data folder.
    pub async fn database(&self) -> Db {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(self.data.path().join("run"))
            .port(5432)
            .username("app")
            .database("postgres");
        Db::connect(options).await.expect("the private Postgres answers")
    }

    /// What another command says that works on the same data.
    pub fn tells(&self, command: &[&str]) -> String {
        let mut program = Command::new(env!("CARGO_BIN_EXE_buurten"));
        program.args(command).env("BUURTEN_DATA", self.data.path()).env("BUURTEN_PUBLIC_URL", &self.base);
        let answer = program.env_remove("DATABASE_URL").output().expect("a command of ours");
        assert!(answer.status.success(), "{command:?}: {}", String::from_utf8_lossy(&answer.stderr));
        String::from_utf8(answer.stdout).expect("text")
    }

    /// A page as it is sent to somebody without any cookies.
    pub fn page(&self, path: &str) -> String {
        let host = self.base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("a connection");
        write!(stream, "GET {path} HTTP/1.0\r\nhost: {host}\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        assert!(head.starts_with("HTTP/1.0 200") || head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        body.to_owned()
    }

    /// The letters of the sample city, the newest first.
    pub fn letters(&self) -> Vec<ShownLetter> {
        let page = Html::parse_document(&self.page("/dev/letters"));
        let select = |css: &str| Selector::parse(css).expect("a selector");
        let (letter, to, subject, text) =
            (select("article.letter"), select(".letter__head p"), select(".letter__head h2"), select("pre"));
        let read = |letter: scraper::ElementRef<'_>, css| {
            letter.select(css).next().map(|e| e.text().collect::<String>()).unwrap_or_default()
        };
        page.select(&letter)
            .map(|l| ShownLetter {
                to: read(l, &to).split(" · ").next().unwrap_or_default().trim().to_owned(),
                subject: read(l, &subject).trim().to_owned(),
                text: read(l, &text),
            })
            .collect()
    }

    /// The newest letter to somebody.
    pub fn letter_to(&self, address: &str) -> ShownLetter {
        let letters = self.letters();
        let all: Vec<_> = letters.iter().map(|l| l.to.clone()).collect();
        letters.into_iter().find(|l| l.to == address).unwrap_or_else(|| panic!("no letter to {address} in {all:?}"))
    }

    /// The next letter to somebody with a link to this, as soon as it is there; `read` are the texts of those they had.
    pub async fn next_letter_to(&self, address: &str, link: &str, read: &mut BTreeSet<String>) -> ShownLetter {
        let until = Instant::now() + STARTS_WITHIN;
        loop {
            let is_it = |l: &ShownLetter| l.to == address && l.text.contains(link) && !read.contains(&l.text);
            if let Some(letter) = self.letters().into_iter().find(is_it) {
                read.insert(letter.text.clone());
                return letter;
            }
            assert!(Instant::now() < until, "no new letter with {link} to {address}: {:?}", self.letters());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// The end: as with Ctrl-C, and it must end well.
    pub fn end(self) {
        let status = self.running.lock().expect("nobody panics with it").stop();
        assert!(status.is_some_and(|s| s.success()), "it ended with {status:?}: {}", log(self.data.path()));
    }
}

impl Running {
    /// Starts it there, and listens until it serves; where that is, without a slash at the end.
    fn start(settings: &[(String, String)], data: &Path, at: &str) -> (Self, String) {
        let file = File::options().create(true).append(true).open(data.join("log")).expect("a log");
        // When this thread ends, however it ends, the program does too.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM", env!("CARGO_BIN_EXE_buurten"), "serve"]);
        if settings.iter().all(|(name, _)| name != "DATABASE_URL") {
            command.arg("--seed-if-empty");
        }
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name == "DATABASE_URL" || (name.starts_with("BUURTEN_") && name != "BUURTEN_PG_BIN") {
                command.env_remove(name);
            }
        }
        command.env("BUURTEN_LISTEN", at).env("BUURTEN_DATA", data).envs(settings.iter().cloned());
        let mut process = command.stdout(Stdio::piped()).stderr(file).spawn().expect("setpriv of util-linux starts it");
        let said = listen(&mut process);
        let (mut running, mut base) = (Self { process, links: BTreeMap::new() }, String::new());
        let until = Instant::now() + STARTS_WITHIN;
        loop {
            let line = said.recv_timeout(until.saturating_duration_since(Instant::now()));
            let line = line.unwrap_or_else(|_| panic!("it does not serve: {}", log(data)));
            if line == "Ctrl-C stops it." {
                return (running, base);
            }
            if let Some((_, address)) = line.split_once(" is at ") {
                base = address.trim_end_matches('/').to_owned();
            }
            if let Some((role, link)) = line.trim().split_once(' ').filter(|(_, link)| link.contains("/dev/sign-in/")) {
                running.links.insert(role.to_owned(), link.trim().to_owned());
            }
        }
    }

    fn stop(&mut self) -> Option<ExitStatus> {
        let pid = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw)?;
        let _ = kill_process(pid, Signal::TERM); // not waited for yet, so the number is still its own
        let until = Instant::now() + STOPS_WITHIN;
        while Instant::now() < until {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.process.try_wait().is_ok_and(|status| status.is_none()) && self.stop().is_none() {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("The program said last:\n{}", log(self.data.path()));
        }
    }
}

/// The last lines of its log.
fn log(data: &Path) -> String {
    let log = fs::read_to_string(data.join("log")).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

/// What it says, line by line, for as long as it speaks.
fn listen(process: &mut Child) -> mpsc::Receiver<String> {
    let (says, said) = mpsc::channel();
    let output = BufReader::new(process.stdout.take().expect("its output"));
    std::thread::spawn(move || {
        output.lines().map_while(Result::ok).for_each(|line| drop(says.send(line)));
    });
    said
}

impl ShownLetter {
    /// Its links, in order.
    pub fn links(&self) -> Vec<&str> {
        self.text.lines().map(str::trim).filter(|l| l.starts_with("http")).collect()
    }

    /// The code in it, as AB12-CD34.
    pub fn code(&self) -> &str {
        let is_code = |l: &&str| {
            l.len() == 9 && l.as_bytes()[4] == b'-' && l.chars().filter(char::is_ascii_alphanumeric).count() == 8
        };
        self.text.lines().map(str::trim).find(is_code).unwrap_or_else(|| panic!("a code in {}", self.text))
    }
}
