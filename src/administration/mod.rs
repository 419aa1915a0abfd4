//! Who works at the desk, in which team, and what the pages say of the city.

use axum::Router;

/// `/desk` and below.
pub fn routes() -> Router {
    Router::new()
}
