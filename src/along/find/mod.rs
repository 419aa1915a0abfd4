//! Finding a local for a question: fairly, one after the other, and she never sees whom before their yes.

mod store;

use super::{
    letters::{self, Sender},
    store::{Key, locked},
};
use crate::{
    listings::{Fit, Listing},
    platform::chance::Token,
    web::Error,
};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use store::Tried;
use uuid::Uuid;

pub(super) use store::is_a_promise;
pub use store::{ask_as_sample, go_as_sample};

/// What she asks.
pub(super) struct Question {
    /// Who.
    pub newcomer: Uuid,
    /// Where.
    pub listing: Uuid,
    /// When, unless it is by appointment.
    pub starts_at: Option<DateTime<Utc>>,
    /// When she asked first; `None`: now.
    pub asked_at: Option<DateTime<Utc>>,
    /// How well it fits her, for measuring; a question that passes on keeps that of when she asked.
    pub fit: Option<Fit>,
}

/// Whether somebody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Somebody is, and has a letter.
    Somebody,
    /// Nobody who goes there is free. Nothing was stored.
    Nobody,
    /// She has an open question for this listing already. Nothing was stored.
    Already,
}

/// Asks the first who can: the question and their letter, in the transaction of its cause.
pub(super) async fn somebody(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    listing: &Listing,
    question: &Question,
) -> Result<Found, Error> {
    for local in store::candidates(tx, question).await? {
        let token = Token::new();
        match store::ask(tx, local, question, &token).await? {
            Tried::NotThem => continue,
            Tried::Already => return Ok(Found::Already),
            Tried::Asked => {}
        }
        let asked = locked(tx, Key::Link(token.as_str())).await?.ok_or(Error::Stale)?;
        sender.send(tx, letters::question(sender, listing, &asked, &token)).await?;
        return Ok(Found::Somebody);
    }
    Ok(Found::Nobody)
}
