//! "I come", with one tap; undone with one; and the evening as a calendar takes it.

use super::store;
use crate::{
    auth::Visit,
    locals::{asking::OWN_PATH, local::AsLocal},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see},
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use icalendar::{Calendar, Component, Event, EventLike};

/// `POST /local/training/{id}/come`
pub async fn come(v: Visit, them: AsLocal, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::found(&db, id, them.local.id).await?.ok_or(Error::NotFound)?;
    store::come(&db, id, them.local.id).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-training-come", Some(id)))
}

/// `POST /local/training/{id}/not-come`
pub async fn not_come(v: Visit, them: AsLocal, Id(id): Id, db: Db) -> Result<Response, Error> {
    store::found(&db, id, them.local.id).await?.ok_or(Error::NotFound)?;
    store::not_come(&db, id, them.local.id).await?;
    Ok(Flash::on(see(&v.to(OWN_PATH)), &v.address, "flash-training-not-come", Some(id)))
}

/// `GET /local/training/{id}/calendar.ics`
pub async fn calendar(v: Visit, them: AsLocal, Id(id): Id, db: Db) -> Result<Response, Error> {
    let evening = store::found(&db, id, them.local.id).await?.ok_or(Error::NotFound)?;
    let mut event = Event::new();
    event
        .uid(&format!("{id}@{}", v.address.host()))
        .timestamp(v.now)
        .summary(&v.t("training-title"))
        .location(&evening.place)
        .starts(evening.starts_at)
        .ends(evening.ends_at)
        .url(&v.address.link(&v.to(OWN_PATH)));
    let mut calendar = Calendar::new();
    calendar.push(event.done());
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    let saved_as = HeaderValue::from_static("attachment; filename=\"buurten.ics\"");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, saved_as)], calendar.to_string()).into_response())
}
