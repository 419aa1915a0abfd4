//! The meeting as a calendar takes it: asked for, changed, or called off.

use super::{
    introduction::{Seen, Side},
    meet::One,
    pair::Introduction,
    store,
};
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

/// The same entry with a higher number each time the date changes, cancelled where it was called off. Says a first name
/// and the place, nothing else. What never had a date is in no calendar.
fn entry(v: &Visit, pair: &Introduction, side: Side) -> Option<Entry> {
    let starts = pair.meets_at.or(pair.met_before)?;
    let name = pair.other(side).map(|other| other.name().to_owned()).unwrap_or_default();
    Some(Entry {
        uid: pair.id.to_string(),
        sequence: u32::try_from(pair.calendar_sequence).unwrap_or_default(),
        stamp: pair.agreed_at().unwrap_or(v.now),
        title: v.w.t1("intro-meet-title", "name", name),
        starts,
        ends: starts + LASTS,
        standing: if pair.meets_at.is_some() { Standing::Agreed } else { Standing::Off },
        place: pair.place.clone(),
        about: None,
        path: Some(v.to(&format!("/meet/{}", pair.id))),
    })
}

/// `GET /meet/{id}/calendar.ics`
pub async fn file(v: Visit, one: One, db: Db) -> Result<Response, Error> {
    let (pair, side, seen) = one.finds(&v, &db).await?;
    let entry = entry(&v, &pair, side).filter(|_| seen == Seen::Both).ok_or(Error::NotFound)?;
    let method = Method::Request { reader: one.address(), desk: &v.city.desk_email };
    Ok(calendar::file(None, method, &[entry], &v.address))
}

/// All of somebody's meetings, for their calendar.
///
/// # Errors
/// Those of the database.
pub async fn entries(v: &Visit, db: &Db, account: Uuid) -> Result<Vec<Entry>, sqlx::Error> {
    let mut all = Vec::new();
    for side in Side::ALL {
        let pairs = store::of_account(db, account, *side).await?;
        let both = pairs.iter().filter(|pair| pair.seen_by(*side, v.now) == Some(Seen::Both));
        all.extend(both.filter_map(|pair| entry(v, pair, *side)));
    }
    Ok(all)
}
