//! Through the year: carnaval, King's Day, the light festival and the rest. What it is, what to wear, a role to take and
//! somebody to go with, for everybody; and at the desk the drafts of a year, prepared by one click.

mod all;
mod at_desk;
mod days;
mod drafts;
mod one;

use crate::{
    auth::Visit,
    city::Coming,
    web::{Error, needs::path_part},
};
use axum::{
    Router,
    extract::FromRequestParts,
    http::request::Parts,
    routing::{get, post},
};

/// The one that an address names, the next time that it takes place.
struct Named(Coming);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let (v, id) = (Visit::from_request_parts(parts, state).await?, path_part(parts, state, "season").await?);
        v.city.season_to_come(&id, v.today()).map(Self).ok_or(Error::NotFound)
    }
}

/// Below the language prefix.
pub fn routes() -> Router {
    Router::new().route("/seasons", get(all::page)).route("/seasons/{season}", get(one::page))
}

/// `/desk/seasons` and below.
pub fn desk_routes() -> Router {
    Router::new()
        .route("/desk/seasons", get(at_desk::page))
        .route("/desk/seasons/prepare", post(at_desk::prepare))
        .route("/desk/seasons/take-back", post(at_desk::take_back))
        .route("/desk/seasons/{season}", get(days::page).post(days::submit))
}
