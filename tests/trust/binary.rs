//! The real binary, started as its users start it.

use crate::support::postgres::FreshDatabase;
use std::{
    fs,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A command of ours with nothing of this environment that could change what it does.
pub fn buurten(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_buurten"));
    command.args(args).current_dir(std::env::temp_dir()).stdin(Stdio::null());
    for (name, _) in std::env::vars().filter(|(n, _)| n.starts_with("BUURTEN_") && n != "BUURTEN_PG_BIN") {
        command.env_remove(name);
    }
    command.env_remove("DATABASE_URL").env_remove("RUST_LOG");
    command
}

/// Runs a command to its end on this database.
pub async fn run(args: &[&str], database: Option<&FreshDatabase>, env: &[(&str, &str)]) -> Output {
    let mut command = buurten(args);
    if let Some(database) = database {
        command.env("DATABASE_URL", database.url());
    }
    command.envs(env.iter().copied());
    tokio::task::spawn_blocking(move || command.output().expect("the binary")).await.expect("no panic")
}

/// A city that is served, with what it wrote; it ends with this value.
pub struct Served {
    child: Child,
    folder: tempfile::TempDir,
    pub port: u16,
}

impl Served {
    /// Serves, and waits until it says where.
    pub async fn start(database: Option<&FreshDatabase>, args: &[&str], env: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| fs::File::create(folder.path().join(name)).expect("a file");
        let mut command = buurten(&["serve", "--listen", "127.0.0.1:0"]);
        command.args(args).envs(env.iter().copied()).stdout(file("out")).stderr(file("err"));
        if let Some(database) = database {
            command.env("DATABASE_URL", database.url());
        }
        // On this thread, which lives as long as the test: the private Postgres ends with the one that started it.
        let child = command.spawn().expect("the binary");
        let mut served = Self { child, folder, port: 0 };
        let deadline = Instant::now() + Duration::from_secs(60);
        while served.port == 0 {
            assert!(served.child.try_wait().expect("a child").is_none(), "it ended: {}", served.written());
            assert!(Instant::now() < deadline, "it does not serve: {}", served.written());
            tokio::time::sleep(Duration::from_millis(20)).await;
            let out = served.out();
            let port = out
                .split("http://127.0.0.1:")
                .nth(1)
                .map(|r| r.chars().take_while(char::is_ascii_digit).collect::<String>());
            // Everything has been printed once it says how to stop it.
            served.port = port.filter(|_| out.contains("Ctrl-C")).and_then(|p| p.parse().ok()).unwrap_or_default();
        }
        served
    }

    pub fn out(&self) -> String {
        fs::read_to_string(self.folder.path().join("out")).unwrap_or_default()
    }

    /// All that it wrote.
    pub fn written(&self) -> String {
        self.out() + &fs::read_to_string(self.folder.path().join("err")).unwrap_or_default()
    }

    /// Asks it something as a browser would; answers the whole answer.
    pub async fn asks(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n",
            self.port
        );
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if method == "POST" {
            request +=
                &format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n", body.len());
        }
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.expect("it listens");
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).await.expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks it to stop, and waits for its exit status.
    pub async fn stop(mut self) -> (Option<i32>, String) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("a signal");
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status.code(), self.written());
            }
            assert!(Instant::now() < deadline, "it does not stop: {}", self.written());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The value of a cookie that an answer sets.
pub fn cookie(answer: &str, name: &str) -> String {
    let line = answer.lines().find_map(|l| l.strip_prefix(&format!("set-cookie: {name}=")));
    line.unwrap_or_else(|| panic!("no cookie {name} in {answer}")).split(';').next().unwrap_or_default().to_owned()
}

/// A folder that Postgres can reach also when root runs this.
pub fn open_folder() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("opened");
    folder
}

/// The text of every file below a folder whose name holds this.
pub fn files_named(folder: &Path, name: &str) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all += &files_named(&path, name);
        } else if path.file_name().is_some_and(|n| n.to_string_lossy().contains(name)) {
            all += &String::from_utf8_lossy(&fs::read(path).unwrap_or_default());
        }
    }
    all
}
