//! A person's own page: what is theirs, who looked at it, taking a break, taking everything out, erasing it; what they
//! want to be written about, and the letter of the week; the nightly forgetting of what is due.

mod asked;
mod bounced;
mod circle;
mod data;
mod dates;
mod erase;
mod export;
mod feed;
mod front;
mod letter_choices;
mod letters;
mod local_page;
mod looks;
mod made_possible;
mod pause;
mod plan;
mod retain;
mod store;
mod unsubscribe;
mod week;
mod weekly;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

pub use made_possible::thank;
pub use retain::retain;
pub use weekly::write_weekly;

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/me", get(front::page))
        .route("/local/me", get(local_page::page))
        .route("/local/made-possible", get(made_possible::page))
        .route("/me/looks", get(looks::page))
        .route("/me/pause", post(pause::submit))
        .route("/me/resume", post(pause::undo))
        .route("/me/circle", get(circle::page).post(circle::submit))
        .route("/me/circle/delete", post(circle::delete))
        .route("/me/circle/back", post(circle::bring_back))
        .route("/me/data", get(data::page))
        .route("/me/data.json", get(data::file))
        .route("/me/letters", get(letter_choices::page).post(letter_choices::submit))
        .route("/me/letters/works", post(letter_choices::works))
        .route("/letters/{token}", get(unsubscribe::page).post(unsubscribe::submit))
        .route("/letters/{token}/again", post(unsubscribe::undo))
        .route("/me/calendar", get(feed::page).post(feed::make))
        .route("/me/calendar/stop", post(feed::stop))
        .route("/calendar/{token}", get(feed::file))
        .route("/me/erase", get(erase::page).post(erase::submit))
        .route("/week", get(week::page))
        .route("/week/calendar.ics", get(week::calendar))
}
