//! One sentence on the next page: what was done, and how to undo it.

use super::{cookies::Cookie, public_address::PublicAddress, words::Words};
use axum::response::Response;

/// What the next page says: the name of a sentence (`flash-…`) and the thing it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// The name of the sentence.
    pub key: String,
    /// The thing it is about, for an undo form.
    pub subject: Option<uuid::Uuid>,
    /// What was done, in words of the room that did it; it reads them again before it uses them.
    pub detail: Option<String>,
}

impl Flash {
    /// Reads the cookie; anything that is not a sentence of ours is nothing.
    pub fn read(value: &str, words: &Words) -> Option<Self> {
        let mut parts = value.splitn(3, '.');
        let key = parts.next().unwrap_or_default();
        let (subject, detail) = (parts.next().unwrap_or_default(), parts.next());
        let known = key.starts_with("flash-") && words.has(key);
        known.then(|| Self { key: key.to_owned(), subject: subject.parse().ok(), detail: detail.map(str::to_owned) })
    }

    /// Lets the next page say it.
    pub fn on(mut response: Response, address: &PublicAddress, key: &str, subject: Option<uuid::Uuid>) -> Response {
        let value = subject.map_or(key.to_owned(), |s| format!("{key}.{s}"));
        Cookie::Flash.set(response.headers_mut(), address, &value, Some(60));
        response
    }

    /// The same with what was done: letters, digits, `-`, `:` and `~`.
    pub fn with_detail(mut response: Response, address: &PublicAddress, key: &str, detail: &str) -> Response {
        Cookie::Flash.set(response.headers_mut(), address, &format!("{key}..{detail}"), Some(60));
        response
    }
}
