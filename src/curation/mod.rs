//! Listings at the desk: create, edit, publish, pause, close, with the history of every field.

use axum::Router;

/// `/desk` and below.
pub fn routes() -> Router {
    Router::new()
}
