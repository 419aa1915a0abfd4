//! `buurten export`: every listing of the database as a sheet.

use super::{
    hsds_file,
    listing_sheet::write_sheet,
    stop::{Stop, answer},
    store,
};
use crate::{
    city,
    listings::{self, Listing},
    platform::{chance::Token, db::Db},
};
use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Listings that one statement reads.
const AT_ONCE: i64 = 5000;

/// Writes every listing, drafts too, sorted by id: the same listings give the same bytes
///
/// The sheet has every published column. A cell that a sheet would take for a formula, or words it would take for a
/// number or a date, begins with an apostrophe; import takes it away. UTF-8 without a byte order mark, for programs;
/// the one to download at the desk has a mark, for Excel. import reads both.
///
/// With --format hsds: a JSON list of services as the Human Services Data Specification 3.1 has them, one a line. What
/// it has no field for stands in attributes, so that nothing is lost; names and addresses of hosts are left out.
#[derive(Clone, Debug, clap::Args)]
pub struct ExportFile {
    /// What to write
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// Where to [default: standard output]; a file that is there is replaced once all is written
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportFormat {
    /// A sheet
    Csv,
    /// Human Services Data Specification
    Hsds,
}

impl ExportFile {
    /// Looks at the arguments, before any database is asked.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn check(&self) -> Result<(), Stop> {
        match &self.out {
            Some(path) if path.is_dir() || !folder(path).is_dir() => {
                Err(Stop::wrong(path, "expected a file in a folder that is there"))
            }
            _ => Ok(()),
        }
    }

    /// Does it; the exit status.
    pub async fn run(&self, db: &Db, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        match self.export(db, out, err).await {
            Ok(()) => 0,
            Err(stop) => stop.say(err),
        }
    }

    async fn export(&self, db: &Db, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
        let mut said = Instant::now();
        let progress = |done: usize| {
            if said.elapsed() >= Duration::from_secs(1) {
                said = Instant::now();
                let _ = writeln!(err, "{done} listings");
            }
        };
        let bytes = match self.format {
            ExportFormat::Csv => sheet(db, progress).await,
            ExportFormat::Hsds => package(db, progress).await,
        };
        let bytes = bytes.map_err(|e| Stop::failed("the listings could not be read", e))?;
        match &self.out {
            None => answer(out, &bytes),
            Some(path) => replace(path, &bytes).map_err(|e| Stop::failed(&path.display().to_string(), e)),
        }
    }
}

/// Every listing as a sheet, as of one moment.
///
/// # Errors
/// Those of the database.
pub(super) async fn sheet(db: &Db, progress: impl FnMut(usize)) -> anyhow::Result<Vec<u8>> {
    let all = all(db, progress).await?;
    Ok(tokio::task::spawn_blocking(move || write_sheet(all)).await??)
}

/// Every listing as open data, as of one moment.
async fn package(db: &Db, progress: impl FnMut(usize)) -> anyhow::Result<Vec<u8>> {
    let city = city::load(db, "").await?.ok_or_else(|| anyhow::anyhow!("this database holds no city yet"))?;
    let all = all(db, progress).await?;
    Ok(tokio::task::spawn_blocking(move || hsds_file::write(all, &city)).await??)
}

/// Every listing, sorted by id, as of one moment.
async fn all(db: &Db, mut progress: impl FnMut(usize)) -> anyhow::Result<Vec<Listing>> {
    let mut tx = store::begin_reading(db).await?;
    let mut all: Vec<Listing> = Vec::new();
    loop {
        let more = listings::after_key(&mut tx, all.last().map_or("", |l| &l.key), AT_ONCE).await?;
        if more.is_empty() {
            break;
        }
        all.extend(more);
        progress(all.len());
    }
    tx.rollback().await?;
    Ok(all)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes beside the file, and takes its place once all is on the disk.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = folder(path).join(format!(".export-{}", Token::new().as_str()));
    let written = File::create_new(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // What was half written is of no use; that it cannot be taken away either changes nothing.
        let _ = fs::remove_file(&beside);
    }
    done
}
