//! `buurten import`: a sheet into the database, whole or not at all.

use super::{
    bring_in::{self, BATCH},
    encoding,
    fault::Faults,
    plan::Keys,
    report::Report,
    sheet::Sheet,
    stop::{Stop, answer, open},
    store, undo,
};
use crate::{
    listings::{By, Role},
    platform::db::Db,
};
use std::{
    io::{Read, Write},
    path::PathBuf,
    time::{Duration, Instant},
};

/// Brings listings in from a sheet, and says what each row became: new, changed, unchanged or wrong
///
/// Rows are compared by `id` with the listings there are. Columns that the sheet does not have stay as they are; an
/// empty cell empties. A listing that is not in the sheet stays as it is. Comma, semicolon or tab, any order of
/// columns, UTF-8, UTF-16 or Windows-1252. Everything happens in one transaction: with a wrong row nothing is stored,
/// each wrong cell is one line of standard error (file, line, column, what was expected), and the exit status is 2.
///
/// With --json: {"new": n, "changed": n, "unchanged": n, "wrong": [{"line", "column", "found", "expected"}],
/// "rows": [{"line", "id", "became", "fields": {column: {"from", "to"}}}], "stored": true or false}
#[derive(Clone, Debug, clap::Args)]
pub struct ImportFile {
    /// The sheet
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What it is; hsds and ical come in a later version
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

/// What can be brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ImportFormat {
    /// A sheet
    Csv,
    /// Human Services Data Specification
    Hsds,
    /// A calendar
    Ical,
}

impl ImportFile {
    /// Reads the file and looks at its header row, before any database is asked.
    ///
    /// # Errors
    /// What is wrong with the arguments or the file as a whole.
    pub fn read(&self) -> Result<String, Stop> {
        if self.format != ImportFormat::Csv {
            let line = "--format hsds and --format ical come in a later version: expected --format csv";
            return Err(Stop::Wrong(vec![line.to_owned()]));
        }
        let mut bytes = Vec::new();
        open(&self.file)?
            .read_to_end(&mut bytes)
            .map_err(|e| Stop::wrong(&self.file, format!("{e}: expected a file that can be read")))?;
        let text = encoding::text(&bytes).map_err(|f| self.wrong(f))?.into_owned();
        Sheet::open(&text).map_err(|f| self.wrong(f))?;
        Ok(text)
    }

    fn wrong(&self, faults: Faults) -> Stop {
        Stop::Wrong(faults.0.iter().map(|f| format!("{}: {f}", self.file.display())).collect())
    }

    /// Does it; the exit status.
    pub async fn run(&self, text: &str, db: &Db, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        match self.bring_in(text, db, out, err).await {
            Ok(()) => 0,
            Err(stop) => stop.say(err),
        }
    }

    async fn bring_in(&self, text: &str, db: &Db, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
        let failed = |e: sqlx::Error| Stop::failed("nothing was brought in", e);
        let mut sheet = Sheet::open(text).map_err(|f| self.wrong(f))?;
        let (columns, mut keys) = (sheet.columns.clone(), Keys::default());
        let (last, mut said) = (text.lines().count(), Instant::now());
        let mut report = Report::default();
        let mut tx = store::begin_patiently(db).await.map_err(failed)?;
        let by = By { account: None, role: Role::Import };
        loop {
            let rows: Vec<_> = sheet.by_ref().take(BATCH).collect();
            let Some(line) = rows.last().map(|r| r.line) else { break };
            let goes_on = !self.dry_run && (self.skip_wrong || report.wrong.is_empty());
            let planned = bring_in::rows(&mut tx, by, (&columns, &mut keys), &rows, goes_on).await.map_err(failed)?;
            report.add(planned, self.json);
            if said.elapsed() >= Duration::from_secs(1) {
                said = Instant::now();
                let _ = writeln!(err, "line {line} of {last}");
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
