//! A host changes their listing, within limits. Saving says that it is true today. Somebody else may have changed it
//! meanwhile: then both are shown, and nothing is lost.

use super::{
    fields::{Part, parts},
    form::EditForm,
    host::{Hosted, confirm},
};
use crate::{
    auth::Visit,
    listings::{self, By, Changed, Listing, Role},
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

#[derive(Template)]
#[template(path = "hosts/edit.html")]
struct EditPage {
    v: Visit,
    slips: Slips,
    listing: Listing,
    parts: Vec<Part>,
    /// Hidden in the form.
    version: i32,
    places_were: String,
    /// Somebody changed it meanwhile.
    is_stale: bool,
}

impl EditPage {
    fn new(v: Visit, listing: Listing, form: &EditForm, slips: Slips, now: Option<&EditForm>) -> Self {
        let parts = parts(&v, form, &slips, now);
        let EditForm { version, places_were, .. } = now.unwrap_or(form).clone();
        Self { v, slips, listing, parts, version, places_were, is_stale: now.is_some() }
    }
}

/// `GET /host/listings/{id}`
pub async fn page(v: Visit, hosted: Hosted) -> Result<Response, Error> {
    let Hosted { listing, version, .. } = hosted;
    if listing.is_closed() {
        return Ok(see(&v.to("/host")));
    }
    let form = EditForm::of(&listing, version);
    show(&EditPage::new(v, listing, &form, Slips::default(), None))
}

/// `POST /host/listings/{id}`
pub async fn submit(v: Visit, hosted: Hosted, db: Db, Form(mut form): Form<EditForm>) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let found = listings::with_version_locked(&mut tx, hosted.listing.id).await?;
    let (now, _) = found.filter(|(l, _)| !l.is_closed()).ok_or(Error::Stale)?;
    let mut slips = Slips::default();
    let mut listing = form.read(&mut slips, &now);
    if !slips.is_empty() {
        return show_again(&EditPage::new(v, now, &form, slips, None));
    }
    confirm(&mut listing, v.today());
    match listings::change(&mut tx, By::of(&hosted.who, Role::Host), &listing, form.version).await? {
        Changed::Stale(now, version) => {
            let theirs = EditForm::of(&now, version);
            // Places that an answer took meanwhile are nobody's edit.
            if form.newcomer_places == form.places_were {
                form.newcomer_places = theirs.newcomer_places.clone();
            }
            let page = show(&EditPage::new(v, *now, &form, Slips::default(), Some(&theirs)))?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Changed::Done(_) | Changed::Same => {
            tx.commit().await?;
            Ok(Flash::on(see(&v.to("/host")), &v.address, "flash-host-saved", None))
        }
    }
}
