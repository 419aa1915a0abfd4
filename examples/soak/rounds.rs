//! What `buurten round` reads, spoilt in every way we can think of, through the very command: it answers, and the answer
//! is proven the best by the checker that shares nothing with the solver; or it ends with 2 and says in a line what is
//! wrong, in which file and field. It always ends. The same seed spoils the same.

use super::spoil::{Draw, watched};
use anyhow::{Context, Result, bail, ensure};
use buurten::{
    exchange::RoundFiles,
    matching::round::{
        certificate::{Claim, verify},
        plain::solve,
        pool::{Local, MILLION, Newcomer, Pool},
    },
};
use serde_json::{Value, json};
use std::{
    fmt::Write,
    fs::File,
    os::unix::fs::FileExt,
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
    /// Of those, files with one field that was wrong, which was named.
    pub named: u64,
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

/// Makes one field of a round wrong, whatever it is; answers how it is named.
fn wrong(draw: &mut Draw, file: &mut Vec<u8>) -> Result<Option<String>> {
    let mut round: Value = serde_json::from_slice(file)?;
    let list = draw.one(&["newcomers", "locals", "pairs"]);
    let some = round[list].as_array_mut().context("a list")?;
    if some.is_empty() {
        return Ok(None);
    }
    let at = draw.below(some.len());
    let one = some[at].as_object_mut().context("an object")?;
    let fields: Vec<String> = one.keys().cloned().collect();
    let field = fields[draw.below(fields.len())].clone();
    let named = if draw.below(4) == 0 {
        one.insert("strange".to_owned(), json!(1));
        "strange".to_owned()
    } else {
        // Neither a text, nor a number, nor a list of any of them.
        one.insert(field.clone(), json!({"zz": [[1]]}));
        format!("{list}[{at}].{field}")
    };
    *file = serde_json::to_vec_pretty(&round)?;
    Ok(Some(named))
}

/// Where the command reads.
struct Desk {
    _folder: tempfile::TempDir,
    asks: RoundFiles,
    file: File,
}

impl Desk {
    fn open() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let input = folder.path().join("round.json");
        let file = File::create(&input)?;
        Ok(Self { _folder: folder, asks: RoundFiles { input, json: true }, file })
    }

    /// Exit status, what is printed, and what is said to be wrong; none where it panics.
    fn runs(&self, file: &[u8]) -> Result<Option<(u8, Vec<u8>, String)>> {
        self.file.set_len(file.len() as u64)?;
        self.file.write_all_at(file, 0)?;
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let run = AssertUnwindSafe(|| self.asks.run(&mut out, &mut err));
        Ok(catch_unwind(run).ok().map(|status| (status, out, String::from_utf8_lossy(&err).into_owned())))
    }
}

/// So many files, none of which may make it panic or hang.
pub fn run(executions: u64, seed: u64) -> Result<Rounds> {
    watched(seed, move |at| work(executions, seed, at))
}

fn work(executions: u64, seed: u64, at: &AtomicU64) -> Result<Rounds> {
    let (desk, mut rounds) = (Desk::open()?, Rounds::default());
    for execution in 0..executions {
        at.store(execution, Ordering::Relaxed);
        let mut draw = Draw::of(seed, execution);
        let (mut file, mut named) = (draw.round(), None);
        match execution % 16 {
            0 => {}
            1..=3 => named = wrong(&mut draw, &mut file)?,
            4..=9 => draw.bend(&mut file),
            _ => draw.spoil(&mut file),
        }
        let shown = || format!("execution {execution} of seed {seed}: {}", String::from_utf8_lossy(&file));
        let Some((status, out, err)) = desk.runs(&file)? else { bail!("it panics: {}", shown()) };
        let held = match status {
            0 => {
                rounds.answered += 1;
                is_the_best(&file, &out).and_then(|()| {
                    ensure!(err.is_empty() && named.is_none(), "it is answered, although {named:?} is wrong: {err}");
                    Ok(())
                })
            }
            2 => {
                rounds.refused += 1;
                rounds.named += u64::from(named.is_some());
                is_told(&desk, &out, &err, named.as_deref()).and_then(|()| {
                    ensure!(execution % 16 > 0, "a good round is refused: {err}");
                    Ok(())
                })
            }
            other => Err(anyhow::anyhow!("exit status {other}: {err}")),
        };
        held.map_err(|e| e.context(shown()))?;
    }
    Ok(rounds)
}

/// It says what is wrong in one line: the file, and the field where one alone is wrong.
fn is_told(desk: &Desk, out: &[u8], err: &str, field: Option<&str>) -> Result<()> {
    ensure!(out.is_empty(), "it answers and refuses");
    let Some(line) = err.strip_suffix('\n') else { bail!("no whole line: {err:?}") };
    ensure!(!line.chars().any(char::is_control) && line.len() < 4_000, "not one line: {err:?}");
    ensure!(line.starts_with(&format!("{}: ", desk.asks.input.display())), "no file: {err}");
    ensure!(field.is_none_or(|field| line.contains(field)), "{field:?} is not named: {err}");
    Ok(())
}

/// Everybody is in the answer once, and nothing is better: read from the file and from what was printed, not from what
/// the command knew.
fn is_the_best(file: &[u8], answer: &[u8]) -> Result<()> {
    let asked: Value = serde_json::from_str(std::str::from_utf8(file)?.trim_start_matches('\u{feff}'))?;
    let answer: Value = serde_json::from_slice(answer)?;
    let list = |of: &Value, name: &str| of[name].as_array().cloned().unwrap_or_default();
    let text = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let hers = list(&asked, "newcomers").into_iter();
    let hers: Vec<Newcomer> = hers.map(|n| Newcomer { id: text(&n, "id"), waiting_days: 0 }).collect();
    let (pairs, out) = (list(&answer, "pairs"), list(&answer, "unmatched"));
    ensure!(pairs.len() + out.len() == hers.len() && answer["matched"] == pairs.len(), "somebody is missing");
    let capacity = |l: &Value| l["capacity"].as_u64().and_then(|c| u32::try_from(c).ok()).context("a capacity");
    let theirs = list(&asked, "locals").into_iter();
    let theirs =
        theirs.map(|l| Ok(Local { capacity: capacity(&l)?, id: text(&l, "id") })).collect::<Result<Vec<_>>>()?;
    let read = |p: &Value| Ok((text(p, "newcomer"), text(p, "local"), p["value"].as_f64().context("a value")?));
    let possible = list(&asked, "pairs").iter().map(read).collect::<Result<Vec<_>>>()?;
    let pool = Pool::new(hers, theirs, possible.iter().map(|(n, l, v)| (n.as_str(), l.as_str(), *v)))?;
    let place = |p: &Value| Some((pool.newcomer(p["newcomer"].as_str()?)?, pool.local(p["local"].as_str()?)?));
    let claim = Claim {
        newcomers: pool.newcomers().len(),
        places: pool.locals().iter().map(|l| l.capacity).collect(),
        pairs: pool.pairs().map(|p| (p.newcomer, p.local, p.value.into())),
        chosen: pairs.iter().map(|p| place(p).context("a pair of strangers")).collect::<Result<_>>()?,
        total: (answer["total"].as_f64().context("a total")? * MILLION).round() as i128,
    };
    Ok(verify(&claim, &solve(&pool).certificate())?)
}
