//! "I would like to go": she asks, the host answers by one tap, her page changes.

mod answer;
mod asking;
mod go;
mod letters;
mod places;
mod remind;
mod request;
mod responsiveness;
mod store;
mod waiting;
mod went;
mod withdraw;

use axum::{
    Router,
    routing::{get, post},
};

pub use asking::{Asking, answer, asking};
pub use places::give_back_hers;
pub use remind::{ask_again, remind};
pub use request::{Answer, Request, Seen, State};
pub use responsiveness::look_who_answers;
pub use store::{forget_old, hers, insert};
pub use waiting::{Told, Waiting, asked_by, of_person, see_to, wait_again, waiting};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/listings/{id}/go", get(go::page).post(go::submit))
        .route("/requests/{id}/withdraw", post(withdraw::submit))
        .route("/requests/{id}/went", post(went::submit))
        .route("/answer/{token}", get(answer::page).post(answer::submit))
}
