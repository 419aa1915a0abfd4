//! Text between two people who both said yes to each other, relayed, as long as their tie lives: never in a letter, and nobody sees
//! whether it was read. The first messages of somebody that hold a link, a number or an address are read first by the
//! desk. What is written to somebody who blocked its writer, or who said that they do not meet any more, is unheard, and its
//! writer sees nothing of that.

mod at_desk;
mod contact;
mod letters;
mod store;
mod talk;

use axum::{
    Router,
    routing::{get, post},
};

pub use at_desk::{Held, Say, Waiting, held, keep_back, let_through, waiting, written_by};
pub use contact::{Holds, holds};
pub use store::{Unread, forget_old, unread, write_as_sample};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
        .route("/meet/{id}/messages", get(talk::page).post(talk::submit))
        .route("/meet/{id}/messages/read", post(talk::read))
        .route("/between/{id}/messages", get(talk::page).post(talk::submit))
        .route("/between/{id}/messages/read", post(talk::read))
}
