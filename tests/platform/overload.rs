//! When it is full: 503 at once rather than everybody late.

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header::RETRY_AFTER},
    middleware::from_fn_with_state,
    routing::get,
};
use buurten::platform::admission::{Admission, admit};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Notify;
use tower::ServiceExt;

#[tokio::test]
async fn one_too_many_waits_a_moment_and_is_asked_to_come_back() {
    let release = Arc::new(Notify::new());
    let held = Arc::clone(&release);
    let admission = Admission::new(2, Duration::from_millis(100));
    let app = Router::new()
        .route("/", get(move || async move { held.notified().await }))
        .layer(from_fn_with_state(admission.clone(), admit));
    let ask = || app.clone().oneshot(Request::get("/").body(Body::empty()).expect("a request"));
    let inside = [tokio::spawn(ask()), tokio::spawn(ask())];
    while admission.free() > 0 {
        tokio::task::yield_now().await;
    }
    let since = Instant::now();
    let refused = ask().await.expect("an answer");
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.headers().contains_key(RETRY_AFTER));
    assert!(since.elapsed() < Duration::from_millis(250));
    release.notify_waiters();
    for served in inside {
        assert_eq!(served.await.expect("no panic").expect("an answer").status(), StatusCode::OK);
    }
    assert_eq!(admission.free(), 2);
}

#[tokio::test]
async fn a_visitor_who_leaves_gives_the_place_back() {
    let admission = Admission::new(1, Duration::from_millis(100));
    let app =
        Router::new().route("/", get(std::future::pending::<()>)).layer(from_fn_with_state(admission.clone(), admit));
    let ask = app.oneshot(Request::get("/").body(Body::empty()).expect("a request"));
    assert!(tokio::time::timeout(Duration::from_millis(50), ask).await.is_err());
    assert_eq!(admission.free(), 1);
}
