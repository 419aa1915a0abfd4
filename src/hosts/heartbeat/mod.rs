//! The heartbeat of a listing: every eight weeks whoever answers for it is asked whether it is still on, in one letter
//! for all of their groups. They answer by its link, without an account; whoever stays silent is called by the desk.

mod answer;
mod ask;
mod change;
mod letter;
mod silent;
mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use ask::{ask_still_on, ask_this_one};
pub use silent::{SILENT_COUNTED, Silent, silent};
pub use store::{forget_of as forget_heartbeats_of, forget_old as forget_old_heartbeats};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/still-on/{token}", get(answer::page).post(answer::submit))
        .route("/still-on/{token}/{id}", get(change::page).post(change::submit))
        .route("/still-on/{token}/{id}/stopped", post(answer::stopped))
        .route("/still-on/{token}/{id}/back", post(answer::back))
}
