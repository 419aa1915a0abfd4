//! A person's own page: what is theirs, who looked at it, and taking it out or away.

use axum::Router;

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
