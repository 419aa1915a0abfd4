//! `/calendar.ics`: what is open, filtered as the list of listings is, for the calendar of anybody.

use super::{
    answer::{Answer, Trouble},
    parameters::Asked,
};
use crate::{
    auth::Visit,
    kit::lang::Lang,
    listings::{Shelf, calendar_of_filters},
    web::{
        Error,
        calendar::{self, Method},
        words::Words,
    },
};
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};

/// The name of the one parameter that is no filter.
pub(super) const LANG: &str = "lang";

/// Somebody whom we know nothing of, and the language they ask for: `lang`, English where it is not said.
pub(super) struct Anybody(pub Visit);

impl<S: Send + Sync> FromRequestParts<S> for Anybody {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let lang = Asked(parts.uri.query().unwrap_or_default().to_owned()).lang().unwrap_or(Lang::En);
        let visit = Visit::without_database(parts)?;
        Ok(Self(Visit { lang, w: Words::of(lang), ..visit }))
    }
}

/// What is wrong with a query that the list of listings could not read either.
pub(super) fn wrong() -> Trouble {
    Trouble::Wrong("expected lang and the filters of /en/listings: q, domain, day, language, part".to_owned())
}

/// `GET /calendar.ics`
pub(super) async fn file(Anybody(v): Anybody, asked: Asked, shelf: Shelf) -> Answer<Response> {
    asked.lang()?;
    let stock = shelf.now();
    let entries = calendar_of_filters(&v, &stock, asked.query()).ok_or_else(wrong)?;
    let name = v.t1("open-data-calendar-title", "city", &v.city.name);
    Ok(calendar::file(Some(&name), Method::Publish, &entries, &v.address))
}
