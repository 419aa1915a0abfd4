//! Two people introduced to each other by the desk. She answers first, then the local; seven days each; nobody sees a
//! refusal, and nothing either sees changes before the days are over. Both yes: one page for the two, and a tie begins.

mod answer;
mod at_desk;
mod calendar;
mod cards;
mod dates;
mod group;
mod introduction;
mod leave;
mod letters;
mod meet;
mod other;
mod pair;
mod parts;
mod store;
mod wishes;

use axum::{
    Router,
    routing::{get, post},
};

pub use at_desk::{
    Apart, Before, Proposal, Refused, Told, letter_leaves, lock, met_before, of_newcomer, of_person, places_of,
    propose, proposed_to, see_to, take_back, unpropose, wait_again, waiting,
};
pub use calendar::entries as calendar_entries;
pub use dates::{name as name_of_date, slots, spread, ticked, to_propose};
pub use group::{Group, group_of, groups_of};
pub use introduction::{Answer, DAYS, Seen, Side, Stands, State};
pub use leave::leave;
pub use letters::Sender;
pub use meet::One;
pub use other::{call_off, call_off_between, the_other};
pub use pair::{Introduction, Party, Why};
pub use parts::{Part, asked_now, for_her, for_them};
pub use store::{end_between, end_what_is_over, forget_old};
pub use wishes::{
    Waits as WishWaits, Wish, forget_old_wishes, fulfil, of_newcomer as wishes_of_newcomer, wishes_of, wishes_waiting,
};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .merge(wishes::routes())
        .merge(group::routes())
        .route("/introductions/{token}", get(answer::page).post(answer::submit))
        .route("/meet/{id}", get(meet::page))
        .route("/meet/{id}/answer", post(meet::submit))
        .route("/meet/{id}/date", post(meet::date))
        .route("/meet/{id}/phone", post(meet::phone))
        .route("/meet/{id}/calendar.ics", get(calendar::file))
}
