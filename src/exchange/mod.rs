//! Listings and matches as files: what goes in and out, by command and at the desk. Whatever a file is (a sheet, a
//! package of open data, a calendar), it becomes rows of the published sheet, and those go one way.

mod bring_in;
mod cells;
mod encoding;
mod export;
mod export_file;
mod fault;
mod guard;
mod headers;
mod hsds_file;
mod ical_event;
mod ical_file;
mod import;
mod import_file;
mod listing_sheet;
mod match_files;
mod match_json;
mod match_list;
mod match_people;
mod outcome;
mod plan;
mod preview;
mod report;
mod round_files;
mod round_json;
mod sheet;
mod source;
mod stop;
mod store;
mod undo;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

pub use export_file::{ExportFile, ExportFormat};
pub use fault::{Expected, Fault, Faults};
pub use headers::forget_old_headers;
pub use import::IMPORT_PATH;
pub use import_file::ImportFile;
pub use listing_sheet::{COLUMNS, read_sheet};
pub use match_files::MatchFiles;
pub use round_files::RoundFiles;
pub use source::{ImportFormat, Source, read_listings};
pub use stop::Stop;
pub use store::forget_old;
pub use undo::{forget_old_imports, take_away};

/// `/desk/import`, `/desk/export` and below.
pub fn routes() -> Router {
    Router::new()
        .route(import::IMPORT_PATH, get(import::page).post(import::submit))
        .route("/desk/import/template", get(export::template))
        .route("/desk/import/{id}", get(preview::page).post(preview::bring_in))
        .route("/desk/import/{id}/columns", get(headers::columns::page).post(headers::columns::submit))
        .route("/desk/imports/{id}/undo", post(undo::submit))
        .route("/desk/import/{id}/leave", post(preview::leave))
        .route("/desk/export", get(export::download))
        // The sheet has a limit of its own; forms of other rooms keep theirs (`app::observe`).
        .layer(DefaultBodyLimit::disable())
}
