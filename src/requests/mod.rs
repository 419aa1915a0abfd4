//! "I would like to go": she asks, the host answers by one tap, her page changes.

mod answer;
mod asking;
mod go;
mod letters;
mod me;
mod places;
mod request;
mod store;
mod waiting;
mod week;
mod went;
mod withdraw;

use axum::{
    Router,
    routing::{get, post},
};

pub use asking::{Asking, answer, asking};
pub use request::{Answer, State};
pub use store::{forget_old, insert};
pub use waiting::{Told, Waiting, asked_by, of_person, see_to, wait_again, waiting};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/listings/{id}/go", get(go::page).post(go::submit))
        .route("/requests/{id}/withdraw", post(withdraw::submit))
        .route("/requests/{id}/went", post(went::submit))
        .route("/answer/{token}", get(answer::page).post(answer::submit))
        .route("/me", get(me::page))
        .route("/week", get(week::page))
        .route("/week/calendar.ics", get(week::calendar))
}
