//! The calendar itself: all that somebody agreed on and, as perhaps, what she keeps. First names and places, nothing else.

use super::{super::dates, store};
use crate::{
    auth::Visit,
    listings::Shelf,
    platform::{chance, db::Db},
    web::{
        Error,
        calendar::{self, Method},
        needs::Part,
    },
};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;

/// `GET /calendar/{token}`, with `.ics` behind it as calendars like it: whoever has the link reads it, without signing
/// in. One that was taken back is as one that never was.
pub async fn file(v: Visit, db: Db, shelf: Shelf, Part(token): Part, headers: HeaderMap) -> Result<Response, Error> {
    let token = token.strip_suffix(".ics").unwrap_or(&token);
    let owner = store::owner(&db, token).await?.ok_or(Error::NotFound)?;
    let stock = shelf.now();
    let all = dates::all(&v, &db, &stock, Some(owner.account), owner.newcomer).await?;
    let text = calendar::text(Some(&v.t("feed-name")), Method::Publish, &all, &v.address);
    let tag = HeaderValue::from_str(&format!("\"{}\"", &HEXLOWER.encode(&chance::hash(&text))[..32]));
    let tag = tag.map_err(|e| Error::Unexpected(e.into()))?;
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::ETAG, tag)], text).into_response())
}
