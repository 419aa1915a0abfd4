//! Those who host a listing: they claim it, keep it true, answer who asks, and vouch for their own people.

mod answer;
mod ask_to_vouch;
mod claim;
mod corrections;
mod edit;
mod fields;
mod form;
mod front;
mod heartbeat;
mod host;
mod letters;
mod still_on;
mod store;
mod times;
mod vouch;

use axum::{
    Router,
    routing::{get, post},
};

pub use ask_to_vouch::ask_to_vouch;
pub use claim::invite;
pub use corrections::{
    Look, Proposed, count_open as count_corrections, forget_old_corrections, look as look_at_correction,
    looked_at as correction_looked_at, open as open_corrections,
};
pub use heartbeat::{
    SILENT_COUNTED, Silent, ask_still_on, ask_this_one, forget_heartbeats_of, forget_old_heartbeats, silent,
};
pub use host::{AsHost, Hosted};
pub use store::{forget_claims_of, forget_old_claims, has_host, host_no_more, insert};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .merge(heartbeat::routes())
        .merge(corrections::routes())
        .route("/listings/{id}/claim", post(claim::ask))
        .route("/claim/{token}", get(claim::page).post(claim::submit))
        .route("/host", get(front::page))
        .route("/host/requests/{id}", post(answer::submit))
        .route("/host/listings/{id}", get(edit::page).post(edit::submit))
        .route("/host/listings/{id}/still-on", post(still_on::submit))
        .route("/host/listings/{id}/pause", post(still_on::pause))
        .route("/host/listings/{id}/back", post(still_on::back))
        .route("/host/listings/{id}/undo", post(still_on::undo))
        .route("/host/listings/{id}/vouch", post(vouch::submit))
}
