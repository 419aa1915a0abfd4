//! Answers for machines: JSON, pages of it, and what is wrong with a question (RFC 9457).

use super::parameters::Params;
use crate::web::PublicAddress;
use axum::{
    Json,
    extract::{FromRequestParts, Path},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There is no such thing, or not for everybody.
    NotFound,
    /// The question cannot be read: what of it, and what was expected.
    Wrong(String),
}

/// An answer, or why there is none.
pub(super) type Answer<T> = Result<T, Trouble>;

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let (status, detail) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "There is no such thing here.".to_owned()),
            Self::Wrong(detail) => (StatusCode::BAD_REQUEST, detail),
        };
        let title = status.canonical_reason().unwrap_or_default();
        let body = json!({"title": title, "status": status.as_u16(), "detail": detail});
        let mut response = (status, Json(body)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}

/// An id in an address; what is none is of nothing.
pub(super) struct OneId(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for OneId {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Answer<Self> {
        let id: Result<Path<Uuid>, _> = Path::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id)).map_err(|_| Trouble::NotFound)
    }
}

/// A page of a list.
#[derive(Serialize, JsonSchema)]
pub(super) struct Page<T> {
    /// How many there are in all.
    total_items: usize,
    /// How many pages there are.
    total_pages: usize,
    /// The page this is, from 1.
    page_number: usize,
    /// How many are on this page.
    size: usize,
    /// Whether it is the first.
    first_page: bool,
    /// Whether it is the last.
    last_page: bool,
    /// Whether there is nothing on it.
    empty: bool,
    /// What is on it.
    contents: Vec<T>,
}

impl<T> Page<T> {
    /// The page that was asked for; only what is on it is made.
    pub fn of<I>(all: &[I], asked: &Params, make: impl Fn(&I) -> T) -> Json<Self> {
        let (number, per_page) = asked.page();
        let from = (number - 1).saturating_mul(per_page).min(all.len());
        let contents: Vec<T> = all[from..(from + per_page).min(all.len())].iter().map(make).collect();
        let total_pages = all.len().div_ceil(per_page);
        Json(Self {
            total_items: all.len(),
            total_pages,
            page_number: number,
            size: contents.len(),
            first_page: number == 1,
            last_page: number >= total_pages,
            empty: contents.is_empty(),
            contents,
        })
    }
}

/// Where the description of all this stands.
pub(super) fn description(address: &PublicAddress) -> String {
    address.link("/api/openapi.json")
}
