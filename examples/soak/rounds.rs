//! What `buurten round` reads, spoilt in every way we can think of: it must answer or say what is wrong, in one line, and
//! always end. The same seed spoils the same.

use super::spoil::{Draw, watched};
use anyhow::{Result, bail, ensure};
use buurten::exchange::round_answer;
use serde_json::Value;
use std::{
    fmt::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicU64, Ordering},
};

/// Numbers, most of which may stand where a number stood.
const NUMBERS: [&str; 12] =
    ["0", "1", "2", "3", "500", "4294967295", "0.5", "0.5000005", "1e-7", "1e6", "0.9999999999999999", "-1"];

/// How it went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rounds {
    /// Files that were a round after all.
    pub answered: u64,
    /// Files that were refused.
    pub refused: u64,
}

impl Draw {
    /// A round as it should be.
    fn round(&mut self) -> Vec<u8> {
        let (newcomers, locals) = (self.below(7), self.below(7));
        let hers = (0..newcomers).map(|n| format!("{{\"id\": \"n{n}\", \"waiting_days\": {}}}", self.below(99)));
        let hers = hers.collect::<Vec<_>>().join(", ");
        let theirs = (0..locals).map(|n| format!("{{\"id\": \"v{n}\", \"capacity\": {}}}", self.below(4)));
        let theirs = theirs.collect::<Vec<_>>().join(", ");
        let mut text = format!("{{\"newcomers\": [{hers}],\n \"locals\": [{theirs}],\n \"pairs\": [");
        let mut comma = "";
        for n in 0..newcomers {
            for v in 0..locals {
                if self.below(3) == 0 {
                    let value = self.below(1_000_001) as f64 / 1e6;
                    // Writing to a String cannot fail.
                    let _ = write!(text, "{comma}{{\"newcomer\": \"n{n}\", \"local\": \"v{v}\", \"value\": {value}}}");
                    comma = ",\n  ";
                }
            }
        }
        text.push_str("]}\n");
        text.into_bytes()
    }

    /// Other numbers in a few places: most of these files are still rounds.
    fn bend(&mut self, file: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let numbers: Vec<usize> =
                (1..file.len()).filter(|&n| file[n].is_ascii_digit() && file[n - 1] == b' ').collect();
            if numbers.is_empty() {
                return;
            }
            let start = numbers[self.below(numbers.len())];
            let end = (start..file.len()).find(|&n| b",}".contains(&file[n])).unwrap_or(file.len());
            file.splice(start..end, NUMBERS[self.below(NUMBERS.len())].bytes());
        }
    }
}

/// So many files, none of which may make it panic or hang.
pub fn run(executions: u64, seed: u64) -> Result<Rounds> {
    watched(seed, move |at| work(executions, seed, at))
}

fn work(executions: u64, seed: u64, at: &AtomicU64) -> Result<Rounds> {
    let mut rounds = Rounds::default();
    for execution in 0..executions {
        at.store(execution, Ordering::Relaxed);
        let mut draw = Draw::of(seed, execution);
        let mut file = draw.round();
        match execution % 16 {
            0 => {}
            1..=8 => draw.bend(&mut file),
            _ => draw.spoil(&mut file),
        }
        let shown = || String::from_utf8_lossy(&file).into_owned();
        let Ok(read) = catch_unwind(AssertUnwindSafe(|| round_answer(&file, true))) else {
            bail!("execution {execution} of seed {seed} panics: {}", shown());
        };
        match read {
            Ok(answer) => {
                rounds.answered += 1;
                is_whole(&file, &answer).map_err(|e| e.context(format!("execution {execution}: {}", shown())))?;
            }
            Err(line) => {
                rounds.refused += 1;
                ensure!(execution % 16 > 0, "a good round is refused: {line}: {}", shown());
                let control = line.chars().any(char::is_control);
                ensure!(!line.is_empty() && !control, "execution {execution} is not told in a line: {line:?}");
            }
        }
    }
    Ok(rounds)
}

/// Everybody is in the answer once.
fn is_whole(file: &[u8], answer: &str) -> Result<()> {
    let asked: Value = serde_json::from_str(String::from_utf8_lossy(file).trim_start_matches('\u{feff}'))?;
    let answer: Value = serde_json::from_str(answer)?;
    let count = |value: &Value| value.as_array().map_or(0, Vec::len);
    let (pairs, out) = (count(&answer["pairs"]), count(&answer["unmatched"]));
    ensure!(pairs + out == count(&asked["newcomers"]) && answer["matched"] == pairs, "somebody is missing");
    Ok(())
}
