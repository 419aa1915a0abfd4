//! The day as a calendar takes it: what there is to do and where; it names nobody.

use super::{gathering::Seen, store, who_comes::One, whole::Gathering};
use crate::{
    auth::Visit,
    platform::db::Db,
    web::{
        Error,
        calendar::{self, Entry, LASTS, Method, Standing},
    },
};
use axum::response::Response;
use uuid::Uuid;

/// Agreed while it takes place; the same with a higher number where it was called off, or they cannot come. `None`: it
/// never was in a calendar.
fn entry(v: &Visit, it: &Gathering) -> Option<Entry> {
    let standing = match it.seen(v.now)? {
        Seen::On => Standing::Agreed,
        Seen::Off | Seen::Cannot => Standing::Off,
        _ => return None,
    };
    Some(Entry {
        uid: it.row.id.to_string(),
        sequence: u32::from(standing == Standing::Off),
        stamp: it.row.proposed_at,
        title: it.row.what.clone(),
        starts: it.row.meets_at,
        ends: it.row.meets_at + LASTS,
        standing,
        place: Some(it.row.place.clone()),
        about: None,
        path: Some(v.to(&format!("/gathering/{}", it.row.id))),
    })
}

/// `GET /gathering/{id}/calendar.ics`: asked for while it takes place, cancelled where it was called off.
pub async fn file(v: Visit, one: One, db: Db) -> Result<Response, Error> {
    let it = store::found(&db, one.key()).await?.ok_or(Error::NotFound)?;
    let entry = entry(&v, &it).ok_or(Error::NotFound)?;
    let method = Method::Request { reader: one.address(), desk: &v.city.desk_email };
    Ok(calendar::file(None, method, &[entry], &v.address))
}

/// All that somebody said yes to with others, a while ago and from now on, for their calendar.
///
/// # Errors
/// Those of the database.
pub async fn entries(v: &Visit, db: &Db, account: Uuid) -> Result<Vec<Entry>, sqlx::Error> {
    Ok(store::of_account(db, account).await?.iter().filter_map(|it| entry(v, it)).collect())
}
