//! A short evening for locals: the desk says when and where; a local comes with one tap, and has it in the calendar.

mod come;
mod letters;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::FromRow;
use uuid::Uuid;

pub(super) use come::{calendar, come, not_come};
pub use letters::called_off;
pub(super) use letters::welcome;
pub use store::{call_off, forget_old, insert, next, to_come};

/// An evening. The desk reads how many come, a local whether they do; nobody reads who.
#[derive(Clone, FromRow)]
pub struct Training {
    /// The row.
    pub id: Uuid,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// How many come.
    pub people: i64,
    /// Whether the local who asks comes.
    pub comes: bool,
}

/// Nobody comes to one that lasts longer.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
