//! The desk: what needs a look first, the people who wait, and notes about them. Lists name nobody; a person's page
//! opens for whoever says why, and every look is a line in the logbook.

mod beyond;
mod caseload;
mod front;
mod gaps;
mod gather;
mod introduce;
mod introduced;
mod language;
mod letters;
mod line;
mod locals_for;
mod look;
mod message;
mod monday;
mod note;
mod notes;
mod people;
mod person;
mod report;
mod round;
mod safe;
mod seen_to;
mod shelves;
mod steps;
mod store;
mod ties;
mod told;
mod town;
mod training;
mod trios;
mod waiting;
mod window;

use axum::{
    Router,
    routing::{get, post},
};

pub use gaps::{count_the_week, forget_old as forget_old_calls, public_routes};
pub use round::forget_old as forget_old_rounds;
pub use store::forget_old_notes;

/// `/desk` and below.
pub fn routes() -> Router {
    Router::new()
        .route("/desk", get(front::page))
        .route("/desk/language", post(language::submit))
        .route("/desk/letters/{id}/again", post(letters::try_again))
        .route("/desk/beyond", get(beyond::page).post(beyond::submit))
        .route("/desk/beyond/{id}", get(beyond::opened))
        .route("/desk/people", get(caseload::page))
        .route("/desk/people/{id}", get(person::page))
        .route("/desk/people/{id}/look", post(look::submit))
        .route("/desk/people/{id}/locals", get(locals_for::page).post(locals_for::name_them))
        .route("/desk/people/{id}/introduce/{local}", get(introduce::page).post(introduce::submit))
        .route("/desk/people/{id}/talked-to", post(steps::talked_to))
        .route("/desk/people/{id}/certificate", post(steps::certificate))
        .route("/desk/people/{id}/activate", post(steps::activate))
        .route("/desk/people/{id}/undo-step", post(steps::undo))
        .route("/desk/people/{id}/stop", post(steps::stop))
        .route("/desk/people/{id}/resume", post(steps::resume))
        .route("/desk/people/{id}/window/seen-to", post(window::see_to))
        .route("/desk/people/{id}/window/not-seen-to", post(window::undo))
        .route("/desk/people/{id}/notes", post(notes::submit))
        .route("/desk/reports/{id}", get(report::page).post(report::submit))
        .route("/desk/messages/{id}", get(message::page).post(message::submit))
        .route("/desk/training", get(training::page).post(training::submit))
        .route("/desk/training/{id}/call-off", post(training::call_off))
        .route("/desk/trios", get(trios::page))
        .route("/desk/trios/bring", get(gather::trio::page).post(gather::trio::submit))
        .route("/desk/gatherings", get(gather::page))
        .route("/desk/gatherings/groups", get(gather::groups::page).post(gather::groups::submit))
        .route("/desk/gatherings/{id}/take-back", post(gather::take_back))
        .route("/desk/gatherings/{id}/seen-to", post(gather::see_to))
        .route("/desk/gatherings/{id}/not-seen-to", post(gather::undo))
        .route("/desk/notes/{id}/end", post(notes::end))
        .route("/desk/notes/{id}/back", post(notes::back))
        .route("/desk/requests/{id}/seen-to", post(seen_to::submit))
        .route("/desk/requests/{id}/not-seen-to", post(seen_to::undo))
        .route("/desk/requests/{id}/ask-again", post(seen_to::ask_again))
        .route("/desk/along/{id}/seen-to", post(seen_to::along))
        .route("/desk/along/{id}/not-seen-to", post(seen_to::undo_along))
        .route("/desk/introductions/{id}/take-back", post(introduced::take_back))
        .route("/desk/introductions/{id}/seen-to", post(introduced::see_to))
        .route("/desk/introductions/{id}/not-seen-to", post(introduced::undo))
        .route("/desk/ties/{id}/end", post(ties::end))
        .route("/desk/ties/{id}/seen-to", post(ties::see_to))
        .route("/desk/ties/{id}/not-seen-to", post(ties::undo))
        .merge(gaps::routes())
        .merge(round::routes())
}
