//! What every answer carries and every request must: headers, our own Host, the same site.

use super::{cookies::Cookie, error::Error, public_address::PublicAddress};
use axum::{
    extract::{Extension, Request},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::csrf::{CsrfLayer, ProtectionError};

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
];

/// The security headers on every answer; HSTS where the address is https. Pages are not stored
/// by anybody unless they say otherwise: what they show is hers.
pub async fn headers(Extension(address): Extension<PublicAddress>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if address.is_https() {
        let hsts = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, hsts);
    }
    response
}

/// 421 for a Host that is not ours, 415 for a compressed body: it could be a bomb.
pub async fn our_host(Extension(address): Extension<PublicAddress>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok());
    let host = host.or(request.uri().authority().map(|a| a.as_str())).unwrap_or_default();
    if !address.is_ours(host) {
        return (StatusCode::MISDIRECTED_REQUEST, "This host is not served here.\n").into_response();
    }
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the form uncompressed.\n").into_response();
    }
    next.run(request).await
}

/// Cross-site acts are refused by where they come from (no tokens).
pub fn same_site() -> CsrfLayer<impl Fn(ProtectionError) -> Response + Clone> {
    CsrfLayer::new().with_rejection_response(|_: ProtectionError| Error::Forbidden.into_response())
}

/// tower-http lets an act pass that says nothing of where it comes from; with our session cookie
/// on it, it must say it.
pub async fn cookies_say_where_from(
    Extension(address): Extension<PublicAddress>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let says = request.headers().contains_key("sec-fetch-site") || request.headers().contains_key(header::ORIGIN);
    if !safe && !says && Cookie::Session.read(request.headers(), &address).is_some() {
        return Err(Error::Forbidden);
    }
    Ok(next.run(request).await)
}
