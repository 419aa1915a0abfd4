//! The command line and the environment. Each doc comment is the text of `--help`.

use crate::kit::month;
use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

/// Buurten gets people who moved to a Dutch city for a partner's job among the locals.
///
/// Exit status: 0 done; 1 the work could not be done; 2 the arguments or the input are wrong.
#[derive(Parser)]
#[command(name = "buurten", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `buurten` can do.
#[derive(Subcommand)]
pub enum Command {
    /// The web server.
    Serve(Serve),
    /// Brings the database up to date and stops.
    Migrate(Database),
    /// Loads the sample city, or a synthetic city of a given size. Refuses a database that holds any row.
    Seed(Seed),
    /// The people of the desk.
    #[command(subcommand)]
    Staff(Staff),
    /// Brings listings in from a sheet, and says what each row became: new, changed, unchanged or wrong.
    Import(Import),
    /// Writes every listing as a sheet: the same listings give the same bytes.
    Export(Export),
    /// Ranks listings for one person, without a database: the matching heart on files.
    Match(crate::exchange::MatchFiles),
    /// Solves one matching round, without a database: as many pairs as possible, and the best of them.
    Round(crate::exchange::RoundFiles),
    /// Plays a year in the synthetic city under named ways of matching, and prints what each came to.
    Simulate(crate::simulation::SimulatedYear),
}

/// Where the data lives.
#[derive(Args)]
pub struct Database {
    /// Postgres to use. Absent: a private Postgres under the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Data folder of the private Postgres. Where the user Postgres runs as cannot reach it, or the path is
    /// too long for a socket, `/var/lib/buurten/<hash>` is used instead and printed.
    #[arg(long, env = "BUURTEN_DATA", default_value = "./var")]
    pub data: PathBuf,
    /// Folder of the city under data/cities, for a database that has none yet.
    #[arg(long, env = "BUURTEN_CITY", default_value = "eindhoven")]
    pub city: String,
}

/// The web server.
#[derive(Args)]
pub struct Serve {
    /// Where the data lives.
    #[command(flatten)]
    pub database: Database,
    /// Address to listen on.
    #[arg(long, env = "BUURTEN_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Address under which people reach the city, for links in letters. Default: http:// and the address to listen on.
    #[arg(long, env = "BUURTEN_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Mail server, such as smtps://user:password@host. A real city needs one; a sample city sends nothing.
    #[arg(long, env = "BUURTEN_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Address for /metrics. Absent: off.
    #[arg(long, env = "BUURTEN_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Loads the sample city first where the database is empty. Not together with DATABASE_URL.
    #[arg(long, conflicts_with = "database_url")]
    pub seed_if_empty: bool,
}

/// The sample city, or a synthetic one.
#[derive(Args)]
pub struct Seed {
    /// Where the data lives.
    #[command(flatten)]
    pub database: Database,
    /// Day of seeding; the sample's dates are offsets from it. Default: today.
    #[arg(long, value_parser = month::day)]
    pub today: Option<chrono::NaiveDate>,
    /// Newcomers of a synthetic city.
    #[arg(long)]
    pub newcomers: Option<u32>,
    /// Locals of a synthetic city.
    #[arg(long)]
    pub locals: Option<u32>,
    /// Listings of a synthetic city.
    #[arg(long)]
    pub listings: Option<u32>,
    /// The same seed makes the same synthetic city.
    #[arg(long, default_value_t = 1)]
    pub random_seed: u64,
}

impl Seed {
    /// The size of the synthetic city; none where the sample city is asked for.
    pub fn synthetic(&self) -> Option<crate::seed::Size> {
        let size = [self.newcomers, self.locals, self.listings];
        let [newcomers, locals, listings] = size.map(Option::unwrap_or_default);
        size.iter().any(Option::is_some).then_some(crate::seed::Size { newcomers, locals, listings })
    }
}

/// A sheet, and the database it goes into.
#[derive(Args)]
pub struct Import {
    /// The sheet.
    #[command(flatten)]
    pub sheet: crate::exchange::ImportFile,
    /// Where the data lives.
    #[command(flatten)]
    pub database: Database,
}

/// A database, and the sheet it becomes.
#[derive(Args)]
pub struct Export {
    /// The sheet.
    #[command(flatten)]
    pub sheet: crate::exchange::ExportFile,
    /// Where the data lives.
    #[command(flatten)]
    pub database: Database,
}

/// The people of the desk.
#[derive(Subcommand)]
pub enum Staff {
    /// Makes somebody a social worker, or an administrator, and prints a sign-in link that works once, for ten minutes.
    ///
    /// The link leads to setting up the second step of signing in: codes on a telephone. Run it again for somebody
    /// who lost the telephone; the old one works until the new one is confirmed.
    Add(StaffAdd),
}

/// A new social worker or administrator.
#[derive(Args)]
pub struct StaffAdd {
    /// Their address.
    pub email: String,
    /// Also keeps the accounts of the desk.
    #[arg(long)]
    pub admin: bool,
    /// Address under which people reach the city, for the link.
    #[arg(long, env = "BUURTEN_PUBLIC_URL", default_value = "http://127.0.0.1:3000")]
    pub public_url: String,
    /// Where the data lives.
    #[command(flatten)]
    pub database: Database,
}

/// The arguments or the environment are wrong: exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(pub String);

impl Wrong {
    /// What was wrong and what was expected.
    pub fn because(cause: impl std::fmt::Display) -> anyhow::Error {
        anyhow::Error::new(Self(format!("{cause:#}")))
    }
}
