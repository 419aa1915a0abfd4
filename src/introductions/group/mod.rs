//! A group of about five that would like to meet one household. A local speaks for it, and has one at a time.

mod edit;
mod store;

use axum::{
    Router,
    routing::{get, post},
};
use serde::Deserialize;
use uuid::Uuid;

pub use store::{of_local as group_of, of_locals as groups_of};

/// A welcome group.
#[derive(Clone, Debug, Deserialize, sqlx::FromRow)]
pub struct Group {
    /// The row.
    pub id: Uuid,
    /// What it is called; said only after both yes.
    pub name: String,
    /// What they like to do; names nobody.
    pub about: Option<String>,
    /// How many they are, 2 to 12.
    pub people: i32,
}

/// Below the language prefix.
pub(super) fn routes() -> Router {
    Router::new()
        .route("/local/group", get(edit::page).post(edit::submit))
        .route("/local/group/end", post(edit::end))
        .route("/local/group/back", post(edit::back))
}
