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
}

impl Flash {
    /// Reads the cookie; anything that is not a sentence of ours is nothing.
    pub fn read(value: &str, words: &Words) -> Option<Self> {
        let (key, subject) = value.split_once('.').unwrap_or((value, ""));
        let known = key.starts_with("flash-") && words.has(key);
        known.then(|| Self { key: key.to_owned(), subject: subject.parse().ok() })
    }

    /// Lets the next page say it.
    pub fn on(mut response: Response, address: &PublicAddress, key: &str, subject: Option<uuid::Uuid>) -> Response {
        let value = subject.map_or(key.to_owned(), |s| format!("{key}.{s}"));
        Cookie::Flash.set(response.headers_mut(), address, &value, Some(60));
        response
    }
}
