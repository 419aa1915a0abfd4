//! The round at the desk: everybody who waits and every local with a place, all at once. The social worker chooses whom
//! it is about, sees who would meet whom and why, pins and keeps out with the effect in view, reads beforehand who gets
//! which letter, and hands it over. It is kept step by step, so that nobody writes over anybody and nothing is lost.

mod advice;
mod choose;
mod conflict;
mod draft;
mod effect;
mod hand_over;
mod hers;
mod kept;
mod last;
mod left;
mod letters;
mod names;
mod one_more;
mod pool;
mod put_away;
mod rather;
mod show;
mod steer;
mod store;
mod undo;

use axum::{
    Router,
    routing::{get, post},
};
use uuid::Uuid;

pub(super) use choose::last_advice;
pub use store::forget_old;

/// Where rounds begin.
pub const ROUNDS: &str = "/desk/rounds";

/// The address of one.
pub(super) fn path(id: Uuid) -> String {
    format!("{ROUNDS}/{id}")
}

/// Below `/desk/rounds`.
pub fn routes() -> Router {
    Router::new()
        .route(ROUNDS, get(choose::page).post(choose::submit))
        .route("/desk/rounds/{id}", get(show::page))
        .route("/desk/rounds/{id}/names", post(names::submit))
        .route("/desk/rounds/{id}/steer", post(steer::submit))
        .route("/desk/rounds/{id}/for/{newcomer}", get(hers::page))
        .route("/desk/rounds/{id}/letters", get(letters::page).post(hand_over::submit))
        .route("/desk/rounds/{id}/seen", post(kept::submit))
        .route("/desk/rounds/{id}/undo", post(undo::submit))
        .route("/desk/rounds/{id}/put-away", post(put_away::submit))
        .route("/desk/rounds/{id}/bring-back", post(put_away::undo))
}
