//! What a handler may name in its signature because `app` lends it to every request.

use super::{error::Error, public_address::PublicAddress};
use crate::platform::{clock::Clock, db::Db};
use axum::{extract::FromRequestParts, http::request::Parts};

/// Takes what `app` put into the request's extensions.
///
/// # Errors
/// `Unexpected`, where `app` forgot to lend it.
pub fn lent<T: Clone + Send + Sync + 'static>(parts: &Parts) -> Result<T, Error> {
    let missing = || Error::Unexpected(anyhow::anyhow!("app does not lend {}", std::any::type_name::<T>()));
    parts.extensions.get::<T>().cloned().ok_or_else(missing)
}

/// Makes a type an argument of handlers.
#[macro_export]
macro_rules! lend {
    ($($t:ty),*) => { $(
        impl<S: Send + Sync> axum::extract::FromRequestParts<S> for $t {
            type Rejection = $crate::web::error::Error;
            async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &S) -> Result<Self, Self::Rejection> {
                $crate::web::needs::lent(parts)
            }
        }
    )* };
}

lend!(Db, Clock, PublicAddress);

/// The part of an address that is an id. What is no id is not found, like a random one.
pub struct Id(pub uuid::Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Ok(Id(path_part(parts, state, "id").await?.parse().map_err(|_| Error::NotFound)?))
    }
}

/// The part of an address that is a token.
pub struct Part(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Part {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Ok(Part(path_part(parts, state, "token").await?))
    }
}

/// The value of a named part of the address.
///
/// # Errors
/// `NotFound` where the address has no such part.
pub async fn path_part<S: Send + Sync>(parts: &mut Parts, state: &S, name: &str) -> Result<String, Error> {
    let all = axum::extract::RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
    all.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_owned()).ok_or(Error::NotFound)
}
