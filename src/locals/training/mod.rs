//! A short evening for locals: the desk says when and where; a local comes with one tap, and has it in the calendar.

mod calendar;
mod come;
mod letters;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::FromRow;
use uuid::Uuid;

pub use calendar::entries;
pub(super) use calendar::file;
pub(super) use come::{come, not_come};
pub use letters::called_off;
pub(super) use letters::welcome;
pub use store::{call_off, called_off_for, forget_old, insert, next, to_come};

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
    /// It does not take place.
    pub is_off: bool,
    /// When it was called off, or they said that they come.
    pub changed_at: DateTime<Utc>,
}

/// Nobody comes to one that lasts longer.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
