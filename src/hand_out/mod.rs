//! Paper to hand out: a poster, a sheet of this week, and cards for a reception, a school or an HR desk. Each has a code
//! that leads to what it is about. Nobody is named on paper but the city's own person to call.

mod asked;
mod at;
mod cards;
mod choose;
mod paper;
mod poster;
mod week;

use axum::{Router, routing::get};

pub use paper::Paper;

/// Below the language prefix: where the codes lead.
pub fn public_routes() -> Router {
    Router::new().route("/at/{what}", get(at::page))
}

/// `/desk/hand-out` and below.
pub fn routes() -> Router {
    Router::new()
        .route("/desk/hand-out", get(choose::page))
        .route("/desk/hand-out/poster", get(poster::page))
        .route("/desk/hand-out/week", get(week::page))
        .route("/desk/hand-out/cards", get(cards::page))
}
