//! What is written down of a request: its route, never its address; and what becomes of a panic.

use crate::web::Error;
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{any::Any, time::Instant};

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

/// A panic is ours: logged, and a page like any other error of ours.
pub fn caught(panic: Box<dyn Any + Send + 'static>) -> Response {
    // A message that was put together may hold what the database said about a person.
    let said = panic.downcast_ref::<&'static str>().copied().unwrap_or("(not shown)");
    Error::Unexpected(anyhow::anyhow!("panic: {said}")).into_response()
}
