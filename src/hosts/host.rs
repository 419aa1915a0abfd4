//! A host: somebody with an account whose group a listing is. More than one may host the same.

use super::store;
use crate::{
    auth::{Next, SignedIn, Visit},
    listings::{self, By, Changed, Listing, Role},
    platform::db::Db,
    web::{Error, Id, needs::lent},
};
use axum::{extract::FromRequestParts, http::request::Parts};
use chrono::NaiveDate;

async fn signed_in<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<SignedIn, Error> {
    let visit = Visit::from_request_parts(parts, state).await?;
    visit.signed_in.ok_or_else(|| Error::SignIn(Next::Host.to_string()))
}

/// Somebody who hosts a listing. Visitors are sent to sign in; for everybody else there is no such page.
pub struct AsHost(pub SignedIn);

impl<S: Send + Sync> FromRequestParts<S> for AsHost {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let who = signed_in(parts, state).await?;
        let db: Db = lent(parts)?;
        if store::listings_of(&db, who.account).await?.is_empty() { Err(Error::NotFound) } else { Ok(Self(who)) }
    }
}

/// The listing of the address, to the one who hosts it. Another listing does not exist: the same bytes as a random id.
pub struct Hosted {
    /// Who hosts it.
    pub who: SignedIn,
    /// As it is now.
    pub listing: Listing,
    /// The version it is.
    pub version: i32,
}

impl<S: Send + Sync> FromRequestParts<S> for Hosted {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let who = signed_in(parts, state).await?;
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let db: Db = lent(parts)?;
        if !store::listings_of(&db, who.account).await?.contains(&id) {
            return Err(Error::NotFound);
        }
        let (listing, version) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
        Ok(Self { who, listing, version })
    }
}

impl Hosted {
    /// Changes the listing as it is at this moment.
    ///
    /// # Errors
    /// Those of the database; `Stale` where it is closed or gone by now.
    pub async fn change(&self, db: &Db, change: impl FnOnce(&mut Listing)) -> Result<Changed, Error> {
        let mut tx = db.begin().await?;
        let found = listings::with_version_locked(&mut tx, self.listing.id).await?;
        let (mut listing, version) = found.filter(|(l, _)| !l.is_closed()).ok_or(Error::Stale)?;
        change(&mut listing);
        let changed = listings::change(&mut tx, By::of(&self.who, Role::Host), &listing, version).await?;
        tx.commit().await?;
        Ok(changed)
    }
}

/// Somebody who hosts it says that it is true today, and so is where questions go.
pub fn confirm(listing: &mut Listing, today: NaiveDate) {
    listing.confirmed_on = Some(today);
    listing.contact_confirmed_on = listing.contact_email.as_ref().map(|_| today);
}
