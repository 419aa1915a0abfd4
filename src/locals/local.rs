//! A local: what they told us, with or without an account, and how far they have come.

use super::steps::State;
use crate::matching::person::Person;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// What a local told us. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Local {
    /// Theirs alone, never on a page.
    pub id: Uuid,
    /// Their account, once they have one.
    pub account: Option<Uuid>,
    /// Their answers as the heart reads them.
    pub person: Person,
    /// Where they go that is no listing yet.
    pub describes: Option<String>,
    /// For the short call.
    pub phone: Option<String>,
    /// How often a month they may be asked at most.
    pub requests_a_month: u8,
    /// Since when they take a break.
    pub paused_at: Option<DateTime<Utc>>,
    /// When somebody of the desk ended it.
    pub stopped_at: Option<DateTime<Utc>>,
    /// When they sent what they told us.
    pub joined_at: Option<DateTime<Utc>>,
    /// When the short call was.
    pub talked_at: Option<DateTime<Utc>>,
    /// Until when their certificate of conduct counts.
    pub valid_until: Option<NaiveDate>,
    /// How far they have come.
    pub state: State,
}

impl std::fmt::Debug for Local {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}
