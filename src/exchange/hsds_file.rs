//! Packages of open data as rows of the sheet, and listings as a package.

use super::{
    fault::{Expected, Fault, Faults},
    guard::guarded,
    listing_sheet::{COLUMNS, is_words},
    sheet::Raw,
    stop::{MOST_BYTES, Stop, open},
};
use crate::{
    city::City,
    hsds::{Given, Package, Service, Trouble},
    listings::Listing,
};
use std::{io::Read, path::Path};

/// The services of a package, JSON or zipped. `most`: how many bytes may be in a zip, unpacked.
///
/// # Errors
/// The first field that is wrong.
pub(super) fn rows(bytes: &[u8], most: u64) -> Result<Vec<Raw>, Faults> {
    told(Package::read(bytes, most))
}

/// The same from a folder.
///
/// # Errors
/// That it cannot be read; or, within, the first field that is wrong.
pub(super) fn rows_of_folder(folder: &Path) -> Result<Result<Vec<Raw>, Faults>, Stop> {
    let unreadable = |e| Stop::wrong(folder, format!("{e}: expected a folder that can be read"));
    let (mut files, mut left) = (Vec::new(), MOST_BYTES);
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !Package::wants(&name) || !path.is_file() {
            continue;
        }
        let mut bytes = Vec::new();
        open(&path)?.read_to_end(&mut bytes).map_err(unreadable)?;
        left = left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| Stop::wrong(folder, "expected at most 256 MiB in all"))?;
        files.push((name, bytes));
    }
    Ok(told(Package::of_files(files)))
}

/// Whether these bytes are a zip with a package in it: a workbook is a zip too.
pub(super) fn is_zip_of_it(bytes: &[u8]) -> bool {
    Package::is_zip_of_it(bytes)
}

fn told(package: Result<Vec<Given>, Trouble>) -> Result<Vec<Raw>, Faults> {
    match package {
        Ok(all) => Ok(all.iter().map(row).collect()),
        Err(trouble) => {
            let field = Some(trouble.field.as_str()).filter(|field| !field.is_empty());
            Err(Faults(vec![Fault::new(trouble.line, field, &trouble.found, Expected::this(trouble.expected))]))
        }
    }
}

fn row(given: &Given) -> Raw {
    let (mut said, is_ours) = given.cells();
    let cell = |column: &&'static str| match said.remove(*column) {
        Some(cell) => Some(guarded(&cell, is_words(column)).into_owned()),
        None if is_ours && !Given::is_never_said(column) => Some(String::new()),
        None => None,
    };
    Raw { line: given.line, cells: COLUMNS.iter().map(cell).collect(), id: given.id(), calls_off: false, seen: None }
}

/// Listings as a list of services, one a line, in the order they come in.
///
/// # Errors
/// Those of the writer: none, in memory.
pub(super) fn write(listings: Vec<Listing>, city: &City) -> serde_json::Result<Vec<u8>> {
    let mut bytes = b"[".to_vec();
    for (n, listing) in listings.iter().enumerate() {
        bytes.extend_from_slice(if n > 0 { b",\n" } else { b"\n" });
        serde_json::to_writer(&mut bytes, &Service::of(listing, city))?;
    }
    bytes.extend_from_slice(if listings.is_empty() { b"]\n" } else { b"\n]\n" });
    Ok(bytes)
}
