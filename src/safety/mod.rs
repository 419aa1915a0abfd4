//! Safe: to meet somebody no more, and to tell a named person that something is wrong. A block is instant and silent:
//! nothing that the blocked person sees says so. Whoever is reported meets nobody new until somebody has looked.

mod at_desk;
mod between;
mod block;
mod letters;
mod mine;
mod part;
mod report;
mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use at_desk::{
    Answer, Told, Waiting, about, answer, blocked_pairs, kept_apart_from, looked_at, meets_nobody_new, open_about,
    waiting,
};
pub use part::part;
pub use report::{Cause, Outcome};
pub use store::{forget_old, tell};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/meet/{id}/block", get(block::page).post(block::submit))
        .route("/meet/{id}/report", get(report::page).post(report::submit))
        .route("/going/{id}/block", get(block::page).post(block::submit))
        .route("/going/{id}/report", get(report::page).post(report::submit))
        .route("/together/{id}/block", get(block::page).post(block::submit))
        .route("/together/{id}/report", get(report::page).post(report::submit))
        .route("/gathering/{id}/with/{who}/block", get(block::page).post(block::submit))
        .route("/gathering/{id}/with/{who}/report", get(report::page).post(report::submit))
        .route("/between/{id}/block", get(block::page).post(block::submit))
        .route("/between/{id}/report", get(report::page).post(report::submit))
        .route("/me/safety", get(mine::page))
        .route("/me/safety/{id}/unblock", post(mine::unblock))
}
