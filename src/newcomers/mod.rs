//! People who are new in town: six questions, no account, and what they keep.

mod newcomer;
mod store;

use axum::Router;

pub use newcomer::{AsNewcomer, Begun, Her, Newcomer};
pub use store::{forget_old_visits, keep, kept, let_go, pass_over, passed_over, take_back};

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new()
}
