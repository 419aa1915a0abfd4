//! For those who keep it running: does the process live, does the database answer, how much and how fast.

use crate::platform::db::Db;
use axum::{Router, http::StatusCode, routing::get};

/// `/healthz` and `/readyz`.
pub fn routes() -> Router {
    Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready))
}

async fn ready(db: Db) -> (StatusCode, &'static str) {
    match sqlx::query("select 1").execute(&*db).await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// `/metrics`, for its own listen address.
pub fn metrics_router(handle: axum_prometheus::metrics_exporter_prometheus::PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(move || async move { handle.render() }))
}
