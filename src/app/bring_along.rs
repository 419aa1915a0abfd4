//! Answers from before there was an account come along: once, on the first page after signing in.

use crate::{
    auth::Visit,
    locals, newcomers,
    platform::db::Db,
    web::{Error, cookies::Cookie, needs::lent},
};
use axum::{
    extract::{FromRequestParts, Request},
    middleware::Next,
    response::Response,
};

/// Middleware: where a session and a visit meet, the visit's answers become the account's and the visit ends.
pub async fn bring_along(request: Request, next: Next) -> Result<Response, Error> {
    let (mut parts, body) = request.into_parts();
    let address = lent(&parts)?;
    let has = |cookie: Cookie| cookie.read(&parts.headers, &address).is_some();
    if !(has(Cookie::Session) && has(Cookie::Visit)) {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    }
    let visit = Visit::from_request_parts(&mut parts, &()).await?;
    let (Some(who), Some(hash)) = (visit.signed_in, visit.visit_hash) else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let db: Db = lent(&parts)?;
    newcomers::claim(&db, who.account, &hash).await?;
    locals::claim(&db, who.account, &hash).await?;
    let mut response = next.run(Request::from_parts(parts, body)).await;
    Cookie::Visit.clear(response.headers_mut(), &address);
    Ok(response)
}
