//! What each command does. Postgres is started before the runtime exists.

use super::{Lent, metrics_router, router, start_jobs};
use crate::{
    auth::{self, SampleLinks},
    city::{self, City, Kind},
    config::{Command, Database, Seed, Serve, Staff, StaffAdd, Wrong},
    kit::email_address::EmailAddress,
    letters::Transport,
    platform::{
        clock::Clock,
        db::{self, Db},
        jobs::Jobs,
        private_postgres::{self, PrivatePostgres},
        server::{Limits, Server, asked_to_stop},
    },
    seed,
    web::{PublicAddress, words},
};
use anyhow::{Context, bail};
use axum_prometheus::PrometheusMetricLayer;
use chrono::NaiveDate;
use sqlx::postgres::PgConnectOptions;
use std::{future::Future, time::Duration};

/// How long a round of a job may go on after we were asked to stop.
const JOBS_DRAIN: Duration = Duration::from_secs(2);

/// Does what was asked; answers the exit status.
///
/// # Errors
/// Why the work could not be done: exit status 1.
pub fn run(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Match(files) => Ok(files.run(today(&Clock::new()), &mut std::io::stdout(), &mut std::io::stderr())),
        Command::Serve(given) => with_database(&given.database, |db| serve(db, &given)),
        Command::Migrate(given) => with_database(&given, |db| async move {
            println!("The database is up to date: {} migrations.", db::MIGRATIONS.iter().count());
            db.close().await;
            Ok(0)
        }),
        Command::Seed(given) => with_database(&given.database, |db| seed_city(db, &given)),
        Command::Staff(Staff::Add(given)) => with_database(&given.database, |db| add_staff(db, &given)),
    }
}

fn today(clock: &Clock) -> NaiveDate {
    clock.now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive()
}

/// Opens the database, brings it up to date and hands it over.
fn with_database<F: Future<Output = anyhow::Result<u8>>>(
    given: &Database,
    work: impl FnOnce(Db) -> F,
) -> anyhow::Result<u8> {
    let private = match &given.database_url {
        Some(_) => None,
        None => Some(PrivatePostgres::start(&given.data, private_postgres::Kind::Durable)?),
    };
    let options: PgConnectOptions = match (&private, &given.database_url) {
        (Some(private), _) => private.connect_options(),
        (None, Some(url)) => url
            .parse()
            .map_err(|_| Wrong::because("DATABASE_URL cannot be read; expected postgres://user@host/name"))?,
        (None, None) => bail!("no database"),
    };
    let runtime = tokio::runtime::Runtime::new()?;
    city::found(&given.city).map_err(Wrong::because)?;
    let done = runtime.block_on(async {
        let db = Db::connect(options).await?;
        db::migrate(&db).await?;
        work(db).await
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
    drop(private); // Postgres ends after the pool
    done
}

async fn seed_city(db: Db, given: &Seed) -> anyhow::Result<u8> {
    let today = given.today.unwrap_or_else(|| today(&Clock::new()));
    seed::sample(&db, &given.database.city, today).await?;
    println!("The sample city of {} is loaded as of {today}.", given.database.city);
    db.close().await;
    Ok(0)
}

async fn add_staff(db: Db, given: &StaffAdd) -> anyhow::Result<u8> {
    let expected = "expected an address such as name@example.org";
    let Ok(email) = EmailAddress::parse(&given.email) else {
        eprintln!("buurten: EMAIL {}: {expected}", given.email);
        return Ok(2);
    };
    let address = PublicAddress::parse(&given.public_url).map_err(Wrong::because)?;
    let path = auth::invite_staff(&db, &email, given.admin).await?;
    println!("Sign in within ten minutes, once: {}", address.link(&path));
    db.close().await;
    Ok(0)
}

async fn serve(db: Db, given: &Serve) -> anyhow::Result<u8> {
    words::stretch(given.stretch_words);
    let clock = Clock::new();
    if given.seed_if_empty && seed::is_empty(&db).await? {
        seed::sample(&db, &given.database.city, today(&clock)).await?;
    }
    let server = Server::bind(given.listen, Limits::default()).await?;
    let here = server.address()?;
    let address = match &given.public_url {
        Some(url) => PublicAddress::parse(url).map_err(Wrong::because)?,
        None => PublicAddress::parse(&format!("http://{here}"))
            .context("BUURTEN_PUBLIC_URL is needed to listen beyond this machine")?,
    };
    let address = address.with_loopback(here.port());
    let transport = transport(&db, given, &address).await?;
    settle_real_city(&db, &given.database.city).await?;
    let mut lent = Lent::from_database(db.clone(), address.clone(), transport).await?;
    if lent.city.now().is_sample() {
        lent.sample_links = sample_links(&db, &given.database.city).await?;
    }
    let mut app = router(&lent);
    let metrics = match given.metrics_listen {
        Some(listen) => {
            let (layer, handle) = PrometheusMetricLayer::pair();
            app = app.layer(layer);
            Some((Server::bind(listen, Limits::default()).await?, handle))
        }
        None => None,
    };
    let mut jobs = Jobs::new();
    start_jobs(&mut jobs, &lent);
    welcome(&lent);
    let counting = async {
        if let Some((server, handle)) = metrics {
            server.serve(metrics_router(handle), asked_to_stop()).await;
        }
    };
    let (ended, ()) = tokio::join!(server.serve(app, asked_to_stop()), counting);
    tracing::info!(?ended, "stopped");
    jobs.stop(JOBS_DRAIN).await;
    db.close().await;
    Ok(0)
}

/// A database without a city becomes the real city that was named.
async fn settle_real_city(db: &Db, slug: &str) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    city::settle(&mut tx, slug, Kind::Real).await?;
    tx.commit().await?;
    Ok(())
}

/// How letters leave. A real city without a mail server does not start, and is not settled either.
async fn transport(db: &Db, given: &Serve, address: &PublicAddress) -> anyhow::Result<Transport> {
    let settled = city::load(db, address.host()).await?;
    let is_sample = settled.as_ref().is_some_and(City::is_sample);
    let city = settled.map_or_else(|| city::found(&given.database.city), Ok)?;
    match (&given.smtp_url, is_sample) {
        (_, true) => Ok(Transport::Shown),
        (Some(url), false) => Transport::smtp(url, &city.desk_email).map_err(Wrong::because),
        (None, false) => bail!("a real city needs BUURTEN_SMTP_URL: without letters nobody can sign in"),
    }
}

async fn sample_links(db: &Db, city: &str) -> anyhow::Result<SampleLinks> {
    let mut links = Vec::new();
    for role in seed::Role::ALL {
        // A synthetic city has nobody of the sample in it.
        if let Some(account) = seed::account_of_role(db, &role.somebody(city)?).await? {
            links.push((role.as_str(), account, if *role == seed::Role::Newcomer { "/for-you" } else { "/me" }));
        }
    }
    Ok(SampleLinks::new(links))
}

/// Prints where the city is, and in a sample how to sign in.
fn welcome(lent: &Lent) {
    let city = lent.city.now();
    println!("\nBuurten {} is at {}\n", city.name, lent.address.link("/"));
    if city.is_sample() {
        println!("A sample: everybody in it is invented, letters stay at {}", lent.address.link("/dev/letters"));
        println!("Sign in as (works until this ends, on this machine alone):");
        for (role, path) in lent.sample_links.paths() {
            println!("  {role:<14} {}", lent.address.link(&path));
        }
    }
    println!("\nCtrl-C stops it.");
}
