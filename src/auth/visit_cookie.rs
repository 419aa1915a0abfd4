//! The visit's cookie: whose answers these are before there is an account.

use super::visit::Visit;
use crate::{
    platform::chance::{self, Token},
    web::cookies::Cookie,
};
use axum::response::Response;

/// Where what somebody tells us is kept until they have an account; nowhere once they are signed in.
pub struct VisitCookie(Option<String>);

impl VisitCookie {
    /// The cookie of this visit, a new one where it has none. Newcomers and locals share it.
    pub fn of(visit: &Visit) -> Self {
        let old = visit.visit_token.clone().filter(|t| chance::is_token(t));
        let token = || old.unwrap_or_else(|| Token::new().as_str().to_owned());
        Self(visit.signed_in.is_none().then(token))
    }

    /// What the row is found by; `None` where the account is.
    pub fn hash(&self) -> Option<Vec<u8>> {
        self.0.as_deref().map(chance::hash)
    }

    /// Sets the cookie, or sets it anew: its fourteen days begin again with what they do.
    pub fn keep(&self, mut response: Response, visit: &Visit) -> Response {
        if let Some(token) = &self.0 {
            Cookie::Visit.set(response.headers_mut(), &visit.address, token, Some(14 * 24 * 3600));
        }
        response
    }
}
