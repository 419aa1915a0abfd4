//! Requests as the desk sees them: what waits, and what became of one person's. Changes nothing that she or the
//! host sees.

mod store;

use super::request::State;
use crate::kit::place::Postcode;
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use store::{asked_by, of_person, see_to, wait_again, waiting};

/// A request that still waits for somebody: for its host, or, after a no that she never sees, for the desk.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Whose.
    pub account: Uuid,
    /// Where.
    pub listing: Uuid,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The host said no; she does not know.
    pub said_no: bool,
}

/// One of a person's requests, with what she does not see.
#[derive(Clone, Debug)]
pub struct Told {
    /// The row.
    pub id: Uuid,
    /// Where.
    pub listing: Uuid,
    /// What became of it.
    pub state: State,
    /// When she asked.
    pub since: DateTime<Utc>,
    /// When the host answered.
    pub answered: Option<DateTime<Utc>>,
    /// Somebody of the desk saw to it.
    pub seen_to: bool,
}

impl Told {
    /// Whether somebody of the desk can still do something about it.
    pub fn waits(&self) -> bool {
        matches!(self.state, State::Sent | State::No)
    }
}
