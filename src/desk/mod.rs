//! The desk: what needs a look first, the people who wait, and notes about them.

mod front;
mod language;

use axum::{
    Router,
    routing::{get, post},
};

/// `/desk` and below.
pub fn routes() -> Router {
    Router::new().route("/desk", get(front::page)).route("/desk/language", post(language::submit))
}
