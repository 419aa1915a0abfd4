//! Signing out, here or on another browser.

use super::{
    store,
    visit::{AsSignedIn, Visit},
};
use crate::{
    platform::db::Db,
    web::{Error, Id, cookies::Cookie, flash::Flash, see},
};
use axum::{http::HeaderValue, response::Response};

/// `POST /sign-out`: this browser forgets her, answers before the account included.
pub async fn submit(visit: Visit, db: Db) -> Result<Response, Error> {
    if let Some(who) = &visit.signed_in {
        store::end_session(&db, who.account, who.session).await?;
    }
    let mut response = Flash::on(see(&visit.to("/")), &visit.address, "flash-signed-out", None);
    Cookie::Session.clear(response.headers_mut(), &visit.address);
    Cookie::Visit.clear(response.headers_mut(), &visit.address);
    // Drafts of forms wait in the tab's storage.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}

/// `POST /sign-out/{id}`: another browser of hers.
pub async fn other(visit: Visit, AsSignedIn(who): AsSignedIn, Id(session): Id, db: Db) -> Result<Response, Error> {
    if !store::end_session(&db, who.account, session).await? {
        return Err(Error::NotFound);
    }
    Ok(Flash::on(see(&visit.to("/me")), &visit.address, "flash-signed-out-there", None))
}
