//! People from here who take somebody along: they sign up in ninety seconds, say how often they may be asked, take a
//! break. Where they go and whom they take along stands in `along`, above the listings.

mod asking;
mod code;
mod join;
mod kinds;
mod languages;
mod local;
mod pause;
mod pitch;
mod regulars;
mod steps;
mod store;
mod time;
mod training;

use axum::{
    Router,
    routing::{get, post},
};

pub use asking::{Asking, Here, OWN_PATH};
pub use join::phone;
pub use local::{AsLocal, Begun, Local, Them};
pub use regulars::{
    Goes, Regular, does_not_know, go_no_more, go_to, goes_to, how_many_go, regulars_to_vouch_for, regulars_vouched_for,
    somebody_goes, take_word_back, vouch,
};
pub use steps::{
    AtTheDesk, Certificate, Standing, State, Stepped, activate, at_the_desk, certificate_seen, code_signed, looked_at,
    resume, stand, stop, talked_to, undo_step, waiting_for_a_step,
};
pub use store::{claim, forget_old_visits, insert, insert_many, locked, of_account, update, within};
pub use training::{
    LONGEST as LONGEST_TRAINING, Training, call_off as call_training_off, called_off as training_called_off,
    called_off_for as trainings_called_off_for, entries as training_entries, forget_old as forget_old_trainings,
    insert as insert_training, next as next_training, to_come as trainings,
};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/local", get(pitch::page))
        .route("/local/languages", get(languages::page).post(languages::submit))
        .route("/local/time", get(time::page).post(time::submit))
        .route("/local/join", get(join::page).post(join::submit))
        .route("/local/kinds", get(kinds::page).post(kinds::submit))
        .route("/local/pause", post(pause::submit))
        .route("/local/back", post(pause::undo))
        .route("/local/training/{id}/come", post(training::come))
        .route("/local/training/{id}/not-come", post(training::not_come))
        .route("/local/training/{id}/calendar.ics", get(training::file))
        .route("/local/code", get(code::page).post(code::submit))
}
