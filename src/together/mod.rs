//! "Start something together": a newcomer proposes something to do; locals are asked one after the other, within what
//! they chose and can; one yes and a look of the desk make it a listing that two neighbours host. Nobody sees a refusal,
//! and before a yes a local reads what and when, not who.

mod answer;
mod at_desk;
mod end;
mod facts;
mod find;
mod form;
mod letters;
mod other;
mod page;
mod parts;
mod pass_on;
mod proposal;
mod propose;
mod store;

use axum::{
    Router,
    routing::{get, post},
};

pub use at_desk::{Waiting, Waits, waiting};
pub use end::{end_between, forget_old, leave};
pub use other::the_other;
pub use parts::{Part, Question, asked_of, of_newcomer, shared_with};
pub use pass_on::pass_on;

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/together", get(propose::page).post(propose::submit))
        .route("/together/{id}", get(page::page))
        .route("/together/{id}/take-back", post(page::take_back))
        .route("/together/{id}/undo", post(page::undo))
        .route("/together/{id}/step-back", post(page::step_back))
        .route("/together/{id}/answer", post(answer::on_own_page))
        .route("/co-host/{token}", get(answer::page).post(answer::submit))
}

/// `/desk/together` and below.
pub fn desk_routes() -> Router {
    Router::new()
        .route("/desk/together/{id}", get(at_desk::page).post(at_desk::submit))
        .route("/desk/together/{id}/talk-first", post(at_desk::talk_first))
        .route("/desk/together/{id}/not-now", post(at_desk::not_now))
        .route("/desk/together/{id}/seen-to", post(at_desk::seen_to))
        .route("/desk/together/{id}/undo", post(at_desk::undo))
}
