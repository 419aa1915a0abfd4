//! Listings that are there twice: found at the desk, and merged with a look at what becomes of every field. What belongs
//! to the one that goes moves to the one that stays; its page stays, closed, and leads there. All of it can be undone.

mod apart;
mod find;
mod merge;
mod merged;
mod store;
mod undo;

use axum::{
    Router,
    routing::{get, post},
};

pub use store::forget_old as forget_old_merges;

/// `/desk/twins` and beside it.
pub fn routes() -> Router {
    Router::new()
        .route("/desk/twins", get(find::page))
        .route("/desk/twins/apart", post(apart::submit))
        .route("/desk/twins/together", post(apart::undo))
        .route("/desk/listings/{id}/merge", get(merge::page).post(merge::submit))
        .route("/desk/merges/{id}/undo", post(undo::submit))
}
