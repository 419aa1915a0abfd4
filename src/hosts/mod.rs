//! Those who host a listing: they claim it, keep it true, answer who asks, and vouch for their own people.

mod store;

use axum::Router;

pub use store::insert;

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
