//! What a newcomer can go to or do: clubs, initiatives, activities, volunteer roles. The exemplar room:
//! the noun in `listing.rs`, one verb a file, all SQL in `store.rs`, what stands in memory in `shelf.rs`.

mod beside;
mod browse;
mod calendar;
mod card;
mod change;
mod facts;
mod filters;
mod fit;
mod for_you;
mod her_words;
mod history;
mod json_ld;
mod keep;
mod left_out;
mod listing;
mod looked_for;
mod looks;
mod many;
mod order;
mod pass_over;
mod preview;
mod rhythm;
mod said;
mod scarcity;
mod search;
mod shelf;
mod show;
mod store;
mod this_week;
mod today;
mod twins;
mod walk_in;
mod weights;
mod why;

use axum::{
    Router,
    routing::{get, post},
};

pub use beside::{set_slow_to_answer, versions_of};
pub use calendar::{entry as calendar_entry, newest_of_filters, of_filters as calendar_of_filters};
pub use card::{Card, go_icon, go_tag, when, why as why_of};
pub use facts::Facts;
pub use filters::page_numbers;
pub use fit::Fit;
pub use for_you::leanings;
pub use history::{
    By, Change, Changed, Field, Fields, Role, before as fields_before, change, columns_of, create, fields_of,
    forget_contact, forget_old as forget_old_changes, of_listing as history_of, same as same_value,
    since as changes_since, unit_of, with_fields, with_version, with_version_locked,
};
pub use listing::Listing;
pub use looked_for::Remark;
pub use looks::{Look, Looks};
pub use many::{Edit, after_key, change_many, create_many, ids_there, of_ids, of_ids_locked, of_keys, of_keys_locked};
pub use preview::{Preview, next_sessions, preview};
pub use rhythm::rhythm;
pub use said::{label as column_label, unit as unit_said, value as column_said};
pub use scarcity::price_places;
pub use search::{Found, Index, Question, Score, Texts, Tier, folded};
pub use shelf::{Item, Items, Shelf, Sieve, Stock};
pub use store::{give_place_back, insert, insert_many, no_places_left, set_places, take_place, takes_requests};
pub use this_week::this_week;
pub use twins::Twins;
pub use walk_in::{open_to_everybody, walk_in};
pub use weights::{Changed as WeightsChanged, LEAST, Trial, Version, change as change_weights, try_out, versions};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/for-you", get(for_you::page))
        .route("/for-you/change", post(change::submit))
        .route("/for-you/left-out", get(left_out::page))
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
