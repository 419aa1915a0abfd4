//! Where a code leads that is about something: to the listings. The address is short, for who types it.

use super::asked::Asked;
use crate::{
    auth::Visit,
    web::{Error, see},
};
use axum::{extract::RawPathParams, response::Response};

/// `GET /{lang}/at/{what}`
pub async fn page(v: Visit, parts: RawPathParams) -> Result<Response, Error> {
    let what = parts.iter().find(|(name, _)| *name == "what").map(|(_, what)| what).ok_or(Error::NotFound)?;
    Ok(see(&v.to(&format!("/listings?{}", Asked::listings_of(what)?))))
}
