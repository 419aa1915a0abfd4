//! Where people from here are missing: who waits, by activity, daypart, part of town and level of Dutch, against the free
//! places of locals. Everybody stands in it once and nobody can be made out; each gap writes its own call.

mod board;
mod call;
mod cell;
mod lines;
mod picture;
mod read;
mod seats;
mod show;
mod store;
mod text;
mod wanted;
mod week;

use axum::{
    Router,
    routing::{get, post},
};

pub use call::undo;
pub use lines::{closes, lines};
pub use store::forget_old;
pub use week::count_the_week;

/// The board.
pub const PATH: &str = "/desk/gaps";

/// `/desk/gaps` and below.
pub fn routes() -> Router {
    Router::new()
        .route("/desk/gaps", get(show::page))
        .route("/desk/gaps/{cell}", get(text::page))
        .route("/desk/gaps/{cell}/call", post(call::place))
        .route("/desk/gaps/calls/{id}/take-back", post(call::take_back))
}

/// Below the language prefix: the calls, for everybody.
pub fn public_routes() -> Router {
    Router::new().route("/wanted", get(wanted::page)).route("/wanted/{id}", get(wanted::poster))
}
