//! "I would like to meet somebody": a wish of hers, not a choice of a person; there is no directory. One open wish of a
//! kind. A named person of the desk looks, and an introduction of that kind fulfils it.

mod ask;
mod front;
mod store;

use crate::kit::{
    place::Postcode,
    words::{Meet, Topic},
};
use axum::{
    Router,
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub(super) use store::reopen;
pub use store::{
    forget_old as forget_old_wishes, fulfil, of_newcomer, of_person as wishes_of, waiting as wishes_waiting,
};

/// A wish that is open.
#[derive(Clone)]
pub struct Wish {
    /// The row.
    pub id: Uuid,
    /// Whom she would like to meet.
    pub kind: Meet,
    /// What a question is about.
    pub topic: Option<Topic>,
    /// A line of hers.
    pub about: Option<String>,
    /// The one from here may read the line, after her yes.
    pub may_be_read: bool,
    /// Since when.
    pub asked_at: DateTime<Utc>,
}

/// A wish as the list of the desk has it: nobody is named.
pub struct Waits {
    /// Her account.
    pub account: Uuid,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// Whom she would like to meet.
    pub kind: Meet,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Below the language prefix.
pub(super) fn routes() -> Router {
    Router::new()
        .route("/meet", get(front::page))
        .route("/meet/ask/{kind}", get(ask::page).post(ask::submit))
        .route("/meet/wishes/{id}/take-back", post(front::take_back))
        .route("/meet/wishes/{id}/again", post(front::again))
}
