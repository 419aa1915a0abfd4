//! 10,000 follow-ups that are due at once: they go out in order, each by one letter, while somebody reads pages.

use crate::{
    CHANGE_BAR, beside,
    city::{City, at},
};
use anyhow::ensure;
use buurten::{city, letters, platform::private_postgres::PrivatePostgres, ties, web::PublicAddress};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// So many pairs, each side of which is asked.
const TIES: i64 = 5_000;
/// A turn of one page.
const TURN: Duration = Duration::from_millis(500);
/// Idle turns before it, and after it.
const IDLE: usize = 20;

/// Newcomers and locals, and a tie of each two that began two weeks ago: one a second.
const FILL: [&str; 4] = [
    "insert into accounts (id, email, first_name, language)
     select gen_random_uuid(), side || n || '@example.org', 'Somebody', case n % 2 when 0 then 'en' else 'nl' end
     from generate_series(1, $1) n, (values ('her'), ('them')) s (side)",
    "insert into newcomers (id, account_id) select id, id from accounts where email like 'her%@example.org' limit $1",
    "insert into locals (id, account_id) select id, id from accounts where email like 'them%@example.org' limit $1",
    "with t as (insert into ties (id, newcomer_id, local_id, introduced_at)
                select gen_random_uuid(), h.id, l.id, buurten_now() - interval '14 days' - (n || ' seconds')::interval
                from generate_series(1, $1) n join accounts h on h.email = 'her' || n || '@example.org'
                     join accounts l on l.email = 'them' || n || '@example.org' returning *)
     insert into follow_ups (id, tie_id, account_id, step, whose, due_at)
     select gen_random_uuid(), t.id, w.account, 'two-weeks', w.whose, t.introduced_at + interval '14 days'
     from t, lateral (values (t.newcomer_id, 'newcomer'), (t.local_id, 'local')) w (account, whose)",
];

/// Both bars: the order, and what the pages take meanwhile.
pub async fn asking(postgres: &PrivatePostgres, folder: &Path) -> anyhow::Result<bool> {
    let served = City::open(postgres, folder, 1_200, 8).await?;
    let db = served.db.clone();
    let address = PublicAddress::parse("http://127.0.0.1:3000")?.with_loopback(3000);
    let own = city::load(&db, address.host()).await?.ok_or_else(|| anyhow::anyhow!("a city"))?;
    for sql in FILL {
        sqlx::query(sql).bind(TIES).execute(&*db).await?;
    }
    // They are due; the work of the server looks again in ten minutes, ours begins when it is told.
    let (mut idle, mut busy) = (Vec::new(), Vec::new());
    let paths = ["/en/for-you", "/en/listings", "/en/me"];
    for turn in 0..=IDLE {
        let took = served.turn(turn, paths[turn % paths.len()], TURN).await?.0;
        if turn > 0 {
            idle.extend(took);
        }
    }
    let done = Arc::new(AtomicBool::new(false));
    let working = {
        let (db, done) = (db.clone(), done.clone());
        tokio::spawn(async move {
            let since = Instant::now();
            let written = ties::ask_what_is_due(&db, &own, &address).await;
            done.store(true, Ordering::Relaxed);
            (written, since.elapsed())
        })
    };
    let mut turn = 0;
    while !done.load(Ordering::Relaxed) {
        busy.extend(served.turn(turn, paths[turn % paths.len()], TURN).await?.0);
        turn += 1;
    }
    let (written, took) = working.await?;
    ensure!(written? as i64 == 2 * TIES, "every question has its letter");
    let waits = "select count(*) from letters where sent_at is null";
    while sqlx::query_scalar::<_, i64>(waits).fetch_one(&*db).await? > 0 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for turn in 0..=IDLE {
        let took = served.turn(turn, paths[turn % paths.len()], TURN).await?.0;
        if turn > 0 {
            idle.extend(took);
        }
    }
    let wrong: i64 = sqlx::query_scalar(
        "select count(*) from (select due_at, lag(due_at) over (order by asked_at, due_at) as before from follow_ups) q where before > due_at",
    )
    .fetch_one(&*db)
    .await?;
    let letters: i64 = sqlx::query_scalar("select count(distinct address) from letters where cause = $1")
        .bind(letters::Kind::FollowUp.as_str())
        .fetch_one(&*db)
        .await?;
    ensure!(wrong == 0 && letters == 2 * TIES, "{wrong} out of order, letters to {letters} people");
    println!(
        "{} follow-ups due at once, asked in order in {:.1?}; a page took {:.2} ms at most meanwhile",
        2 * TIES,
        took,
        at(&mut busy, 1.0)
    );
    Ok(beside("three pages", ("asking after ties", &mut busy), ("idle", &mut idle), CHANGE_BAR))
}
