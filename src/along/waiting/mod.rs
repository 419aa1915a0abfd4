//! Going along as the desk sees it: what nobody took, and what became of one person's questions. Names no local, and
//! changes nothing that she sees.

mod store;

use crate::{kit::place::Postcode, named};
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use store::{asked_by, of_person, see_to, wait_again, waiting};

/// A question that every local who was asked let go, or that lost the one who had said yes.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Whose.
    pub account: Uuid,
    /// Where to.
    pub listing: Uuid,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// When she asked.
    pub since: DateTime<Utc>,
}

named! {
    /// How a question stands, for the desk.
    Stands {
        /// A local has it.
        Asking = "asking",
        /// Nobody could, and she does not know.
        Nobody = "nobody",
        /// Somebody takes her along.
        Yes = "yes",
        /// Somebody had said yes, and cannot come.
        CannotCome = "cannot-come",
        /// The day is over.
        Over = "over",
        /// They went together.
        Went = "went",
        /// She took it back.
        Withdrawn = "withdrawn",
    }
}

/// One of a person's questions.
#[derive(Clone, Debug)]
pub struct Told {
    /// The last local's row of it.
    pub id: Uuid,
    /// Where to.
    pub listing: Uuid,
    /// When she asked.
    pub since: DateTime<Utc>,
    /// How it stands.
    pub stands: Stands,
    /// Somebody of the desk saw to it.
    pub seen_to: bool,
}

impl Told {
    /// Whether it waits for somebody of the desk.
    pub fn waits(&self) -> bool {
        !self.seen_to && matches!(self.stands, Stands::Nobody | Stands::CannotCome)
    }
}
