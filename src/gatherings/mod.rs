//! A few people brought together once: three newcomers at the same level of Dutch, or two groups by their hosts.
//! Each gets a letter; all have seven days; it takes place once two said yes. Those who said yes read each other's first
//! name, where and when. Nobody sees a refusal.

mod answer;
mod at_desk;
mod calendar;
mod gathering;
mod leave;
mod letters;
mod other;
mod parts;
mod store;
mod who_comes;
mod whole;

use axum::{
    Router,
    routing::{get, post},
};

pub use at_desk::{
    Proposal, Refused, Told, hosted, in_a_trio, places_of_trios, propose, see_to, take_back, told, wait_again, waiting,
};
pub use calendar::entries as calendar_entries;
pub use gathering::{DAYS, Kind, Seen, State};
pub use leave::leave;
pub use other::{call_off, the_other};
pub use parts::{Part, of as of_person};
pub use store::{end_what_is_over, forget_old};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/gatherings/{token}", get(answer::page).post(answer::submit))
        .route("/gathering/{id}", get(who_comes::page))
        .route("/gathering/{id}/answer", post(who_comes::submit))
        .route("/gathering/{id}/cannot", post(leave::cannot))
        .route("/gathering/{id}/calendar.ics", get(calendar::file))
}
