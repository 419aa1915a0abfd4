//! A sheet at the desk: choose it, and it is read. The file is not kept; its rows wait an hour for a yes.

use super::{
    encoding,
    fault::{Expected, Fault, Faults},
    headers::MOST_COLUMNS,
    listing_sheet::COLUMNS,
    plan::seen,
    sheet::{Columns, Raw, of_others},
    source::{ImportFormat, MOST_UNPACKED, Source},
    store::{self, Waits},
    undo::{Imported, lately},
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::text::Slip,
    listings,
    platform::db::Db,
    web::{Error, Slips, see, show, show_again},
};
use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field},
    response::Response,
};
use uuid::Uuid;

/// The address of the page.
pub const IMPORT_PATH: &str = "/desk/import";

/// The largest sheet, in bytes.
const LARGEST: usize = 5 << 20;
/// So much more of one that is too large is taken in and thrown away, so that its sender is told.
const DRAINED: usize = 4 * LARGEST;
/// More rows are for the command line.
const MOST_ROWS: usize = 20_000;
/// The field of the form.
const FIELD: &str = "sheet";

#[derive(Template)]
#[template(path = "exchange/import.html")]
struct ImportPage {
    v: Visit,
    slips: Slips,
    /// What is wrong with the file or its header row.
    faults: Vec<Fault>,
    /// What came in lately and can be undone.
    lately: Vec<Imported>,
}

/// `GET /desk/import`
pub async fn page(v: Visit, AsSocialWorker(_): AsSocialWorker, db: Db) -> Result<Response, Error> {
    show(&ImportPage { v, slips: Slips::default(), faults: Vec::new(), lately: lately(&db).await? })
}

/// `POST /desk/import`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    request: Request,
) -> Result<Response, Error> {
    let again = |slip: Slip, faults: Vec<Fault>| {
        let mut slips = Slips::default();
        slips.add(FIELD, slip);
        show_again(&ImportPage { v: v.clone(), slips, faults, lately: Vec::new() })
    };
    // Nobody's bytes are read before we know that they are of the desk.
    let form = Multipart::from_request(request, &()).await.map_err(|_| Error::Unreadable)?;
    let bytes = match the_sheet(form).await? {
        Upload::Sheet(bytes) if bytes.is_empty() => return again(Slip::NotThis("slip-sheet-none"), Vec::new()),
        Upload::Sheet(bytes) => bytes,
        Upload::TooLarge => return again(Slip::NotThis("slip-sheet-large"), Vec::new()),
    };
    let read = tokio::task::spawn_blocking(move || read(&bytes)).await.map_err(Error::unexpected)?;
    let (columns, rows) = match read {
        Ok(Read::Ours(columns, rows)) => (columns, rows),
        // Somebody says first which of its columns is what.
        Ok(Read::Theirs(headers, rows)) => {
            let id = store::insert(&db, who.account, Waits::ForColumns(&headers), &rows).await?;
            return Ok(see(&format!("{IMPORT_PATH}/{id}/columns")));
        }
        Err(faults) => return again(Slip::NotThis("slip-sheet-unreadable"), faults.0),
    };
    let id = wait(&db, who.account, &columns, rows).await?;
    Ok(see(&format!("{IMPORT_PATH}/{id}")))
}

/// Lets rows wait for a yes, each with what it is compared with; the name of the sheet.
pub(super) async fn wait(db: &Db, account: Uuid, columns: &Columns, mut rows: Vec<Raw>) -> Result<Uuid, Error> {
    let keys = super::bring_in::keys_of(columns, &rows);
    let known = listings::of_keys(&mut *db.acquire().await?, &keys).await?;
    for raw in &mut rows {
        let key = super::listing_sheet::key(columns, raw);
        raw.seen = Some(seen(known.get(&key).map(|(now, _)| now)));
    }
    Ok(store::insert(db, account, Waits::ForYes(columns), &rows).await?)
}

/// What was read.
enum Read {
    /// Our own columns.
    Ours(Columns, Vec<Raw>),
    /// The headers of others.
    Theirs(Vec<String>, Vec<Raw>),
}

fn read(bytes: &[u8]) -> Result<Read, Faults> {
    let format = ImportFormat::of(bytes);
    let source = Source::of(format, bytes, MOST_UNPACKED)?;
    let sheet = match source.rows() {
        Ok(sheet) => sheet,
        Err(faults) => {
            let theirs =
                if format == ImportFormat::Csv { of_others(&encoding::text(bytes)?, MOST_COLUMNS) } else { None };
            let theirs = theirs.filter(|(_, rows)| (1..=MOST_ROWS).contains(&rows.len()));
            return theirs.map(|(headers, rows)| Read::Theirs(headers, rows)).ok_or(faults);
        }
    };
    let rows: Vec<Raw> = sheet.rows.take(MOST_ROWS + 1).collect();
    let wrong = |line, expected| Err(Faults(vec![Fault::new(line, None, "", expected)]));
    match rows.last() {
        None => wrong(2, Expected::this("rows")),
        Some(last) if rows.len() > MOST_ROWS => wrong(last.line, Expected::at_most("rows-fewer", MOST_ROWS)),
        Some(_) => Ok(Read::Ours(sheet.columns, rows)),
    }
}

/// What was sent.
enum Upload {
    Sheet(Vec<u8>),
    TooLarge,
}

/// The one file of the form.
async fn the_sheet(mut form: Multipart) -> Result<Upload, Error> {
    let mut found = None;
    while let Some(field) = form.next_field().await.map_err(|_| Error::Unreadable)? {
        if field.name() != Some(FIELD) || found.is_some() {
            return Err(Error::Unreadable);
        }
        found = Some(taken_in(field).await?);
    }
    Ok(found.unwrap_or(Upload::Sheet(Vec::new())))
}

async fn taken_in(mut field: Field<'_>) -> Result<Upload, Error> {
    let (mut bytes, mut beyond) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(|_| Error::Unreadable)? {
        if bytes.len() + chunk.len() <= LARGEST && beyond == 0 {
            bytes.extend_from_slice(&chunk);
            continue;
        }
        beyond += chunk.len();
        if beyond > DRAINED {
            return Err(Error::Unreadable);
        }
    }
    Ok(if beyond == 0 { Upload::Sheet(bytes) } else { Upload::TooLarge })
}

impl ImportPage {
    /// The columns a sheet can have.
    fn columns(&self) -> String {
        COLUMNS.join(", ")
    }
}
