//! What a newcomer can go to or do: clubs, initiatives, activities, volunteer roles. The exemplar room:
//! the noun in `listing.rs`, one verb a file, all SQL in `store.rs`, what stands in memory in `shelf.rs`.

mod browse;
mod calendar;
mod card;
mod filters;
mod for_you;
mod keep;
mod listing;
mod open_week;
mod pass_over;
mod shelf;
mod show;
mod store;
mod today;
mod week;

use axum::{
    Router,
    routing::{get, post},
};

pub use card::Card;
pub use listing::{Listing, Status};
pub use shelf::{Shelf, Stock};
pub use show::path;
pub use store::{answered_full, answered_yes, insert};
pub use week::{Planned, WeekPage};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/for-you", get(for_you::page))
        .route("/for-you/rung", post(for_you::choose_rung))
        .route("/listings", get(browse::page))
        .route("/listings/{id}", get(show::page))
        .route("/listings/{id}/calendar.ics", get(calendar::of_listing))
        .route("/listings/{id}/keep", post(keep::submit))
        .route("/listings/{id}/let-go", post(keep::undo))
        .route("/listings/{id}/pass-over", post(pass_over::submit))
        .route("/listings/{id}/take-back", post(pass_over::undo))
        .route("/today", get(today::page))
}
