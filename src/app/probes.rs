//! For those who keep it running: does the process live, does the database answer, how much and how fast.

use crate::{platform::db::Db, web::PublicAddress};
use axum::{Router, http::StatusCode, routing::get};

/// `/healthz`, `/readyz`, and what robots may read.
pub fn routes() -> Router {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
}

async fn robots(address: PublicAddress) -> String {
    format!("User-agent: *\nDisallow: /dev/\n\nSitemap: {}\n", address.link("/sitemap.xml"))
}

async fn ready(db: Db) -> (StatusCode, &'static str) {
    if db.answers().await {
        (StatusCode::OK, "ok\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    }
}

/// `/metrics`, for its own listen address.
pub fn metrics_router(handle: axum_prometheus::metrics_exporter_prometheus::PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(move || async move { handle.render() }))
}
