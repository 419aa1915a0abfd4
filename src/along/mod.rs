//! "Take me along": a newcomer asks, a local who goes there says yes, both get place and time.

mod waiting;

use axum::Router;

pub use waiting::{Stands, Told, Waiting, asked_by, of_person, see_to, wait_again, waiting};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
