//! What is written down of a request: its route, never its address; and what becomes of a panic.

use crate::{exchange, web::Error};
use axum::{
    body::{Body, to_bytes},
    extract::{MatchedPath, Request},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    any::Any,
    time::{Duration, Instant},
};

/// One line for each request.
pub async fn log(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-".to_owned(), |m| m.as_str().to_owned());
    let response = next.run(request).await;
    let ms = started.elapsed().as_millis() as u64;
    tracing::info!(target: "request", %method, route, status = response.status().as_u16(), ms, "request");
    response
}

/// The forms of this city are small; the desk's import sets its own limit.
const LARGEST_FORM: usize = 64 * 1024;
/// How long a form may take to arrive.
const LONGEST_ARRIVAL: Duration = Duration::from_secs(5);

/// Waits for the whole form before anybody waits for a place: a form that drips in holds nobody else up.
pub async fn whole_body(request: Request, next: Next) -> Response {
    // A sheet is read by its own page, up to a limit of its own, once that page knows that it is for the desk.
    let is_sheet = request.extensions().get::<MatchedPath>().is_some_and(|m| m.as_str() == exchange::IMPORT_PATH);
    if is_sheet || matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(LONGEST_ARRIVAL, to_bytes(body, LARGEST_FORM)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(_)) => Error::Unreadable.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

/// A panic is ours: logged, and a page like any other error of ours.
pub fn caught(panic: Box<dyn Any + Send + 'static>) -> Response {
    // A message that was put together may hold what the database said about a person.
    let said = panic.downcast_ref::<&'static str>().copied().unwrap_or("(not shown)");
    Error::Unexpected(anyhow::anyhow!("panic: {said}")).into_response()
}
