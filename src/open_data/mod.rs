//! What anybody may read and hand on, without an account: listings and organisations, never people. Told from the shelf
//! in memory; no question to the database. Other sites may read it from their own pages (CORS): this room alone.

mod answer;
mod calendar;
mod etag;
mod feed;
mod hsds;
mod openapi;
mod organizations;
mod parameters;
mod places;
mod services;
mod sitemap;
mod terms;

use axum::{Router, http::Method, middleware::from_fn, routing::get};
use tower_http::{
    compression::CompressionLayer,
    cors::{Any, CorsLayer},
};

/// The licence of everything here.
pub const LICENCE: (&str, &str) = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");

/// `/hsds` and below, `/calendar.ics`, `/new.rss`, `/sitemap.xml`, `/api/openapi.json`.
pub fn routes() -> Router {
    let cors = CorsLayer::new().allow_origin(Any).allow_methods([Method::GET, Method::HEAD]).allow_headers(Any);
    Router::new()
        .route("/hsds", get(hsds::about))
        .route("/hsds/", get(hsds::about))
        .route("/hsds/services", get(services::list))
        .route("/hsds/services/{id}", get(services::one))
        .route("/hsds/organizations", get(organizations::list))
        .route("/hsds/organizations/{id}", get(organizations::one))
        .route("/hsds/service_at_locations", get(places::list))
        .route("/hsds/service_at_locations/{id}", get(places::one))
        .route("/hsds/taxonomies", get(terms::taxonomies))
        .route("/hsds/taxonomies/{id}", get(terms::taxonomy))
        .route("/hsds/taxonomy_terms", get(terms::terms))
        .route("/hsds/taxonomy_terms/{id}", get(terms::term))
        .route("/calendar.ics", get(calendar::file))
        .route("/new.rss", get(feed::file))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap/{id}", get(sitemap::page))
        .route("/api/openapi.json", get(openapi::file))
        // From the inside out: a tag is of the bytes as they leave, and a packed answer is another one.
        .layer(CompressionLayer::new())
        .layer(from_fn(etag::etag))
        .layer(cors)
}
