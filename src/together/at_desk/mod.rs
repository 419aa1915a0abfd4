//! What is begun together, as the desk has it: what waits for a look, and what nobody could join. The page shows what
//! it is, as she would see it as a listing, and names nobody: whoever wants to talk to one of the two says why first.

mod acts;
mod draft;
mod page;
mod store;

use crate::{kit::place::Postcode, named};
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use acts::{not_now, seen_to, talk_first, undo};
pub use page::{page, submit};
pub use store::waiting;

named! {
    /// What it waits for.
    Waits {
        /// A look: two would like to begin.
        Look = "look",
        /// Somebody from here: nobody is free.
        Nobody = "nobody",
    }
}

/// One that waits for the desk.
pub struct Waiting {
    /// The proposal.
    pub id: Uuid,
    /// What for.
    pub waits: Waits,
    /// What it is, as she wrote it.
    pub title: String,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// Since when.
    pub since: DateTime<Utc>,
}
