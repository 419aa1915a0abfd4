//! A newcomer: what she told us, with or without an account.

use super::store;
use crate::{
    auth::{AsSignedIn, SignedIn, Visit, VisitCookie},
    kit::month::Month,
    logbook::Looked,
    matching::person::Person,
    platform::db::Db,
    web::{Error, needs::lent},
};
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use uuid::Uuid;

/// What somebody told us. Its `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Newcomer {
    /// Hers alone, never on a page.
    pub id: Uuid,
    /// Her account, once she has one.
    pub account: Option<Uuid>,
    /// Her answers as the heart reads them. Without languages she has not come to the third question.
    pub person: Person,
    /// Her wish about the group.
    pub women_only: bool,
}

impl std::fmt::Debug for Newcomer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}

impl Newcomer {
    /// Whether enough is known to show what fits: the languages.
    pub fn can_be_matched(&self) -> bool {
        !self.person.languages.is_empty()
    }
}

/// What this person told us, for somebody of the desk who said why they look.
///
/// # Errors
/// Those of the database.
pub async fn looked_at(db: &Db, person: Looked) -> Result<Option<Newcomer>, sqlx::Error> {
    store::of_account(db, person.account()).await
}

/// Since when and until when she is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stay {
    /// Since when.
    pub arrived: Option<Month>,
    /// Until when.
    pub until: Option<Month>,
    /// No end in sight.
    pub no_end: bool,
}

impl Stay {
    /// What she told us of it.
    pub fn of(person: &Person) -> Self {
        let until = person.stays_until;
        Self { arrived: person.arrived, until: until.flatten(), no_end: until == Some(None) }
    }

    /// As a person has it: unknown, no end, or a month.
    pub fn stays_until(self) -> Option<Option<Month>> {
        if self.no_end { Some(None) } else { self.until.map(Some) }
    }
}

/// Whoever asks: her answers where there are some. Says nothing of who she is.
#[derive(Clone, Debug, Default)]
pub struct Her(pub Option<Newcomer>);

impl Her {
    /// Whether there is something to match with.
    pub fn has_answers(&self) -> bool {
        self.0.as_ref().is_some_and(Newcomer::can_be_matched)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Her {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let db: Db = lent(parts)?;
        Ok(Her(match (&visit.signed_in, &visit.visit_hash) {
            (Some(who), _) => store::of_account(&db, who.account).await?,
            (None, Some(hash)) => store::of_visit(&db, hash).await?,
            (None, None) => None,
        }))
    }
}

/// A newcomer with an account; others are sent to sign in first.
pub struct AsNewcomer {
    /// Who she is.
    pub signed_in: SignedIn,
    /// What she told us. Where she told nothing yet it is empty, and stored by an act alone: looking at a page stores nothing.
    pub newcomer: Newcomer,
}

impl<S: Send + Sync> FromRequestParts<S> for AsNewcomer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let AsSignedIn(signed_in) = AsSignedIn::from_request_parts(parts, state).await?;
        let Her(found) = Her::from_request_parts(parts, state).await?;
        let db: Db = lent(parts)?;
        let newcomer = match found {
            Some(newcomer) => newcomer,
            None if parts.method.is_safe() => store::nothing_yet(signed_in.account)?,
            None => store::begin_for_account(&db, signed_in.account).await?,
        };
        Ok(AsNewcomer { signed_in, newcomer })
    }
}

/// Her row to write to: found, or begun now. `Begun::keep` hands out the visit's cookie.
pub struct Begun {
    /// Her row.
    pub newcomer: Newcomer,
    cookie: VisitCookie,
}

impl Begun {
    /// Finds her row, or begins one.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, visit: &Visit, her: Her) -> Result<Self, Error> {
        let cookie = VisitCookie::of(visit);
        let newcomer = match (her.0, &visit.signed_in, cookie.hash()) {
            (Some(newcomer), ..) => newcomer,
            (None, Some(who), _) => store::begin_for_account(db, who.account).await?,
            (None, None, hash) => store::begin_for_visit(db, &hash.unwrap_or_default()).await?,
        };
        Ok(Self { newcomer, cookie })
    }

    /// Sets the visit's cookie, where she has no account.
    pub fn keep(&self, response: Response, visit: &Visit) -> Response {
        self.cookie.keep(response, visit)
    }
}
