//! Asking one local: the question with both who take part in it.

use super::going::State;
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
}
