//! The calendar itself: all that somebody agreed on and, as perhaps, what she keeps. First names and places, nothing else.

use super::{
    super::{
        plan::{Plan, Why},
        week::WEEKS,
    },
    store,
};
use crate::{
    along,
    auth::Visit,
    introductions,
    listings::{Shelf, Stock, calendar_entry, versions_of},
    platform::{chance, db::Db},
    web::{
        Error,
        calendar::{self, Entry, Method, Standing},
        needs::Part,
    },
};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Days, Utc};
use data_encoding::HEXLOWER;
use std::collections::HashSet;
use uuid::Uuid;

/// `GET /calendar/{token}`, with `.ics` behind it as calendars like it: whoever has the link reads it, without signing
/// in. One that was taken back is as one that never was.
pub async fn file(v: Visit, db: Db, shelf: Shelf, Part(token): Part, headers: HeaderMap) -> Result<Response, Error> {
    let token = token.strip_suffix(".ics").unwrap_or(&token);
    let owner = store::owner(&db, token).await?.ok_or(Error::NotFound)?;
    let stock = shelf.now();
    let together = along::calendar_entries(&v, &db, &stock, owner.account).await?;
    let taken: HashSet<(Uuid, DateTime<Utc>)> = together.iter().map(|(id, e)| (*id, e.starts)).collect();
    let mut all = introductions::calendar_entries(&v, &db, owner.account).await?;
    if let Some(newcomer) = owner.newcomer {
        all.extend(of_groups(&v, &db, &stock, newcomer, &taken).await?);
    }
    all.extend(together.into_iter().map(|(_, entry)| entry));
    all.sort_by(|a, b| (a.starts, &a.uid).cmp(&(b.starts, &b.uid)));
    let text = calendar::text(Some(&v.t("feed-name")), Method::Publish, &all, &v.address);
    let tag = HeaderValue::from_str(&format!("\"{}\"", &HEXLOWER.encode(&chance::hash(&text))[..32]));
    let tag = tag.map_err(|e| Error::Unexpected(e.into()))?;
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::ETAG, tag)], text).into_response())
}

/// The coming sessions of groups where she is welcome, and of those she keeps; without what somebody takes her along to.
async fn of_groups(
    v: &Visit,
    db: &Db,
    stock: &Stock,
    newcomer: Uuid,
    taken: &HashSet<(Uuid, DateTime<Utc>)>,
) -> Result<Vec<Entry>, sqlx::Error> {
    let plan = Plan::of_groups(db, newcomer).await?;
    let ids: Vec<Uuid> = plan.ids().into_iter().collect();
    let versions = versions_of(db, &ids).await?;
    let mut all = Vec::new();
    for id in ids {
        let Some(item) = stock.public(id).filter(|i| i.listing.is_open()) else { continue };
        let (version, changed_at) = versions.get(&id).copied().unwrap_or((0, v.now));
        for session in item.sessions(v.today(), v.today() + Days::new(7 * WEEKS)) {
            let standing = match plan.why(id, &session) {
                Some(Why::Yes) => Standing::Agreed,
                Some(Why::Kept) => Standing::Perhaps,
                _ => continue,
            };
            if taken.contains(&(id, session.starts.with_timezone(&Utc))) {
                continue;
            }
            let sequence = u32::try_from(version).unwrap_or_default();
            all.push(Entry { sequence, stamp: changed_at, standing, ..calendar_entry(v, item, &session) });
        }
    }
    Ok(all)
}
