//! Sheets to download at the desk: all listings, and an empty one to begin with.

use super::{export_file::sheet, listing_sheet::COLUMNS};
use crate::{
    auth::{AsSocialWorker, Visit},
    platform::db::Db,
    web::Error,
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// Without it Excel takes UTF-8 for its own code page and "café" becomes "cafÃ©"; our reader passes over it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A row to show how it is done; whoever brings it in gets a draft.
const EXAMPLE: [(&str, &str); 19] = [
    ("id", "example-choir"),
    ("kind", "club"),
    ("title_en", "Choir on Tuesday"),
    ("title_nl", "Koor op dinsdag"),
    ("summary_en", "We sing together. You do not need to read music."),
    ("summary_nl", "We zingen samen. Noten lezen hoeft niet."),
    ("domains", "culture;social"),
    ("languages", "nl;en"),
    ("dutch_needed", "A2"),
    ("english_ok", "yes"),
    ("audience", "everyone"),
    ("cost_eur", "7.50"),
    ("cost_per", "session"),
    ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
    ("first_date", "2026-09-01"),
    ("starts", "20:00"),
    ("ends", "22:00"),
    ("postcode", "5611"),
    ("status", "draft"),
];

/// `GET /desk/export`
pub async fn download(v: Visit, AsSocialWorker(_): AsSocialWorker, db: Db) -> Result<Response, Error> {
    Ok(attached(&format!("buurten-{}.csv", v.today()), &sheet(&db, |_| {}).await.map_err(Error::Unexpected)?))
}

/// `GET /desk/import/template`
pub async fn template(AsSocialWorker(_): AsSocialWorker) -> Result<Response, Error> {
    let cell = |column: &&str| EXAMPLE.iter().find(|(c, _)| c == column).map_or("", |(_, cell)| *cell);
    let rows = [COLUMNS.join(","), COLUMNS.iter().map(cell).collect::<Vec<_>>().join(",")];
    Ok(attached("buurten-template.csv", format!("{}\r\n", rows.join("\r\n")).as_bytes()))
}

fn attached(name: &str, sheet: &[u8]) -> Response {
    let mut response = [BYTE_ORDER_MARK, sheet].concat().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(how) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, how);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
