//! People from here who take somebody along: they sign up, say where they go and how often they may be asked.

mod local;
mod regulars;
mod steps;
mod store;

use axum::Router;

pub use local::Local;
pub use regulars::{
    Goes, Regular, does_not_know, goes_to, regulars_to_vouch_for, regulars_vouched_for, somebody_goes, take_word_back,
    vouch,
};
pub use steps::{
    AtTheDesk, Certificate, State, Stepped, activate, at_the_desk, certificate_seen, code_signed, looked_at, resume,
    stop, talked_to, undo_step, waiting_for_a_step,
};
pub use store::{insert, insert_many, of_account};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
