//! Listings and matches as files: what goes in and out without a database.

mod cells;
mod listing_sheet;
mod match_files;
mod match_json;
mod round_files;
mod round_json;

use axum::Router;

pub use listing_sheet::{COLUMNS, SheetError, read_sheet};
pub use match_files::MatchFiles;
pub use round_files::{RoundFiles, round_answer};

/// `/desk/import`, `/desk/export` and below.
pub fn routes() -> Router {
    Router::new()
}
