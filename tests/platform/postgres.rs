//! The private Postgres, started for real.

use buurten::platform::private_postgres::{Kind, PrivatePostgres};
use sqlx::{Connection, Executor, PgConnection, query_scalar};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

fn pid(postgres: &PrivatePostgres) -> i32 {
    let written = fs::read_to_string(postgres.folder().join("data/postmaster.pid")).expect("it runs");
    written.lines().next().and_then(|pid| pid.parse().ok()).expect("its number")
}

fn kill(pid: i32, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_raw(pid).expect("a number");
    rustix::process::kill_process(pid, signal).expect("a signal");
}

fn runs(pid: i32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z"))
}

fn within(limit: Duration, what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + limit;
    while !holds() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

async fn connection(postgres: &PrivatePostgres) -> Result<PgConnection, sqlx::Error> {
    PgConnection::connect_with(&postgres.connect_options()).await
}

/// A folder that Postgres can reach also when root runs this.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    open_up(folder.path());
    folder
}

fn open_up(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("opened");
}

#[test]
fn it_starts_keeps_its_data_and_ends_with_us() {
    let folder = folder();
    let first = PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts");
    let number = pid(&first);
    block_on(async {
        let mut connection = connection(&first).await.expect("it answers");
        connection.execute("create table kept as select 1 as one").await.expect("a table");
        let fsync: String = query_scalar("show fsync").fetch_one(&mut connection).await.expect("a setting");
        assert_eq!(fsync, "on");
    });
    first.stop();
    assert!(!runs(number));
    let again = PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts again");
    block_on(async {
        let mut connection = connection(&again).await.expect("it answers");
        let one: i32 = query_scalar("select one from kept").fetch_one(&mut connection).await.expect("kept");
        assert_eq!(one, 1);
    });
}

#[test]
fn a_second_one_joins_the_first_and_raises_its_own_when_that_goes() {
    let folder = folder();
    let first = PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts");
    let second = PrivatePostgres::start(folder.path(), Kind::Durable).expect("it joins");
    assert_eq!((first.socket_folder(), pid(&first)), (second.socket_folder(), pid(&second)));
    let number = pid(&first);
    first.stop();
    within(Duration::from_secs(10), "a server again", || block_on(connection(&second)).is_ok());
    assert_ne!(pid(&second), number);
    second.stop();
}

#[test]
fn ten_at_once_make_one_cluster() {
    let folder = folder();
    let path = folder.path();
    let all: Vec<_> = std::thread::scope(|scope| {
        let starting: Vec<_> =
            (0..10).map(|_| scope.spawn(|| PrivatePostgres::start(path, Kind::Durable).expect("it starts"))).collect();
        starting.into_iter().map(|one| one.join().expect("no panic")).collect()
    });
    let number = pid(&all[0]);
    assert!(all.iter().all(|one| pid(one) == number));
}

#[test]
fn it_is_raised_again_after_kill_9_and_keeps_what_it_confirmed() {
    let folder = folder();
    let postgres = PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts");
    block_on(async {
        let mut connection = connection(&postgres).await.expect("it answers");
        connection.execute("create table kept as select 1 as one").await.expect("a table");
    });
    kill(pid(&postgres), rustix::process::Signal::KILL);
    within(Duration::from_secs(20), "it answers again", || block_on(connection(&postgres)).is_ok());
    let one: i32 = block_on(async {
        let mut connection = connection(&postgres).await.expect("it answers");
        query_scalar("select one from kept").fetch_one(&mut connection).await.expect("kept")
    });
    assert_eq!(one, 1);
}

#[test]
fn the_word_of_a_killed_server_whose_number_is_another_process_by_now_does_not_stop_it() {
    let folder = folder();
    let postgres = PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts");
    let file = postgres.folder().join("data/postmaster.pid");
    let written = fs::read_to_string(&file).expect("it runs");
    postgres.stop();
    // A process of the same user: of ours when we are an ordinary user, and unknown to Postgres otherwise.
    let mine = std::process::id().to_string();
    let stale: Vec<&str> = std::iter::once(mine.as_str()).chain(written.lines().skip(1)).collect();
    fs::write(&file, stale.join("\n")).expect("written");
    PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts").stop();
}

#[test]
fn a_start_that_was_killed_half_way_leaves_nothing_in_the_way() {
    let folder = folder();
    let half = folder.path().join("data.new");
    fs::create_dir(&half).expect("a folder");
    fs::write(half.join("PG_VERSION"), "15\n").expect("half of a cluster");
    PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts").stop();
    assert!(!half.exists());
}

#[test]
fn a_folder_with_a_strange_name_does() {
    let folder = folder();
    let strange = folder.path().join("my data, \"here\" ü");
    let postgres = PrivatePostgres::start(&strange, Kind::Durable).expect("it starts");
    block_on(connection(&postgres)).expect("it answers");
}

#[test]
fn a_deep_folder_has_a_socket_elsewhere() {
    let folder = folder();
    let deep = folder.path().join("d".repeat(120));
    let postgres = PrivatePostgres::start(&deep, Kind::Durable).expect("it starts");
    block_on(connection(&postgres)).expect("it answers");
    assert!(postgres.socket_folder().as_os_str().len() <= 90);
    let second = PrivatePostgres::start(&deep, Kind::Durable).expect("it joins");
    assert_eq!(pid(&postgres), pid(&second));
    let elsewhere = (postgres.folder().to_path_buf(), postgres.socket_folder().to_path_buf());
    drop((second, postgres));
    if !elsewhere.0.starts_with(folder.path()) {
        fs::remove_dir_all(elsewhere.0).expect("root's fallback is removed again");
    } else {
        fs::remove_dir_all(elsewhere.1).expect("the socket's folder is removed again");
    }
}

#[test]
fn what_people_wrote_does_not_stand_in_its_log() {
    let folder = folder();
    let postgres = PrivatePostgres::start(folder.path(), Kind::Durable).expect("it starts");
    block_on(async {
        let mut connection = connection(&postgres).await.expect("it answers");
        connection.execute("create table letters (address text primary key)").await.expect("a table");
        for _ in 0..2 {
            let _ = sqlx::query("insert into letters values ($1)")
                .bind("canary@example.org")
                .execute(&mut connection)
                .await;
        }
    });
    let log = fs::read_to_string(postgres.folder().join("postgres.log")).expect("a log");
    assert!(log.contains("duplicate key") && !log.contains("canary"), "{log}");
}
