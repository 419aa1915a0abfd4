//! A host changes their listing, within limits. Saving says that it is true today. Somebody else may have changed it
//! meanwhile: then both are shown, and nothing is lost.

use super::{
    fields::{Part, of_anybody, parts},
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
use uuid::Uuid;

/// Who reads the form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Its host, signed in.
    Host,
    /// Whoever has the link of a letter: they can say that it stopped as well.
    Letter,
    /// Anybody: what they change is a proposal, and names are not shown to them.
    Anybody,
}

/// Where the form stands.
pub(super) struct Place {
    /// Where it is sent.
    pub action: String,
    /// The page it belongs to.
    pub back: String,
    pub reader: Reader,
}

impl Place {
    /// The name of a sentence, as this reader reads it.
    fn words(&self, key: &str) -> String {
        match self.reader {
            Reader::Host | Reader::Letter => format!("host-edit-{key}"),
            Reader::Anybody => format!("correct-{key}"),
        }
    }

    fn is_for_anybody(&self) -> bool {
        self.reader == Reader::Anybody
    }

    fn is_of_a_letter(&self) -> bool {
        self.reader == Reader::Letter
    }
}

#[derive(Template)]
#[template(path = "hosts/edit.html")]
struct EditPage {
    v: Visit,
    slips: Slips,
    place: Place,
    listing: Listing,
    parts: Vec<Part>,
    /// Hidden in the form.
    version: i32,
    places_were: String,
    /// Somebody changed it meanwhile.
    is_stale: bool,
}

impl EditPage {
    fn new(v: Visit, place: Place, listing: Listing, form: &EditForm, slips: Slips, now: Option<&EditForm>) -> Self {
        let parts = parts(&v, form, &slips, now);
        let parts = if place.is_for_anybody() { of_anybody(&v, parts) } else { parts };
        let EditForm { version, places_were, .. } = now.unwrap_or(form).clone();
        Self { v, slips, place, listing, parts, version, places_were, is_stale: now.is_some() }
    }
}

fn own(v: &Visit, listing: Uuid) -> Place {
    Place { action: v.to(&format!("/host/listings/{listing}")), back: v.to("/host"), reader: Reader::Host }
}

/// `GET /host/listings/{id}`
pub async fn page(v: Visit, hosted: Hosted) -> Result<Response, Error> {
    let place = own(&v, hosted.listing.id);
    open(v, place, hosted.listing, hosted.version)
}

/// The form of a listing as it is; where it is over, the page it belongs to.
pub(super) fn open(v: Visit, place: Place, listing: Listing, version: i32) -> Result<Response, Error> {
    if listing.is_closed() {
        return Ok(see(&place.back));
    }
    let form = EditForm::of(&listing, version);
    show(&EditPage::new(v, place, listing, &form, Slips::default(), None))
}

/// `POST /host/listings/{id}`
pub async fn submit(v: Visit, hosted: Hosted, db: Db, Form(form): Form<EditForm>) -> Result<Response, Error> {
    let (by, place) = (By::of(&hosted.who, Role::Host), own(&v, hosted.listing.id));
    save(v, &db, by, hosted.listing.id, place, form).await
}

/// Stores what was typed, or shows the form again.
pub(super) async fn save(v: Visit, db: &Db, by: By, id: Uuid, place: Place, form: EditForm) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let found = listings::with_version_locked(&mut tx, id).await?;
    let (now, _) = found.filter(|(l, _)| !l.is_closed()).ok_or(Error::Stale)?;
    let mut slips = Slips::default();
    let mut listing = form.read(&mut slips, &now);
    if !slips.is_empty() {
        return again(v, place, now, &form, slips);
    }
    confirm(&mut listing, v.today());
    match listings::change(&mut tx, by, &listing, form.version).await? {
        Changed::Stale(now, version) => stale(v, place, *now, version, form),
        Changed::Done(_) | Changed::Same => {
            tx.commit().await?;
            Ok(Flash::on(see(&place.back), &v.address, "flash-host-saved", None))
        }
    }
}

/// The form again, with what is wrong in it.
pub(super) fn again(v: Visit, place: Place, now: Listing, form: &EditForm, slips: Slips) -> Result<Response, Error> {
    show_again(&EditPage::new(v, place, now, form, slips, None))
}

/// Somebody was first: what was typed, and beside it what is there now.
pub(super) fn stale(v: Visit, place: Place, now: Listing, version: i32, mut form: EditForm) -> Result<Response, Error> {
    let theirs = EditForm::of(&now, version);
    // Places that an answer took meanwhile are nobody's edit.
    if form.newcomer_places == form.places_were {
        form.newcomer_places = theirs.newcomer_places.clone();
    }
    let page = show(&EditPage::new(v, place, now, &form, Slips::default(), Some(&theirs)))?;
    Ok((StatusCode::CONFLICT, page).into_response())
}
