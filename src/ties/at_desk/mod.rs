//! Ties as the desk has them: those that are silent, those that ended, and how far each of one person's has come, with
//! what either said and why it ended. Changes nothing that the two see.

mod store;

use super::tie::{Reason, State};
use crate::kit::place::Postcode;
use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

pub use store::{end, of_person, see_to, two_of, wait_again, waiting};

/// A tie that waits for somebody of the desk: a question had no answer, or one of the two ended it.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Hers who is new in town.
    pub account: Uuid,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// One of them ended it; else it is silent.
    pub ended: bool,
}

/// One of a person's ties. Names nobody: looking at the other is another look.
#[derive(FromRow)]
pub struct Told {
    /// The row.
    pub id: Uuid,
    state: String,
    /// When it began.
    pub since: DateTime<Utc>,
    /// When it came as far as this.
    pub moved_at: DateTime<Utc>,
    /// When one of them is asked next; none where nobody is.
    pub next_at: Option<DateTime<Utc>>,
    newcomer_says: Option<String>,
    local_says: Option<String>,
    end_reason: Option<String>,
    ended_by: Option<String>,
    /// A question had no answer, and nobody of the desk saw to it.
    pub silent: bool,
    seen_to: bool,
}

impl Told {
    /// How far it has come.
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Ended)
    }

    /// What each of them said last, as the beginning of the name of a sentence and the answer.
    pub fn said(&self) -> Vec<(&'static str, &str)> {
        let both = [("told-tie-newcomer", &self.newcomer_says), ("told-tie-local", &self.local_says)];
        both.into_iter().filter_map(|(who, said)| Some((who, said.as_deref()?))).collect()
    }

    /// Why it ended and by whom, as the names of sentences.
    pub fn ended(&self) -> Option<(String, String)> {
        let (reason, by) = (self.end_reason.as_ref()?, self.ended_by.as_ref()?);
        Some((format!("tie-reason-{reason}"), format!("told-tie-by-{by}")))
    }

    /// Whether the desk can end it.
    pub fn can_be_ended(&self) -> bool {
        self.state() != State::Ended
    }

    /// Whether it waits for somebody of the desk.
    pub fn waits(&self) -> bool {
        let by_one_of_them = matches!(self.ended_by.as_deref(), Some("newcomer" | "local"));
        self.silent || by_one_of_them && !self.seen_to
    }

    /// What the desk can give as a reason.
    pub fn reasons(&self) -> &'static [Reason] {
        Reason::ALL
    }
}
