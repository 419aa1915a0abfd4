//! Gatherings as the desk has them: proposing, taking back, and what came to nothing. Changes nothing that those who are
//! asked see.

mod store;

use super::{
    gathering::{Kind, State},
    letters,
    store::whole,
};
use crate::{
    along::Sender,
    auth::SignedIn,
    logbook::{self, Act},
    named,
    platform::chance::Token,
    web::Error,
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

pub use store::{hosted, in_a_trio, places_of_trios, see_to, take_back, told, wait_again, waiting};

named! {
    /// Why these cannot be brought together now.
    Refused {
        /// One of them is asked already.
        Asked = "asked",
        /// The two groups have the same host.
        SameHost = "same-host",
        /// Nothing more is said.
        NotNow = "not-now",
    }
}

/// A proposal.
pub struct Proposal {
    /// Who is brought together.
    pub kind: Kind,
    /// What there is to do.
    pub what: String,
    /// Where.
    pub place: String,
    /// When: at least seven days ahead.
    pub meets_at: DateTime<Utc>,
    /// Who is asked, with the group they speak for, or where the three go.
    pub asked: Vec<(Uuid, Option<Uuid>)>,
}

/// A gathering as the desk reads it: counts, and why not. Names nobody.
#[derive(FromRow)]
pub struct Told {
    /// The row.
    pub id: Uuid,
    kind: String,
    /// What there is to do.
    pub what: String,
    /// Where.
    pub place: String,
    /// When.
    pub meets_at: DateTime<Utc>,
    state: String,
    /// Since when they are asked.
    pub since: DateTime<Utc>,
    /// How many are asked, said yes and can come, said not now.
    pub asked: i64,
    /// Those who come.
    pub come: i64,
    /// Those who said not now.
    pub said_no: i64,
    /// What they said why.
    pub reasons: Vec<String>,
    /// Somebody of the desk saw to it.
    pub seen_to: bool,
    /// The desk itself took it back.
    pub taken_back: bool,
}

impl Told {
    /// Who is brought together.
    pub fn kind(&self) -> Kind {
        self.kind.parse().unwrap_or(Kind::Trio)
    }

    /// What became of it, as the end of the name of a sentence.
    pub fn stands(&self) -> &'static str {
        match self.state.parse().unwrap_or(State::Lapsed) {
            State::Lapsed if self.taken_back => "taken-back",
            state => state.as_str(),
        }
    }

    /// Whether it waits for somebody of the desk.
    pub fn waits(&self) -> bool {
        matches!(self.stands(), "lapsed" | "off") && !self.seen_to
    }

    /// Whether the desk can take it back: before it takes place.
    pub fn can_be_taken_back(&self) -> bool {
        self.stands() == State::Proposed.as_str()
    }
}

/// Asks all of them: the rows, a line in the logbook of each, their letters; all or nothing.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn propose(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    by: &SignedIn,
    proposal: &Proposal,
) -> Result<Result<Uuid, Refused>, Error> {
    let tokens: Vec<Token> = proposal.asked.iter().map(|_| Token::new()).collect();
    let id = match store::insert(tx, by, proposal, &tokens).await? {
        Ok(id) => id,
        Err(refused) => return Ok(Err(refused)),
    };
    for ((account, _), token) in proposal.asked.iter().zip(&tokens) {
        logbook::write(tx, by, Some(*account), Act::BroughtTogether, None).await?;
        if let Some(it) = whole(tx, id, *account).await? {
            sender.send(tx, letters::question(sender, &it, it.me(), token)).await?;
        }
    }
    Ok(Ok(id))
}
