//! "Take me along": a newcomer asks, a local who goes there says yes, both get place and time.

use axum::Router;

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
