//! The front page, and the pages that say who we are and what we do with what people tell us.

mod how_we_rank;
mod plain;
mod sample_letters;
mod welcome;

use axum::{Router, routing::get};

pub use welcome::page as welcome;

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/talk", get(plain::talk))
        .route("/privacy", get(plain::privacy))
        .route("/who-pays", get(plain::who_pays))
        .route("/how-we-rank", get(how_we_rank::page))
        .route("/accessibility", get(plain::accessibility))
        .route("/open-data", get(plain::open_data))
}

/// What only a sample city has.
pub fn sample_routes() -> Router {
    Router::new().route("/dev/letters", get(sample_letters::page))
}
