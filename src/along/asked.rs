//! Asking one local: the question with both who take part in it.

use super::going::{After, Side, State};
use crate::kit::{email_address::EmailAddress, lang::Lang};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

/// Somebody in a question: how to write to them, and their first name alone for the other.
#[derive(Clone, Deserialize)]
pub struct Party {
    /// Their account.
    pub account: Uuid,
    /// How to call them.
    pub first_name: Option<String>,
    email: String,
    language: String,
}

impl Party {
    /// Where our letters to them go.
    pub fn address(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.email).ok()
    }

    /// The language of their letters.
    pub fn lang(&self) -> Lang {
        self.language.parse().unwrap_or_default()
    }

    /// Their first name.
    pub fn name(&self) -> &str {
        self.first_name.as_deref().unwrap_or_default()
    }
}

/// Asking one local, with both who take part in it.
#[derive(Clone, FromRow)]
pub struct Asked {
    /// The row.
    pub id: Uuid,
    /// Who would like to go.
    pub newcomer_id: Uuid,
    /// Where.
    pub listing_id: Uuid,
    /// The session she chose.
    pub starts_at: Option<DateTime<Utc>>,
    /// When she asked first.
    pub asked_at: DateTime<Utc>,
    pub(super) state: String,
    /// The session she chose has begun.
    pub too_late: bool,
    /// When there was a yes (or a no that nobody sees).
    pub(super) answered_at: Option<DateTime<Utc>>,
    /// When there was a yes, of what was taken back since.
    pub(super) yes_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub(super) closed_at: Option<DateTime<Utc>>,
    /// How often its date changed.
    pub(super) calendar_sequence: i32,
    pub(super) newcomer_after: Option<String>,
    pub(super) local_after: Option<String>,
    /// She.
    pub her: Json<Party>,
    /// The local; none where they left for good.
    pub them: Option<Json<Party>>,
}

impl Asked {
    /// What became of it.
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Lapsed)
    }

    /// Whether an answer still counts.
    pub fn is_open(&self) -> bool {
        self.state() == State::Sent && !self.too_late
    }

    /// Whether the two have (had) something with each other: a yes, whatever became of it.
    pub(super) fn is_of_two(&self) -> bool {
        match self.state() {
            State::Yes | State::Went => true,
            State::Lapsed => self.answered_at.is_some(),
            State::Withdrawn => self.yes_at.is_some(),
            State::Sent | State::No => false,
        }
    }

    /// Whether a yes ended before its day was there.
    pub(super) fn is_called_off(&self) -> bool {
        let early = self.closed_at.zip(self.starts_at).is_some_and(|(closed, starts)| closed < starts);
        self.is_of_two() && (self.state() == State::Withdrawn || self.state() == State::Lapsed && early)
    }

    /// What this one said the day after.
    pub(super) fn after(&self, side: Side) -> Option<After> {
        let said = match side {
            Side::Newcomer => &self.newcomer_after,
            Side::Local => &self.local_after,
        };
        said.as_deref().and_then(|said| said.parse().ok())
    }

    /// This one of the two.
    pub(super) fn one(&self, side: Side) -> Option<&Party> {
        match side {
            Side::Newcomer => Some(&self.her),
            Side::Local => self.them.as_deref(),
        }
    }

    /// The other of the two: their first name is known to this one.
    pub(super) fn other(&self, side: Side) -> Option<&Party> {
        match side {
            Side::Newcomer => self.them.as_deref(),
            Side::Local => Some(&self.her),
        }
    }
}
