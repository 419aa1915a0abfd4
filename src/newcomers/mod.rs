//! People who are new in town: six questions, no account, and what they keep.

mod newcomer;
mod store;

use axum::Router;

pub use newcomer::{AsNewcomer, Begun, Her, Newcomer, Stay};
pub use store::{
    choose_rung, forget_old_visits, insert, keep, kept, let_go, pass_over, passed_over, remember_stay, take_back,
};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
