//! `buurten simulate`: the comparison, as a table, as JSON and as a picture.

use super::{
    compare::{Asked, compare},
    figures::MEASURES,
    json::json,
    picture::picture,
    policies::Named,
    rates::{EVERY, LEAST, LOCALS, NEWCOMERS, SEEDS, WAITING, explained},
    table::table,
    town::People,
};
use crate::exchange::Stop;
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// Plays a year in the synthetic city under named ways of matching
///
/// Newcomers begin to look, locals come and go, a round a week introduces them, some meet, some ties last. The same
/// towns are played under every policy, and what each came to is printed side by side, with intervals. Needs no
/// database. Everybody in it is invented.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = help())]
pub struct SimulatedYear {
    /// How many towns, by seeds 1 to N
    #[arg(long, value_name = "N", default_value_t = SEEDS, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub seeds: u32,
    /// The policies to play, with commas between; what is more than under ours is told where ours is one of them
    #[arg(long, value_name = "NAMES", value_enum, value_delimiter = ',', default_values_t = Named::ALL)]
    pub policies: Vec<Named>,
    /// Newcomers who begin to look in the year
    #[arg(long, value_name = "N", default_value_t = NEWCOMERS, value_parser = clap::value_parser!(u32).range(0..=20_000))]
    pub newcomers: u32,
    /// Newcomers who look already when it begins
    #[arg(long, value_name = "N", default_value_t = WAITING, value_parser = clap::value_parser!(u32).range(0..=20_000))]
    pub waiting: u32,
    /// Locals who are there when it begins
    #[arg(long, value_name = "N", default_value_t = LOCALS, value_parser = clap::value_parser!(u32).range(0..=20_000))]
    pub locals: u32,
    /// Two of less joint utility than this are not introduced; 0: whoever passes the gates
    #[arg(long, value_name = "J", default_value_t = LEAST, value_parser = joint)]
    pub least: f64,
    /// Days from round to round
    #[arg(long, value_name = "DAYS", default_value_t = EVERY, value_parser = clap::value_parser!(u32).range(1..=91))]
    pub every: u32,
    /// Print JSON instead of a table to read
    #[arg(long)]
    pub json: bool,
    /// Also write the picture to this file, as SVG
    #[arg(long, value_name = "PATH")]
    pub picture: Option<PathBuf>,
}

fn help() -> String {
    let measures = MEASURES.iter().map(|m| format!("  - {}: {}\n", m.label, m.says));
    format!("What is measured:\n{}\n{}", measures.collect::<String>(), explained())
}

fn joint(typed: &str) -> Result<f64, String> {
    let expected = || "expected a joint utility, a number from 0 to 1".to_owned();
    typed.parse().ok().filter(|j| (0.0..=1.0).contains(j)).ok_or_else(expected)
}

impl SimulatedYear {
    /// Does it. `progress` hears how many years are played, of how many. Gives the exit status: 0 done, 1 the work could
    /// not be done, 2 the arguments are wrong. An error is one line, and then nothing goes to `out`.
    pub fn run(&self, progress: &mut dyn FnMut(u32, u32), out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        self.played(progress, out).map_or_else(|stop| stop.say(err), |()| 0)
    }

    fn played(&self, progress: &mut dyn FnMut(u32, u32), out: &mut dyn Write) -> Result<(), Stop> {
        // Before the years are played, not after.
        if let Some(path) = &self.picture {
            check(path)?;
        }
        let mut policies = self.policies.clone();
        policies.sort_unstable();
        policies.dedup();
        let people =
            People { newcomers: self.newcomers, waiting: self.waiting, locals: self.locals, least: self.least };
        let compared = compare(Asked { people, every: self.every, seeds: self.seeds, policies }, progress);
        let text = if self.json { json(&compared) } else { table(&compared) };
        if let Some(path) = &self.picture {
            let written = std::fs::write(path, picture(&compared));
            written.map_err(|e| Stop::Failed(format!("{}: {e}", path.display())))?;
        }
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        written.map_err(|e| Stop::Failed(format!("the answer could not be written: {e}")))
    }
}

/// Whether a picture can be put there.
fn check(path: &Path) -> Result<(), Stop> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if path.is_dir() || !folder.is_dir() {
        let line = format!("--picture {}: expected a file in a folder that is there", path.display());
        return Err(Stop::Wrong(vec![line]));
    }
    Ok(())
}
