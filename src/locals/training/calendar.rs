//! An evening as a calendar takes it: asked for, and cancelled where it was called off.

use super::{Training, store};
use crate::{
    auth::Visit,
    locals::{asking::OWN_PATH, local::AsLocal},
    platform::db::Db,
    web::{
        Error, Id,
        calendar::{self, Entry, Method, Standing},
    },
};
use axum::response::Response;
use uuid::Uuid;

fn entry(v: &Visit, evening: &Training) -> Entry {
    Entry {
        uid: evening.id.to_string(),
        sequence: u32::from(evening.is_off),
        stamp: evening.changed_at,
        title: v.t("training-title"),
        starts: evening.starts_at,
        ends: evening.ends_at,
        standing: if evening.is_off { Standing::Off } else { Standing::Agreed },
        place: Some(evening.place.clone()),
        about: None,
        path: Some(v.to(OWN_PATH)),
    }
}

/// `GET /local/training/{id}/calendar.ics`: of one that is to come, or was called off after they said that they come.
pub async fn file(v: Visit, them: AsLocal, Id(id): Id, db: Db) -> Result<Response, Error> {
    let local = them.local.id;
    let evening = match store::found(&db, id, local).await? {
        Some(evening) => Some(evening),
        None => store::theirs(&db, local).await?.into_iter().find(|evening| evening.id == id),
    };
    let entry = entry(&v, &evening.ok_or(Error::NotFound)?);
    let method = Method::Request { reader: &them.signed_in.email, desk: &v.city.desk_email };
    Ok(calendar::file(None, method, &[entry], &v.address))
}

/// The evenings that the local of this account comes to, or would have, for their calendar.
///
/// # Errors
/// Those of the database.
pub async fn entries(v: &Visit, db: &Db, account: Uuid) -> Result<Vec<Entry>, sqlx::Error> {
    Ok(store::of_account(db, account).await?.iter().map(|evening| entry(v, evening)).collect())
}
