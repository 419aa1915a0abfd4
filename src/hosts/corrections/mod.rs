//! Corrections: anybody may say what is not right on a listing's page. Each thing they say waits for a yes, field by
//! field: of the desk, or of whoever hosts the group. Nothing of whoever said it is kept.

mod by_host;
mod look;
mod propose;
mod proposed;
mod store;

use crate::web::network::Share;
use axum::{
    Extension, Router,
    routing::{get, post},
};

pub use look::{Look, look, looked_at};
pub use proposed::{Proposed, open, open_of};
pub use store::{count_open, forget_old as forget_old_corrections};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/listings/{id}/correct", get(propose::page).post(propose::submit))
        .route("/listings/{id}/gone", post(propose::gone))
        .route("/host/corrections/{id}/take", post(by_host::take))
        .route("/host/corrections/{id}/leave", post(by_host::leave))
        .route("/host/corrections/{id}/reopen", post(by_host::reopen))
        .layer(Extension(Share::new(propose::MOST_AN_HOUR)))
}
