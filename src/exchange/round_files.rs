//! `buurten round`: one matching round from a file, without a database.

use super::round_json;
use crate::matching::round::plain::{self, Plain};
use crate::matching::round::pool::{MILLION, Pool};
use std::{
    fs::File,
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// The largest file the command line reads.
const MOST_BYTES: u64 = 256 << 20;

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
    /// An error is one line, and then nothing goes to `out`.
    pub fn run(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let answer = match self.answer() {
            Ok(answer) => answer,
            Err(line) => return said(err, &format!("{}: {line}", self.input.display()), 2),
        };
        match out.write_all(answer.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => 0,
            Err(e) => said(err, &format!("the answer could not be written: {e}"), 1),
        }
    }

    fn answer(&self) -> Result<String, String> {
        round_answer(&bytes(&self.input)?, self.json)
    }
}

/// The answer to a round that stands in a file.
///
/// # Errors
/// What is wrong with the file, in one line that names the field.
pub fn round_answer(file: &[u8], json: bool) -> Result<String, String> {
    let text = std::str::from_utf8(file).map_err(|e| format!("{e}: expected text in UTF-8"))?;
    let pool = round_json::read(text).map_err(|line| in_a_line(&line))?;
    let answer = plain::solve(&pool);
    Ok(if json { round_json::answer(&pool, &answer) } else { list(&pool, &answer) })
}

/// What somebody wrote into a file must not break the line that tells of it.
fn in_a_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn said(err: &mut dyn Write, line: &str, status: u8) -> u8 {
    let line = in_a_line(line);
    // Where standard error is gone too, the status still says it.
    let _ = writeln!(err, "{line}");
    status
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|e| format!("{e}: expected a file that can be read"))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err("it is a folder; expected a file".into());
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|e| format!("{e}: expected a file that can be read"))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err("it is too large; expected at most 256 MiB".into());
    }
    Ok(bytes)
}

/// The answer to read: for staff, in English.
fn list(pool: &Pool, answer: &Plain) -> String {
    let newcomer = |n: u32| pool.newcomers()[n as usize].id.as_str();
    let mut text = String::new();
    for pair in &answer.pairs {
        let (local, value) = (&pool.locals()[pair.local as usize].id, pair.value as f64 / MILLION);
        text.push_str(&format!("{} with {local}  {value:.6}\n", newcomer(pair.newcomer)));
    }
    for &(n, why) in &answer.unmatched {
        text.push_str(&format!("{} with nobody: {}\n", newcomer(n), why.as_str()));
    }
    let (placed, all) = (answer.pairs.len(), pool.newcomers().len());
    text.push_str(&format!("{placed} of {all} placed. Total value {:.6}.\n", answer.total as f64 / MILLION));
    text
}
