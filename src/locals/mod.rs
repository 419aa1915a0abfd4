//! People from here who take somebody along: they sign up, say where they go and how often they may be asked.

mod store;

use axum::Router;

pub use store::{insert, insert_many};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
