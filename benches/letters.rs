//! How long a letter takes from the commit of its cause until a mail server that answers has it: real SMTP, a real city's
//! jobs and database, no backlog. One letter every 40 ms on average, each from a transaction of its own. Ends with 1 where fewer than
//! 95 % leave within two seconds, or one is lost or comes twice.

#[allow(dead_code, reason = "the long runs use the rest")]
#[path = "../examples/soak/sink.rs"]
mod sink;

use anyhow::{Context, ensure};
use buurten::{
    app::{Lent, start_jobs},
    city::{self, Kind as CityKind},
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{self, Button, Letter, Transport},
    platform::{
        db::{self, Db},
        jobs::Jobs,
        private_postgres::{Kind, PrivatePostgres},
    },
    web::PublicAddress,
};
use rand::{RngExt, SeedableRng};
use std::{
    collections::HashMap,
    os::unix::fs::PermissionsExt,
    process::ExitCode,
    time::{Duration, Instant},
};

const LETTERS: usize = 1_000;
/// The longest pause between two letters; on average it is half of this.
const PAUSE: Duration = Duration::from_millis(80);
/// Within so long 95 of 100 have left.
const BAR: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("letters: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<bool> {
    let folder = tempfile::tempdir()?;
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
    let postgres = PrivatePostgres::start(folder.path(), Kind::ThrowAway)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure(Db::connect(postgres.connect_options())))
}

async fn measure(db: impl Future<Output = anyhow::Result<Db>>) -> anyhow::Result<bool> {
    let (db, sink) = (db.await?, sink::Sink::open().await?);
    db::migrate(&db).await?;
    let mut tx = db.begin().await?;
    city::settle(&mut tx, "eindhoven", CityKind::Real).await?;
    tx.commit().await?;
    let address = PublicAddress::parse("https://buurten.example.org")?;
    let way = Transport::smtp(&format!("smtp://{}", sink.at), "desk@city.example.org")?;
    let lent = Lent::from_database(db.clone(), address, way).await?;
    let mut jobs = Jobs::new();
    start_jobs(&mut jobs, &lent);
    let mut dice = rand_pcg::Pcg64::seed_from_u64(1);
    let mut committed = HashMap::new();
    for n in 0..LETTERS {
        tokio::time::sleep(PAUSE.mul_f64(dice.random::<f64>())).await;
        let to = format!("letter-{n}@example.org");
        let mut tx = db.begin().await?;
        letters::queue(&mut tx, &lent.city.now(), &letter(&to)?).await?;
        tx.commit().await?;
        committed.insert(to, Instant::now());
    }
    let since = Instant::now();
    while sink.got().len() < LETTERS && since.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let got = sink.got();
    ensure!(got.len() == LETTERS, "{} of {LETTERS} letters came", got.len());
    let mut waits = Vec::new();
    for letter in got {
        let committed = committed.remove(&letter.to).with_context(|| format!("{} came twice", letter.to))?;
        // The sink may have it before the commit's answer is back with us.
        waits.push(letter.at.saturating_duration_since(committed));
    }
    jobs.stop(Duration::from_secs(5)).await;
    waits.sort_unstable();
    let share = |percent: usize| waits[(waits.len() * percent).div_ceil(100) - 1];
    let (half, most, all) = (share(50), share(95), share(100));
    let holds = most <= BAR;
    println!(
        "letters: {LETTERS} from commit to mail server, 50 % within {half:.1?}, 95 % within {most:.1?}, all within {all:.1?}; bar 95 % within {BAR:?}: {}",
        if holds { "held" } else { "MISSED" }
    );
    Ok(holds)
}

fn letter(to: &str) -> anyhow::Result<Letter> {
    Ok(Letter {
        cause: "answer",
        to: EmailAddress::parse(to).map_err(|_| anyhow::anyhow!("{to}: an address"))?,
        about: None,
        lang: Lang::Nl,
        subject: "Er is een antwoord".to_owned(),
        before: vec!["Er is een antwoord voor je.".to_owned()],
        code: None,
        button: Some(Button { label: "Bekijk".to_owned(), link: "https://buurten.example.org/nl/me".to_owned() }),
        others: Vec::new(),
        after: Vec::new(),
    })
}
