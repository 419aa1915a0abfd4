//! The pool with and without its rollback hook, in process, under visitors who leave while a transaction begins.

use super::city::runtime;
use anyhow::Result;
use buurten::platform::{
    db::Db,
    private_postgres::{Kind, PrivatePostgres},
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use sqlx::{Connection, Executor, PgConnection, PgPool, postgres::PgPoolOptions};
use std::{
    os::unix::fs::PermissionsExt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering::Relaxed},
    },
    task::Poll,
};
use tokio::task::JoinSet;

/// Connections of both pools, so that only the hook differs.
const CONNECTIONS: u32 = 4;

/// Lost of `writes` acknowledged: of the product's pool, and of one without the hook.
pub fn run(writes: i64, seed: u64) -> Result<(i64, i64)> {
    let folder = tempfile::Builder::new().prefix("soak").tempdir()?;
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
    let postgres = PrivatePostgres::start(folder.path(), Kind::ThrowAway)?;
    runtime()?.block_on(async {
        let options = postgres.connect_options();
        let mut witness = PgConnection::connect_with(&options).await?;
        let db = Db::connect(options.clone()).await?;
        let with = lost(&db, &mut witness, writes, seed).await?;
        let naive = without_hook().connect_with(options).await?;
        let without = lost(&naive, &mut witness, writes, seed).await?;
        Ok((with, without))
    })
}

#[expect(clippy::disallowed_methods, reason = "the pool that nobody else may build")]
fn without_hook() -> PgPoolOptions {
    PgPoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(true)
}

/// What both kinds of visitors share.
struct Load {
    pool: PgPool,
    writes: i64,
    next: AtomicI64,
    acknowledged: AtomicI64,
}

async fn lost(pool: &PgPool, witness: &mut PgConnection, writes: i64, seed: u64) -> Result<i64> {
    witness.execute("drop table if exists kept; create table kept (n bigint primary key)").await?;
    let load = Load { pool: pool.clone(), writes, next: AtomicI64::new(0), acknowledged: AtomicI64::new(0) };
    let load = Arc::new(load);
    let mut visitors = JoinSet::new();
    for n in 0..6 {
        visitors.spawn(writer(load.clone()));
        visitors.spawn(leaver(load.clone(), seed.wrapping_add(n)));
    }
    visitors.join_all().await;
    pool.close().await;
    let found: i64 = sqlx::query_scalar("select count(*) from kept").fetch_one(witness).await?;
    Ok(load.acknowledged.load(Relaxed) - found)
}

async fn writer(load: Arc<Load>) {
    while load.next.load(Relaxed) < load.writes {
        let n = load.next.fetch_add(1, Relaxed);
        let done = sqlx::query("insert into kept values ($1)").bind(n).execute(&load.pool).await;
        load.acknowledged.fetch_add(i64::from(done.is_ok()), Relaxed);
    }
}

/// Begins a transaction and goes away, mostly before it has begun.
async fn leaver(load: Arc<Load>, seed: u64) {
    let mut dice = Pcg64::seed_from_u64(seed);
    while load.next.load(Relaxed) < load.writes {
        let mut patience: u32 = dice.random_range(1..60);
        let mut begin = Box::pin(load.pool.begin());
        std::future::poll_fn(|cx| match begin.as_mut().poll(cx) {
            Poll::Pending if patience > 0 => {
                patience -= 1;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            _ => Poll::Ready(()),
        })
        .await;
        drop(begin);
        tokio::task::yield_now().await;
    }
}
