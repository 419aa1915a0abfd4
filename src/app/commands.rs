//! What each command does. Postgres is started before the runtime exists.

use super::{Lent, metrics_router, router, start_jobs};
use crate::{
    auth::{self, SampleLinks},
    city::{self, City, Kind},
    config::{Command, Database, Export, Import, Seed, Serve, Staff, Wrong},
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
    simulation::SimulatedYear,
    web::PublicAddress,
};
use anyhow::bail;
use axum_prometheus::{EndpointLabel, PrometheusMetricLayerBuilder};
use chrono::NaiveDate;
use sqlx::postgres::PgConnectOptions;
use std::{
    future::Future,
    time::{Duration, Instant},
};

/// How long a round of a job may go on after we were asked to stop.
const JOBS_DRAIN: Duration = Duration::from_secs(2);

/// Does what was asked; answers the exit status.
///
/// # Errors
/// Why the work could not be done: exit status 1.
pub fn run(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Import(given) => import(&given),
        Command::Export(given) => export(&given),
        Command::Match(files) => Ok(files.run(today(&Clock::new()), &mut std::io::stdout(), &mut std::io::stderr())),
        Command::Round(files) => Ok(files.run(&mut std::io::stdout(), &mut std::io::stderr())),
        Command::Simulate(given) => Ok(simulate(&given)),
        Command::Serve(given) => {
            let address = public_address(&given)?;
            with_database(&given.database, |db| serve(db, &given, address))
        }
        Command::Migrate(given) => with_database(&given, |db| async move {
            println!("The database is up to date: {} migrations.", db::MIGRATIONS.iter().count());
            db.close().await;
            Ok(0)
        }),
        Command::Seed(given) => with_database(&given.database, |db| seed_city(db, &given)),
        Command::Staff(Staff::Add(given)) => {
            let expected =
                || Wrong::because(format!("EMAIL {}: expected an address such as name@example.org", given.email));
            let email = EmailAddress::parse(&given.email).map_err(|_| expected())?;
            let address = PublicAddress::parse(&given.public_url).map_err(Wrong::because)?;
            with_database(&given.database, |db| add_staff(db, email, given.admin, address))
        }
    }
}

fn today(clock: &Clock) -> NaiveDate {
    clock.now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive()
}

/// Plays the years; says on standard error how far it is where that takes longer than a second.
fn simulate(given: &SimulatedYear) -> u8 {
    let mut said = Instant::now();
    let mut progress = |done: u32, of: u32| {
        if said.elapsed() >= Duration::from_secs(1) {
            said = Instant::now();
            eprintln!("{done} of {of} years");
        }
    };
    given.run(&mut progress, &mut std::io::stdout(), &mut std::io::stderr())
}

