//! `buurten import`: a sheet into the database, whole or not at all.

use super::{
    bring_in::{self, BATCH},
    fault::Faults,
    lookalikes::Lookalikes,
    plan::Keys,
    report::Report,
    source::{ImportFormat, Source},
    stop::{Stop, answer},
    store, undo,
};
use crate::{
    kit::lang::Lang,
    listings::{self, By, Role},
    platform::db::Db,
};
use std::{
    io::Write,
    path::PathBuf,
    time::{Duration, Instant},
};

/// Listings that are there, read at a time.
const BATCH_THERE: i64 = 4_000;

/// Brings listings in from a sheet, open data or a calendar, and says what each row became: new, changed, unchanged or
/// wrong
///
/// Rows are compared by `id` with the listings there are. Columns that the sheet does not have stay as they are; an
/// empty cell empties. A listing that is not in the sheet stays as it is. Comma, semicolon or tab, any order of
/// columns, UTF-8, UTF-16 or Windows-1252. Everything happens in one transaction: with a wrong row nothing is stored,
/// each wrong cell is one line of standard error (file, line, column, what was expected), and the exit status is 2.
///
/// With --format hsds: a package of the Human Services Data Specification 3: JSON, CSV tables in a folder, or a zip of
/// either. Each service is a row, and line n is the n-th of them. Names and addresses of people are not taken in. With
/// --format ical: a calendar (RFC 5545). Each event with its repetitions is a row, and what it does not say of a new
/// listing is named; it becomes a draft, unless it is called off: then it is passed over. In both, what the file does
/// not say stays as it is.
///
/// A new row that may be the same as an earlier one, or as a listing that is there, is named: fifty of them, and the rest
/// is counted. It is brought in all the same.
///
/// With --json: {"new": n, "changed": n, "unchanged": n, "wrong": [{"line", "column", "found", "expected"}],
/// "rows": [{"line", "id", "became", "fields": {column: {"from", "to"}}, "not_said": [column]}],
/// "looks_like": [{"line", "id", "other": {"line" or null, "id", "title"}}], "more_look_alike": n, "stored": true or false}
#[derive(Clone, Debug, clap::Args)]
pub struct ImportFile {
    /// The file; for --format hsds a folder too
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What it is
    #[arg(long, value_enum, default_value_t = ImportFormat::Csv)]
    pub format: ImportFormat,
    /// Say what would become of each row, and store nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Leave out the rows that are wrong and bring in the others; the exit status is then 0
    #[arg(long)]
    pub skip_wrong: bool,
    /// Print JSON instead of a list to read
    #[arg(long)]
    pub json: bool,
}

impl ImportFile {
    /// Reads the file and looks at it as a whole, before any database is asked.
    ///
    /// # Errors
    /// What is wrong with the arguments or the file as a whole.
    pub fn read(&self) -> Result<Source, Stop> {
        let source = Source::of_path(self.format, &self.file)?.map_err(|f| self.wrong(f))?;
        source.rows().map_err(|f| self.wrong(f))?;
        Ok(source)
    }

    fn wrong(&self, faults: Faults) -> Stop {
        Stop::Wrong(faults.0.iter().map(|f| format!("{}: {f}", self.file.display())).collect())
    }

    /// Does it; the exit status.
    pub async fn run(&self, source: &Source, db: &Db, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        match self.bring_in(source, db, out, err).await {
            Ok(()) => 0,
            Err(stop) => stop.say(err),
        }
    }

    async fn bring_in(&self, source: &Source, db: &Db, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
        let failed = |e: sqlx::Error| Stop::failed("nothing was brought in", e);
        let mut source = source.rows().map_err(|f| self.wrong(f))?;
        let (mut keys, mut said) = (Keys::default(), Instant::now());
        let (mut report, mut lookalikes) = (Report::default(), Lookalikes::default());
        let mut tx = store::begin_patiently(db).await.map_err(failed)?;
        let mut key = String::new();
        loop {
            let there = listings::after_key(&mut tx, &key, BATCH_THERE).await.map_err(failed)?;
            let Some(last) = there.last() else { break };
            key.clone_from(&last.key);
            lookalikes.there(&there, Lang::En);
        }
        let by = By { account: None, role: Role::Import };
        loop {
            let rows: Vec<_> = source.rows.by_ref().take(BATCH).collect();
            let Some(line) = rows.last().map(|r| r.line) else { break };
            let goes_on = !self.dry_run && (self.skip_wrong || report.wrong.is_empty());
            let planned =
                bring_in::rows(&mut tx, by, (&source.columns, &mut keys), &rows, goes_on).await.map_err(failed)?;
            lookalikes.rows(&planned, Lang::En);
            report.add(planned, self.json);
            if said.elapsed() >= Duration::from_secs(1) {
                said = Instant::now();
                let _ = writeln!(err, "line {line} of {}", source.last);
            }
        }
        let is_refused = !self.skip_wrong && !report.wrong.is_empty();
        let is_stored = !self.dry_run && !is_refused;
        if is_stored {
            undo::remember(&mut tx, by, report.counts).await.map_err(failed)?;
            tx.commit().await.map_err(failed)?;
        } else {
            tx.rollback().await.map_err(failed)?;
        }
        let why_not = match (self.dry_run, is_refused) {
            (true, _) => Some("--dry-run"),
            (_, true) => Some("rows are wrong; --skip-wrong leaves them out"),
            _ => None,
        };
        report.lookalikes = lookalikes.found();
        let text = if self.json { report.json(is_stored) } else { report.text(why_not) };
        answer(out, text.as_bytes())?;
        let wrong = self.wrong(Faults(report.wrong));
        if is_refused {
            return Err(wrong);
        }
        wrong.say(err);
        Ok(())
    }
}
