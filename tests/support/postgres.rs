//! A real Postgres for tests: one throw-away server for all test processes of this clone, one migrated
//! template, and a database of its own for each test.

use super::scratch::scratch;
use buurten::platform::{
    db::{Db, MIGRATIONS},
    private_postgres::{Kind, PrivatePostgres},
};
use sha2::{Digest, Sha256};
use sqlx::{Connection, Executor, PgConnection, postgres::PgConnectOptions, query, query_scalar};
use std::{
    path::Path,
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};
use tokio::sync::OnceCell;

/// The server. It lives until the last test process of this clone ends, however it ends.
static SERVER: LazyLock<PrivatePostgres> = LazyLock::new(|| {
    let clone = &data_encoding::HEXLOWER.encode(&Sha256::digest(env!("CARGO_MANIFEST_DIR")))[..8];
    let user = rustix::process::getuid().as_raw();
    let folder = scratch().join(format!("buurten-tests-{user}-{clone}"));
    // Not on a runtime's thread: it waits for a child.
    std::thread::spawn(move || PrivatePostgres::start(&folder, Kind::ThrowAway))
        .join()
        .expect("starting Postgres does not panic")
        .unwrap_or_else(|error| panic!("tests need Postgres: {error:#}"))
});

/// Names of a database of a test begin so; what is left of them may be dropped.
const PREFIX: &str = "test_";
/// So that one process alone prepares the template: a number that nobody else takes.
const TEMPLATE_LOCK: i64 = 0x6275_7572_7465_6e00;

/// A database of a test's own, dropped (if nothing fails) when this is.
#[derive(Debug)]
pub struct FreshDatabase {
    /// Its name.
    pub name: String,
    /// How to connect to it.
    pub options: PgConnectOptions,
}

/// A new database with all migrations and no rows but theirs.
///
/// # Panics
/// When Postgres is missing or does not answer: no test is skipped silently.
pub async fn fresh_database() -> FreshDatabase {
    let template = template().await;
    let fresh = empty_database(Some(template)).await;
    FreshDatabase { options: SERVER.connect_options().database(&fresh), name: fresh }
}

/// A new database with no migrations at all, for tests of the migrations.
///
/// # Panics
/// As [`fresh_database`].
pub async fn bare_database() -> FreshDatabase {
    let bare = empty_database(None).await;
    FreshDatabase { options: SERVER.connect_options().database(&bare), name: bare }
}

impl FreshDatabase {
    /// The pool that the product uses, on this database.
    pub async fn connect(&self) -> Db {
        Db::connect(self.options.clone()).await.expect("a fresh database answers")
    }

    /// The address of this database, for `DATABASE_URL` of a process that a test starts.
    pub fn url(&self) -> String {
        let socket: String =
            url::form_urlencoded::byte_serialize(SERVER.socket_folder().as_os_str().as_encoded_bytes()).collect();
        format!("postgres://app@localhost/{}?host={}", self.name, socket.replace('+', "%20"))
    }
}

impl Drop for FreshDatabase {
    fn drop(&mut self) {
        let drop = format!("drop database if exists {} with (force)", self.name);
        // Best effort, on a thread of its own, for the test's runtime may be ending; the server forgets the
        // rest when it is started again.
        let _ = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let mut admin = PgConnection::connect_with(&SERVER.connect_options()).await?;
                admin.execute(sqlx::AssertSqlSafe(drop)).await
            })?;
            anyhow::Ok(())
        })
        .join();
    }
}

async fn admin() -> PgConnection {
    let options = tokio::task::spawn_blocking(|| SERVER.connect_options()).await.expect("the server starts");
    PgConnection::connect_with(&options).await.expect("the server answers")
}

async fn run(connection: &mut PgConnection, sql: String) {
    // Names in it are ours: letters, digits and underscores.
    connection.execute(sqlx::AssertSqlSafe(sql)).await.expect("a statement of the test support");
}

async fn empty_database(template: Option<&str>) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    // Chance is in it because process numbers come again while leftovers are still there.
    let name = format!("{PREFIX}{}_{}_{count}", std::process::id(), uuid::Uuid::new_v4().simple());
    let mut admin = admin().await;
    run(&mut admin, format!("create database {name} template {}", template.unwrap_or("template0"))).await;
    name
}

/// The migrated database that all others are copies of: made once for each state of the migrations.
async fn template() -> &'static str {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    TEMPLATE.get_or_init(prepare_template).await
}

async fn prepare_template() -> String {
    let mut sum = Sha256::new();
    MIGRATIONS.iter().for_each(|migration| sum.update(&migration.checksum));
    let name = format!("template_{}", &data_encoding::HEXLOWER.encode(&sum.finalize())[..16]);
    let mut admin = admin().await;
    query("select pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut admin).await.expect("a lock");
    sweep(&mut admin).await;
    let there: bool = query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(&name)
        .fetch_one(&mut admin)
        .await
        .expect("the list of databases");
    if !there {
        // Under another name until it is whole: a run that was killed leaves no half template.
        run(&mut admin, format!("drop database if exists {name}_new with (force)")).await;
        run(&mut admin, format!("create database {name}_new")).await;
        let options = SERVER.connect_options().database(&format!("{name}_new"));
        let mut connection = PgConnection::connect_with(&options).await.expect("the new template");
        MIGRATIONS.run(&mut connection).await.expect("the migrations run");
        connection.close().await.expect("the new template is left");
        run(&mut admin, format!("alter database {name}_new with allow_connections false")).await;
        run(&mut admin, format!("alter database {name}_new rename to {name}")).await;
    }
    admin.close().await.expect("the lock is given back");
    name
}

/// Drops what killed runs left: databases of tests whose process is gone.
async fn sweep(admin: &mut PgConnection) {
    let names: Vec<String> = query_scalar("select datname from pg_database where starts_with(datname, $1)")
        .bind(PREFIX)
        .fetch_all(&mut *admin)
        .await
        .expect("the list of databases");
    for name in names {
        let process = name[PREFIX.len()..].split('_').next().unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            run(admin, format!("drop database if exists {name} with (force)")).await;
        }
    }
}
