//! Errors become pages in the reader's language, with a way on.

use super::visit::Visit;
use crate::web::{Error, error::Trouble, see};
use askama::Template;
use axum::{
    extract::{FromRequestParts, Request},
    http::{StatusCode, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

#[derive(Template)]
#[template(path = "errors/page.html")]
struct ErrorPage {
    v: Visit,
    title: String,
    text: String,
    number: Option<String>,
}

/// Middleware: gives every answer of 400 and above that has no page yet its page.
pub async fn error_pages(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let kept = parts.clone();
    parts.extensions = kept.extensions.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let trouble = match response.extensions().get::<Trouble>() {
        Some(trouble) => trouble.clone(),
        // A page already, or an answer to a program.
        None if response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|t| t.as_bytes().starts_with(b"text/html") || t.as_bytes() == b"application/problem+json") =>
        {
            return response;
        }
        None => match response.status() {
            status if status.as_u16() < 400 => return response,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => trouble_of("not-found"),
            StatusCode::SERVICE_UNAVAILABLE => trouble_of("busy"),
            status if status.is_client_error() => trouble_of("unreadable"),
            _ => trouble_of("unexpected"),
        },
    };
    page(kept, response, trouble).await
}

fn trouble_of(key: &'static str) -> Trouble {
    Trouble { key, number: None, sign_in_next: None }
}

async fn page(mut parts: Parts, response: Response, trouble: Trouble) -> Response {
    // Where it is busy already, the page of it must not ask the database too.
    let asked = match trouble.key {
        "busy" => Err(Error::Busy),
        _ => Visit::from_request_parts(&mut parts, &()).await,
    };
    let visit = asked.or_else(|_| {
        // An address below a language we do not have, or no database: the page needs neither.
        Visit::without_database(&parts)
    });
    let Ok(mut v) = visit else { return response };
    if let Some(next) = trouble.sign_in_next {
        return see(&v.to(&format!("/sign-in?next={next}")));
    }
    // The same bytes for a foreign id and for a random one: nothing of the address is on the page.
    v.path = String::new();
    v.flash = None;
    let title = v.t(format!("error-{}-title", trouble.key));
    let text = v.t(format!("error-{}-text", trouble.key));
    let rendered = ErrorPage { v, title, text, number: trouble.number }.render();
    let (mut head, _) = response.into_parts();
    head.headers.remove(header::CONTENT_LENGTH);
    head.headers.remove(header::CONTENT_TYPE);
    match rendered {
        Ok(html) => (head.status, head.headers, Html(html)).into_response(),
        Err(e) => Error::from(e).into_response(),
    }
}
