//! Introductions as the desk has them: proposing, taking back, and what came to nothing. Changes nothing that either
//! of the two sees.

mod store;

use super::{
    introduction::{Side, State},
    letters::{self, Sender},
    pair::Why,
    wishes,
};
use crate::{
    auth::SignedIn,
    kit::{place::Postcode, words::Meet},
    letters::{Reminder, later},
    logbook::{self, Act, Looked},
    named,
    platform::chance::Token,
    web::Error,
};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

pub use store::{lock, met_before, of_newcomer, of_person, places_of, proposed_to, see_to, wait_again, waiting};

/// What becomes of a newcomer and a local who were proposed to each other, as long as it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The local.
    pub local: Uuid,
    /// It lapsed within 180 days, and was never a yes of both. `false`: they know each other, or are asked now.
    pub lapsed: bool,
}

/// An introduction that came to nothing, or will: somebody said not now, or nothing.
#[derive(Clone, Debug)]
pub struct Apart {
    /// Hers who was introduced.
    pub account: Uuid,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// One of a newcomer's introductions. Names no local: looking at them is another look.
#[derive(FromRow)]
pub struct Told {
    /// The row.
    pub id: Uuid,
    state: String,
    kind: String,
    /// When it was proposed.
    pub since: DateTime<Utc>,
    /// Where.
    pub place: Option<String>,
    /// When they meet.
    pub meets_at: Option<DateTime<Utc>>,
    /// Somebody said not now.
    pub said_no: bool,
    /// What either said why.
    pub reason: Option<String>,
    /// Somebody of the desk saw to it.
    pub seen_to: bool,
    /// The desk itself took it back.
    pub taken_back: bool,
}

impl Told {
    /// What became of it.
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Lapsed)
    }

    /// What kind of meeting it is.
    pub fn kind(&self) -> Meet {
        self.kind.parse().unwrap_or(Meet::OneToOne)
    }

    /// How it stands, as the end of the name of a sentence.
    pub fn stands(&self) -> &'static str {
        match self.state() {
            State::Lapsed if self.taken_back => "taken-back",
            State::Proposed | State::OneYes if self.said_no => "said-no",
            state => state.as_str(),
        }
    }

    /// Whether it waits for somebody of the desk.
    pub fn waits(&self) -> bool {
        !self.seen_to
            && !self.taken_back
            && (self.said_no || self.state() == State::Lapsed)
            && self.state() != State::BothYes
    }

    /// When her letter leaves, where it has not: until then nobody hears of what is taken back.
    pub fn letter_leaves(&self, now: &DateTime<Utc>) -> Option<DateTime<Utc>> {
        letter_leaves(self.since, *now).filter(|_| self.state() == State::Proposed && !self.said_no)
    }

    /// Whether the desk can take it back: as long as it is open.
    pub fn can_be_taken_back(&self) -> bool {
        matches!(self.state(), State::Proposed | State::OneYes)
    }
}

named! {
    /// Why two cannot be introduced now.
    Refused {
        /// The local meets as many as they can.
        Full = "full",
        /// The local was asked as often this month as they chose.
        Asked = "asked",
        /// The local is not ready for one to one, or takes a break.
        NotReady = "not-ready",
        /// The local does not want this kind of meeting, or the group is no more.
        NotUpFor = "not-up-for",
        /// Their certificate has expired.
        Certificate = "certificate",
        /// They are introduced already.
        Open = "open",
        /// She takes a break.
        Paused = "paused",
        /// Nothing more is said.
        NotNow = "not-now",
    }
}

/// A proposal.
pub struct Proposal {
    /// The local.
    pub local: Uuid,
    /// What kind of meeting.
    pub kind: Meet,
    /// The group her household would meet, where that is the kind.
    pub group: Option<Uuid>,
    /// Why these two.
    pub reasons: Vec<Why>,
    /// A line to both.
    pub line: Option<String>,
    /// Where.
    pub place: String,
    /// When.
    pub dates: Vec<DateTime<Utc>>,
    /// How well they fit, for measuring.
    pub score: f64,
    /// By which weights.
    pub weights: String,
}

/// Proposes a local to her: the row, her open wish fulfilled, a line in the logbook, her letter; all or nothing.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn propose(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    by: &SignedIn,
    her: Looked,
    proposal: &Proposal,
) -> Result<Result<Uuid, Refused>, Error> {
    let token = Token::new();
    let id = match store::insert(tx, by, her, proposal, &token.hash()).await? {
        Ok(id) => id,
        Err(refused) => return Ok(Err(refused)),
    };
    wishes::fulfil(tx, her, proposal.kind, id).await?;
    logbook::write(tx, by, Some(her.account()), Act::Introduced, None).await?;
    if let Some(whole) = store::whole(tx, id).await? {
        let letter = letters::question(sender, Side::Newcomer, &whole, &token);
        let asks = Reminder { of: id, until: None };
        if let Some(letter) = letter {
            later(tx, sender.city, &letter, asks, MINUTES).await?;
        }
    }
    Ok(Ok(id))
}

/// So many minutes after it was proposed her letter leaves: until then the desk can undo it.
const MINUTES: i32 = 10;

/// When the letter of an introduction that was proposed then leaves; `None` where it has left by now.
pub fn letter_leaves(proposed_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    Some(proposed_at + TimeDelta::minutes(i64::from(MINUTES))).filter(|leaves| now < *leaves)
}

/// The desk takes an open one back. Where her letter has not left, she never hears of it, and her wish is open again; else it ends quietly, and
/// what either sees stays as it is until their days are over. `false` where it is not open.
///
/// # Errors
/// Those of the database.
pub async fn take_back(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    Ok(unsay(tx, her, id).await?.is_some())
}

/// The same, but only where she never hears of it. `false` where her letter has left or it is open no more: then the
/// caller leaves the transaction. For taking back many at once, all or none.
///
/// # Errors
/// Those of the database.
pub async fn unpropose(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid) -> Result<bool, sqlx::Error> {
    Ok(unsay(tx, her, id).await? == Some(true))
}

/// Ends an open one, and says whether her letter has not left: then she was never asked. `None` where it is not open.
async fn unsay(tx: &mut PgTransaction<'_>, her: Looked, id: Uuid) -> Result<Option<bool>, sqlx::Error> {
    // Her letter first: it goes with the end, and then nobody could say whether it had left.
    let unsaid = store::unsay(tx, her, id).await?;
    if !store::take_back(tx, her, id).await? {
        return Ok(None);
    }
    if unsaid {
        store::nobody_asked_her(tx, id).await?;
        wishes::reopen(tx, id).await?;
    }
    Ok(Some(unsaid))
}
