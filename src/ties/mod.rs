//! What grows out of an introduction, of going along or of something begun together: introduced, met, again, regular, or
//! ended. Both are asked after it for a year, by letter and by turns; either can say it on their own page. Neither ever
//! reads what the other said: the furthest that either says is how far it has come, and whoever does not want to meet
//! any more is believed at once. Of one conversation (a coffee, a question) each is asked once; it goes on for who says
//! that they meet again.

mod answer;
mod asking;
mod at_desk;
mod begin;
mod letters;
mod part;
mod store;
mod tie;
mod two;

use axum::{
    Router,
    routing::{get, post},
};

pub use asking::ask_what_is_due;
pub use at_desk::{Told, Waiting, end, of_person, see_to, two_of, wait_again, waiting};
pub use begin::{Origin, begin, plan, went_together};
pub use part::{Part, Small, parts, small};
pub use store::{end_between, forget_old};
pub use tie::{Answer, Party, Reason, Side, State, Step, Tie};
pub use two::{between, seen_by, the_other};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/ties/{token}", get(answer::page).post(answer::submit))
        .route("/ties/{token}/look", post(answer::look))
        .route("/between/{id}", get(answer::own_page).post(answer::submit_on_own_page))
        .route("/between/{id}/look", post(answer::look_from_own_page))
}
