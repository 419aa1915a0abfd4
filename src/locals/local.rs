//! A local: what they told us, with or without an account, and how far they have come.

use super::{steps::State, store};
use crate::{
    auth::{AsSignedIn, Next, SignedIn, Visit, VisitCookie},
    kit::words::Meet,
    matching::person::Person,
    platform::db::Db,
    web::{Error, needs::lent},
};
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;
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
    /// What they would like help with in return: an id of the vocabulary of skills.
    pub wished_skill: Option<String>,
    /// How often a month they may be asked at most.
    pub requests_a_month: u8,
    /// The ways to meet they are up for.
    pub up_for: BTreeSet<Meet>,
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

impl Local {
    /// How many people they give their time to at once: what they said, one where they said nothing, 0 to 100. Whoever
    /// they are asked about or promised something to is counted in it, by the database's `people_of`.
    pub fn people_at_a_time(&self) -> u32 {
        self.person.capacity.map_or(1, |n| n.min(100))
    }
}

impl std::fmt::Debug for Local {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}

/// Whoever asks: what they told us as a local, where they told something. Says nothing of who they are.
#[derive(Clone, Debug, Default)]
pub struct Them(pub Option<Local>);

impl<S: Send + Sync> FromRequestParts<S> for Them {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let db: Db = lent(parts)?;
        Ok(Them(match (&visit.signed_in, &visit.visit_hash) {
            (Some(who), _) => store::of_account(&db, who.account).await?,
            (None, Some(hash)) => store::of_visit(&db, hash).await?,
            (None, None) => None,
        }))
    }
}

/// A local who signed up. A visitor is sent to sign in; for others a local's pages do not exist.
pub struct AsLocal {
    /// Who they are.
    pub signed_in: SignedIn,
    /// What they told us.
    pub local: Local,
}

impl<S: Send + Sync> FromRequestParts<S> for AsLocal {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let AsSignedIn(signed_in) = AsSignedIn::from_request_parts(parts, state)
            .await
            .map_err(|e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Local.to_string()) } else { e })?;
        let Them(found) = Them::from_request_parts(parts, state).await?;
        let local = found.filter(|l| l.joined_at.is_some()).ok_or(Error::NotFound)?;
        Ok(AsLocal { signed_in, local })
    }
}

/// Their row to write to: found, or begun now. `Begun::keep` hands out the visit's cookie.
pub struct Begun {
    /// Their row.
    pub local: Local,
    cookie: VisitCookie,
}

impl Begun {
    /// Finds their row, or begins one.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, visit: &Visit, them: Them) -> Result<Self, Error> {
        let cookie = VisitCookie::of(visit);
        let local = match (them.0, &visit.signed_in, cookie.hash()) {
            (Some(local), ..) => local,
            (None, Some(who), _) => store::begin_for_account(db, who.account).await?,
            (None, None, hash) => store::begin_for_visit(db, &hash.unwrap_or_default()).await?,
        };
        Ok(Self { local, cookie })
    }

    /// Sets the visit's cookie, where they have no account.
    pub fn keep(&self, response: Response, visit: &Visit) -> Response {
        self.cookie.keep(response, visit)
    }
}
