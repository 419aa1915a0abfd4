//! Listings at the desk: create, edit, publish, pause, close, with the history of every field.

mod act;
mod brief;
mod browse;
mod close;
mod confirm;
mod conflict;
mod corrections;
mod edit;
mod filters;
mod form;
mod history;
mod many;
mod merge;
mod new;
mod new_form;
mod options;
mod pause;
mod preview;
mod publish;
mod reading;
mod reopen;
mod restore;
mod save;
mod schedule_form;
mod silent;
mod store;
mod to_draft;
mod translated;
mod twins;
mod undo;
mod views;

use axum::{
    Router,
    routing::{get, post},
};

pub use browse::status_tag;
pub use many::forget_old_acts;
pub use new::{publish_new, repeats, speeches};
pub use new_form::{NewForm, Speech, Then, blank};
pub use options::{Choice, Group, interests as interest_groups};
pub use twins::forget_old_merges;
pub use undo::Undo;
pub use views::forget_removed_views;

/// `/desk/listings` and below.
pub fn routes() -> Router {
    Router::new()
        .merge(many::routes())
        .merge(twins::routes())
        .merge(views::routes())
        .route("/desk/listings", get(browse::page))
        .route("/desk/listings/new", get(new::page).post(new::submit))
        .route("/desk/corrections", get(corrections::page))
        .route("/desk/corrections/{id}/take", post(corrections::take))
        .route("/desk/corrections/{id}/leave", post(corrections::leave))
        .route("/desk/corrections/{id}/reopen", post(corrections::reopen))
        .route("/desk/listings/silent", get(silent::page))
        .route("/desk/listings/{id}", get(edit::page).post(edit::submit))
        .route("/desk/listings/{id}/preview", get(preview::page).post(preview::typed))
        .route("/desk/listings/{id}/confirm", post(confirm::submit))
        .route("/desk/listings/{id}/translated", post(translated::submit))
        .route("/desk/listings/{id}/ask-again", post(silent::ask_again))
        .route("/desk/listings/{id}/publish", post(publish::submit))
        .route("/desk/listings/{id}/pause", post(pause::submit))
        .route("/desk/listings/{id}/reopen", post(reopen::submit))
        .route("/desk/listings/{id}/draft", post(to_draft::submit))
        .route("/desk/listings/{id}/close", get(close::page).post(close::submit))
        .route("/desk/listings/{id}/history", get(history::page))
        .route("/desk/listings/{id}/restore", post(restore::submit))
}
