//! Nobody waits without a next step: one thing to do this week within two days after joining, then at least one every
//! 14 days, also when no local is free and nothing fits perfectly. What she does on her own counts; nobody is nagged.

mod answer;
mod choose;
mod give;
mod measured;
mod panel;
mod step;
mod store;

use axum::{Router, routing::post};

pub use give::give_what_is_due;
pub use measured::{Measured, Without, measured, without};
pub use panel::{Panel, for_her};
pub use step::{Kind, Step};
pub use store::{forget_old, open_step};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/me/step/{id}/went", post(answer::went))
        .route("/me/step/{id}/something-else", post(answer::something_else))
        .route("/me/step/{id}/back", post(answer::back))
}
