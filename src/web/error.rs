//! Everything that can go wrong with a request and is neither a visitor's slip (a form again)
//! nor a rule's no (a sentence on the page).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::atomic::{AtomicU64, Ordering};

/// Why a page could not be shown. `auth::error_pages` turns it into a page in the reader's language.
#[derive(Debug)]
pub enum Error {
    /// It does not exist, or is not this reader's to see: the same bytes in both cases.
    NotFound,
    /// This reader may see it but not do this.
    Forbidden,
    /// First sign in, then come back to this page (the name of a page, see `auth::next`).
    SignIn(String),
    /// The form or the address could not be read at all.
    Unreadable,
    /// Somebody else wrote first, or the thing is in another state by now.
    Stale,
    /// More visitors than we can serve at once.
    Busy,
    /// Ours: logged once with a number; the page shows the number and never the cause.
    Unexpected(anyhow::Error),
}

/// What the page of an error needs to know; travels in the response's extensions.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// The page: `templates/errors/page.html` has a title and a way on for each.
    pub key: &'static str,
    /// The number under which the log has the cause.
    pub number: Option<String>,
    /// Where to go after signing in.
    pub sign_in_next: Option<String>,
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

impl Error {
    /// Anything ours, with its cause.
    pub fn unexpected(cause: impl Into<anyhow::Error>) -> Self {
        Error::Unexpected(cause.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut trouble = Trouble { key: "unexpected", number: None, sign_in_next: None };
        let status = match self {
            Error::NotFound => {
                trouble.key = "not-found";
                StatusCode::NOT_FOUND
            }
            Error::Forbidden => {
                trouble.key = "forbidden";
                StatusCode::FORBIDDEN
            }
            Error::SignIn(next) => {
                trouble.key = "sign-in";
                trouble.sign_in_next = Some(next);
                StatusCode::SEE_OTHER
            }
            Error::Unreadable => {
                trouble.key = "unreadable";
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Error::Stale => {
                trouble.key = "stale";
                StatusCode::CONFLICT
            }
            Error::Busy => {
                trouble.key = "busy";
                StatusCode::SERVICE_UNAVAILABLE
            }
            Error::Unexpected(cause) => {
                let number = format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
                tracing::error!(number, cause = %format!("{cause:#}"), "something of ours went wrong");
                trouble.number = Some(number);
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        let mut response = status.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response.extensions_mut().insert(trouble);
        response
    }
}

/// Errors of the database carry no values, only the statement's trouble: safe to log.
impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        match cause {
            sqlx::Error::PoolTimedOut => Error::Busy,
            // The database is going or coming back: to try again soon is all that helps.
            sqlx::Error::Io(trouble) => {
                tracing::warn!(%trouble, "the connection to the database broke");
                Error::Busy
            }
            sqlx::Error::Database(d) if d.code().is_some_and(|code| code.starts_with("57P")) => {
                tracing::warn!(trouble = d.message(), "the database ended the connection");
                Error::Busy
            }
            sqlx::Error::Database(d) => Error::Unexpected(anyhow::anyhow!(
                "database: {} ({})",
                d.message(),
                d.constraint().unwrap_or(d.code().as_deref().unwrap_or("-"))
            )),
            other => Error::Unexpected(other.into()),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(cause: askama::Error) -> Self {
        Error::Unexpected(cause.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(cause: anyhow::Error) -> Self {
        Error::Unexpected(cause)
    }
}
