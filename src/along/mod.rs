//! "Take me along": a newcomer asks, a local who goes there says yes, both get place and time. Where a local
//! goes stands here too, for it needs the listings; their own page stands in `me`.

mod after;
mod answer;
mod ask;
mod asked;
mod day;
mod find;
mod going;
mod leave;
mod letters;
mod part;
mod pass_on;
mod places;
mod store;
mod take_back;
mod together;
mod waiting;
mod went;
mod withdraw;

use axum::{
    Router,
    routing::{get, post},
};

pub use asked::{Asked, Party};
pub use day::evening_and_morning;
pub use find::{ask_as_sample, go_as_sample};
pub use going::{Going, Seen, State};
pub use leave::leave;
pub use letters::{Sender, moment};
pub use part::{Other, ask_others, call_off, end_between, the_other};
pub use pass_on::pass_on;
pub use store::{forget_old, hers, made_possible, of_local};
pub use together::entries as calendar_entries;
pub use waiting::{Stands, Told, Waiting, asked_by, of_person, see_to, wait_again, waiting};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/listings/{id}/along", get(ask::page).post(ask::submit))
        .route("/along/{token}", get(answer::page).post(answer::submit))
        .route("/after/{token}", get(after::page).post(after::submit))
        .route("/going/{id}", get(together::page))
        .route("/going/{id}/calendar.ics", get(together::file))
        .route("/going/{id}/answer", post(answer::on_own_page))
        .route("/going/{id}/take-back", post(take_back::submit))
        .route("/going/{id}/withdraw", post(withdraw::submit))
        .route("/going/{id}/went", post(went::submit))
        .route("/local/where", get(places::page).post(places::submit))
        .route("/local/where/{id}/leave", post(places::leave))
        .route("/local/where/{id}/again", post(places::again))
}