/// Opens the database, brings it up to date and hands it over.
fn with_database<F: Future<Output = anyhow::Result<u8>>>(
    given: &Database,
    work: impl FnOnce(Db) -> F,
) -> anyhow::Result<u8> {
    city::found(&given.city).map_err(Wrong::because)?;
    let private = match &given.database_url {
        Some(_) => None,
        None => Some(PrivatePostgres::start(&given.data, private_postgres::Kind::Durable)?),
    };
    let options: PgConnectOptions = match (&private, &given.database_url) {
        (Some(private), _) => private.connect_options(),
        (None, Some(url)) => Some(url)
            .filter(|url| url.starts_with("postgres://") || url.starts_with("postgresql://"))
            .and_then(|url| url.parse().ok())
            .ok_or_else(|| Wrong::because("DATABASE_URL cannot be read; expected postgres://user@host/name"))?,
        (None, None) => bail!("no database"),
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let done = runtime.block_on(async {
        let db = Db::connect(options).await?;
        db::migrate(&db).await?;
        work(db).await
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
    drop(private); // Postgres ends after the pool
    done
}

fn import(given: &Import) -> anyhow::Result<u8> {
    let source = match given.sheet.read() {
        Ok(source) => source,
        Err(stop) => return Ok(stop.say(&mut std::io::stderr())),
    };
    with_database(&given.database, async |db| {
        let status = given.sheet.run(&source, &db, &mut std::io::stdout(), &mut std::io::stderr()).await;
        db.close().await;
        Ok(status)
    })
}

fn export(given: &Export) -> anyhow::Result<u8> {
    if let Err(stop) = given.sheet.check() {
        return Ok(stop.say(&mut std::io::stderr()));
    }
    with_database(&given.database, async |db| {
        let status = given.sheet.run(&db, &mut std::io::stdout(), &mut std::io::stderr()).await;
        db.close().await;
        Ok(status)
    })
}

async fn seed_city(db: Db, given: &Seed) -> anyhow::Result<u8> {
    let today = given.today.unwrap_or_else(|| today(&Clock::new()));
    let city = &given.database.city;
    match given.synthetic() {
        Some(size) => seed_synthetic(&db, city, size, given.random_seed, today).await?,
        None => {
            seed::sample(&db, city, today).await?;
            println!("The sample city of {city} is loaded as of {today}.");
        }
    }
    db.close().await;
    Ok(0)
}

async fn seed_synthetic(db: &Db, city: &str, size: seed::Size, seed: u64, today: NaiveDate) -> anyhow::Result<()> {
    let made = seed::Synthetic::new(size, seed, today);
    let mut said = Instant::now();
    let mut progress = |what: &str, done: usize, of: usize| {
        if said.elapsed() >= Duration::from_secs(1) {
            said = Instant::now();
            println!("{done} of {of} {what}");
        }
    };
    seed::synthetic(db, city, &made, today, &mut progress).await?;
    let seed::Size { newcomers, locals, listings } = size;
    println!(
        "A synthetic city of {newcomers} newcomers, {locals} locals and {listings} listings, seed {seed}, as of {today}."
    );
    Ok(())
}

async fn add_staff(db: Db, email: EmailAddress, administrator: bool, address: PublicAddress) -> anyhow::Result<u8> {
    let path = auth::invite_staff(&db, &email, administrator).await?;
    println!("Sign in and set up your telephone within ten minutes, once: {}", address.link(&path));
    db.close().await;
    Ok(0)
}

/// Where people reach the city: as said, or on this machine alone.
fn public_address(given: &Serve) -> anyhow::Result<PublicAddress> {
    match &given.public_url {
        Some(url) => PublicAddress::parse(url).map_err(Wrong::because),
        None => PublicAddress::parse(&format!("http://{}", given.listen))
            .map_err(|_| Wrong::because("BUURTEN_PUBLIC_URL is needed to listen beyond this machine")),
    }
}

async fn serve(db: Db, given: &Serve, address: PublicAddress) -> anyhow::Result<u8> {
    // Behind a TLS proxy everybody comes from the proxy's address: the cap for one address is the proxy's to keep.
    let mut limits = Limits::default();
    if address.is_https() {
        limits.per_address = limits.in_all;
    }
    let server = Server::bind(given.listen, limits).await?;
    let here = server.address()?;
    let address = match given.public_url {
        Some(_) => address,
        None => PublicAddress::parse(&format!("http://{here}"))?,
    };
    let address = address.with_loopback(here.port());
    let clock = Clock::new();
    if given.seed_if_empty && seed::is_empty(&db).await? {
        seed::sample(&db, &given.database.city, today(&clock)).await?;
    }
    let transport = transport(&db, given, &address).await?;
    settle_real_city(&db, &given.database.city).await?;
    let mut lent = Lent::from_database(db.clone(), address.clone(), transport).await?;
    if lent.city.now().is_sample() {
        lent.sample_links = sample_links(&db, &given.database.city).await?;
    }
    let mut app = router(&lent);
    let metrics = match given.metrics_listen {
        Some(listen) => {
            // Routes, never addresses: a token may stand in one, and each would be a series of its own.
            let routes = EndpointLabel::MatchedPathWithFallbackFn(|_| "-".to_owned());
            let builder = PrometheusMetricLayerBuilder::new().with_endpoint_label_type(routes);
            let (layer, handle) = builder.with_default_metrics().build_pair();
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
            links.push((role.as_str(), account, role.next()));
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
