//! An intake on the telephone: somebody of the desk types what a newcomer says, and reads her what she could do this
//! week. It is hers only once she says so herself, by the link of her letter; until then nobody of the desk reads it
//! again, and after 14 days it is forgotten. Whether an address has an account the desk does not learn.

mod confirm;
mod letters;
mod store;
mod write;

use axum::{
    Router,
    routing::{get, post},
};

pub use store::{forget_of, forget_old};

/// Where it is typed.
const PATH: &str = "/desk/intake";

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/by-phone/{token}", get(confirm::page).post(confirm::submit))
        .route("/by-phone/{token}/forget", post(confirm::forget))
}

/// `/desk` and below.
pub fn desk_routes() -> Router {
    Router::new()
        .route("/desk/intake", get(write::page).post(write::submit))
        .route("/desk/intake/{id}", get(write::fits))
        .route("/desk/intake/{id}/change", get(write::change))
        .route("/desk/intake/{id}/take-back", post(write::take_back))
}
