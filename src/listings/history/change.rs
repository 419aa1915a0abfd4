//! What a change is.

use crate::{auth::SignedIn, listings::Listing, named};
use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

named! {
    /// As what somebody changes a listing.
    Role {
        /// Somebody of the desk.
        SocialWorker = "social-worker",
        /// Who hosts it.
        Host = "host",
        /// A sheet brought it in.
        Import = "import",
        /// The sample, or a synthetic city.
        Seed = "seed",
    }
}

/// Who makes a change, and as what.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Whose account; `None` for a command at the terminal.
    pub account: Option<Uuid>,
    /// As what.
    pub role: Role,
}

impl By {
    /// Somebody signed in.
    pub fn of(who: &SignedIn, role: Role) -> Self {
        Self { account: Some(who.account), role }
    }
}

/// What became of a change.
#[derive(Debug)]
pub enum Changed {
    /// It is stored, as this version.
    Done(i32),
    /// Nothing is different: nothing was stored.
    Same,
    /// Somebody else was first: the listing as it is now, and its version. Nothing was stored.
    Stale(Box<Listing>, i32),
}

/// A field of a change: what it was and became, as the database has it (`null`: unknown).
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The column, such as `title_en`.
    pub name: String,
    /// What it was.
    pub from: Value,
    /// What it became.
    pub to: Value,
}

/// A change in the history of a listing.
#[derive(Clone, Debug)]
pub struct Change {
    /// The version it made.
    pub version: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// The first name of who made it; `None` where they have left, or a command did it.
    pub by: Option<String>,
    /// As what.
    pub role: Role,
    /// What is different, in the order of the columns' names.
    pub fields: Vec<Field>,
}
