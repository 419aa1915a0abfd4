//! "Take me along": a newcomer asks, a local who goes there says yes, both get place and time. What of a local's own
//! pages needs the listings stands here too: where they go, who asks, whom they take along.

mod answer;
mod ask;
mod asked;
mod find;
mod going;
mod leave;
mod letters;
mod own_page;
mod pass_on;
mod places;
mod store;
mod take_back;
mod waiting;
mod went;
mod withdraw;

use axum::{
    Router,
    routing::{get, post},
};

pub use find::ask_as_sample;
pub use going::{Going, Seen};
pub use leave::leave;
pub use letters::Sender;
pub use pass_on::pass_on;
pub use store::{forget_old, hers};
pub use waiting::{Stands, Told, Waiting, asked_by, of_person, see_to, wait_again, waiting};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/listings/{id}/along", get(ask::page).post(ask::submit))
        .route("/along/{token}", get(answer::page).post(answer::submit))
        .route("/going/{id}/answer", post(answer::on_own_page))
        .route("/going/{id}/take-back", post(take_back::submit))
        .route("/going/{id}/withdraw", post(withdraw::submit))
        .route("/going/{id}/went", post(went::submit))
        .route("/local/me", get(own_page::page))
        .route("/local/where", get(places::page).post(places::submit))
        .route("/local/where/{id}/leave", post(places::leave))
        .route("/local/where/{id}/again", post(places::again))
}
