//! What listings are brought in from, as rows of the published sheet: a sheet, a package of open data, a calendar.

use super::{
    encoding,
    fault::{Expected, Fault, Faults},
    hsds_file, ical_file,
    listing_sheet::read_rows,
    sheet::{Columns, Raw, Sheet},
    stop::{MOST_BYTES, Stop, open},
};
use crate::listings::Listing;
use std::{io::Read, path::Path};

/// So much of a zip at the desk, unpacked.
pub(super) const MOST_UNPACKED: u64 = 20 << 20;

/// Reads a file as the desk does, of whatever format: each row as a listing, or all that is wrong with it.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read_listings(format: ImportFormat, bytes: &[u8]) -> Result<Vec<Result<Listing, Faults>>, Faults> {
    let source = Source::of(format, bytes, MOST_UNPACKED)?;
    let Rows { columns, rows, .. } = source.rows()?;
    Ok(read_rows(&columns, rows))
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

impl ImportFormat {
    /// What these bytes look like: a sheet, unless they begin as something else does.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        match text.first() {
            Some(b'{' | b'[') => Self::Hsds,
            _ if hsds_file::is_zip_of_it(bytes) => Self::Hsds,
            _ if begins(b"BEGIN:VCALENDAR") => Self::Ical,
            _ => Self::Csv,
        }
    }
}

/// A file that was read.
pub struct Source(What);

enum What {
    Sheet(String),
    Rows(Vec<Raw>),
}

/// Its rows.
pub(super) struct Rows<'s> {
    pub columns: Columns,
    /// The last line there is.
    pub last: usize,
    pub rows: Box<dyn Iterator<Item = Raw> + Send + 's>,
}

impl Source {
    /// Reads a file by its bytes. `most`: how many of them a zip may hold, unpacked.
    ///
    /// # Errors
    /// What is wrong with the file as a whole.
    pub(super) fn of(format: ImportFormat, bytes: &[u8], most: u64) -> Result<Self, Faults> {
        Ok(Self(match format {
            ImportFormat::Csv => What::Sheet(encoding::text(bytes)?.into_owned()),
            ImportFormat::Hsds => What::Rows(hsds_file::rows(bytes, most)?),
            ImportFormat::Ical => What::Rows(ical_file::rows(&encoding::text(bytes)?)?),
        }))
    }

    /// Reads a file by its path; a package may be a folder too.
    ///
    /// # Errors
    /// That it cannot be read; or, within, what is wrong with it.
    pub(super) fn of_path(format: ImportFormat, path: &Path) -> Result<Result<Self, Faults>, Stop> {
        if format == ImportFormat::Hsds && path.is_dir() {
            return Ok(hsds_file::rows_of_folder(path)?.map(|rows| Self(What::Rows(rows))));
        }
        let mut bytes = Vec::new();
        open(path)?
            .read_to_end(&mut bytes)
            .map_err(|e| Stop::wrong(path, format!("{e}: expected a file that can be read")))?;
        Ok(Self::of(format, &bytes, MOST_BYTES))
    }

    /// Its rows, from the first on.
    ///
    /// # Errors
    /// What is wrong with the header row of a sheet, and that there is nothing in a package or a calendar.
    pub(super) fn rows(&self) -> Result<Rows<'_>, Faults> {
        match &self.0 {
            What::Sheet(text) => {
                let sheet = Sheet::open(text)?;
                Ok(Rows { columns: sheet.columns.clone(), last: text.lines().count(), rows: Box::new(sheet) })
            }
            What::Rows(rows) => match rows.last() {
                None => Err(Faults(vec![Fault::new(1, None, "", Expected::this("something"))])),
                Some(last) => Ok(Rows {
                    columns: Columns::all(),
                    last: usize::try_from(last.line).unwrap_or(usize::MAX),
                    rows: Box::new(rows.iter().cloned()),
                }),
            },
        }
    }
}
