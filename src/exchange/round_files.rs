//! `buurten round`: one matching round from a file, without a database.

use super::{
    round_json,
    stop::{Stop, answer, open},
};
use crate::matching::round::{
    plain::{self, Plain},
    pool::{MILLION, Pool},
    reasons::rather,
};
use std::{
    io::{Read, Write},
    path::PathBuf,
};

/// So many pairs that would both rather have each other are named.
const SHOWN: usize = 10;

/// Solves one matching round from a file, without a database
///
/// As many newcomers as possible get a local; among those answers the total value is the largest there is.
#[derive(Clone, Debug, clap::Args)]
pub struct RoundFiles {
    /// The round: newcomers, locals and pairs, as JSON of the published interface
    #[arg(long, value_name = "FILE")]
    pub input: PathBuf,
    /// Print JSON instead of a list to read
    #[arg(long)]
    pub json: bool,
}

impl RoundFiles {
    /// Does it. Gives the exit status: 0 done, 1 the work could not be done, 2 the arguments or the input are wrong.
    /// An error is one line, and then nothing goes to `out`. An answer is checked before it is printed, by code that knows
    /// nothing of the solver.
    pub fn run(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let done = self.solved().and_then(|text| answer(out, text.as_bytes()));
        done.map_or_else(|stop| stop.say(err), |()| 0)
    }

    fn solved(&self) -> Result<String, Stop> {
        let mut file = Vec::new();
        let unread = |e| Stop::wrong(&self.input, format!("{e}: expected a file that can be read"));
        open(&self.input)?.read_to_end(&mut file).map_err(unread)?;
        let wrong = |line: String| Stop::wrong(&self.input, line);
        let text = std::str::from_utf8(&file).map_err(|e| wrong(format!("{e}: expected text in UTF-8")))?;
        let pool = round_json::read(text).map_err(|line| wrong(in_a_line(&line)))?;
        let best = plain::solve(&pool);
        best.checked(&pool).map_err(|flaw| Stop::failed("the answer does not stand its check", flaw))?;
        Ok(if self.json { round_json::answer(&pool, &best) } else { list(&pool, &best) })
    }
}

/// What somebody wrote into a file does not break the line that tells of it.
fn in_a_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The answer to read: for staff, in English.
fn list(pool: &Pool, answer: &Plain) -> String {
    let newcomer = |n: u32| in_a_line(&pool.newcomers()[n as usize].id);
    let mut text = String::new();
    for pair in &answer.pairs {
        let (local, value) = (in_a_line(&pool.locals()[pair.local as usize].id), pair.value as f64 / MILLION);
        text.push_str(&format!("{} with {local}  {value:.6}\n", newcomer(pair.newcomer)));
    }
    for &(n, why) in &answer.unmatched {
        text.push_str(&format!("{} with nobody: {}\n", newcomer(n), why.as_str()));
    }
    let rather = rather(pool, &answer.pairs);
    for pair in rather.iter().take(SHOWN) {
        let local = in_a_line(&pool.locals()[pair.local as usize].id);
        text.push_str(&format!("{} and {local} would both rather have each other\n", newcomer(pair.newcomer)));
    }
    if rather.len() > SHOWN {
        text.push_str(&format!("and {} more pairs would both rather have each other\n", rather.len() - SHOWN));
    }
    let (placed, all) = (answer.pairs.len(), pool.newcomers().len());
    text.push_str(&format!("{placed} of {all} placed. Total value {:.6}.\n", answer.total as f64 / MILLION));
    text
}
