//! The second factor of staff: a code from their telephone (TOTP, RFC 6238), on top of the letter.
//!
//! A letter alone opens a session that the desk does not know. The code makes it whole, under a new token. A factor
//! is set only in a session that an invitation opened, so that who reads a mailbox cannot set one.

pub mod enrol;
pub mod second;
mod store;
mod totp;

use crate::{
    auth::{Next, SignedIn, Visit},
    web::Error,
};
use axum::{extract::FromRequestParts, http::request::Parts};

/// Somebody of the desk, with or without the second factor: for the pages on which it is shown or set. For everybody
/// else they do not exist.
pub struct AsStaff(pub SignedIn);

impl<S: Send + Sync> FromRequestParts<S> for AsStaff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, state).await?;
        match visit.signed_in {
            None => Err(Error::SignIn(Next::Desk.to_string())),
            Some(who) if who.is_staff => Ok(Self(who)),
            Some(_) => Err(Error::NotFound),
        }
    }
}
