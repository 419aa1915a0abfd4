//! What every act on a listing does: lock, change, write it down, and go back with an undo.

use super::filters::Filters;
use crate::{
    auth::{SignedIn, Visit},
    kit::words::Status,
    listings::{self, By, Changed, Listing, Role},
    platform::db::Db,
    web::{Error, flash::Flash, see},
};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

/// The page an act was done on, by name, and its filters.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActForm {
    back: String,
    place: String,
}

/// Where to go afterwards: a name of ours, never an address.
pub(super) fn back(id: Uuid, back: &str, place: &str) -> Response {
    see(&match back {
        "list" => Filters::address_of(place),
        "desk" => "/desk".to_owned(),
        "silent" => "/desk/listings/silent".to_owned(),
        "history" => format!("/desk/listings/{id}/history"),
        _ => format!("/desk/listings/{id}"),
    })
}

/// Who of the desk changes it.
pub(super) fn by(who: &SignedIn) -> By {
    By::of(who, Role::SocialWorker)
}

/// Does an act, if the listing is in a state for it; `done` is the sentence that says so.
///
/// # Errors
/// `NotFound` without such a listing, `Stale` where its state is another by now.
pub(super) async fn act(
    (v, who, db): (&Visit, &SignedIn, &Db),
    id: Uuid,
    form: &ActForm,
    done: &'static str,
    change: impl FnOnce(&mut Listing) -> bool,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let (mut listing, version) = listings::with_version_locked(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !change(&mut listing) {
        return Err(Error::Stale);
    }
    let changed = listings::change(&mut tx, by(who), &listing, version).await?;
    tx.commit().await?;
    let subject = matches!(changed, Changed::Done(_)).then_some(id);
    Ok(Flash::on(back(id, &form.back, &form.place), &v.address, done, subject))
}

/// Somebody of the desk says that it is true as of today, its address included.
pub(super) fn confirm(listing: &mut Listing, today: NaiveDate) {
    listing.confirmed_on = Some(today);
    listing.contact_confirmed_on = listing.contact_email.as_ref().map(|_| today);
}

/// Opens it: what is published today is true today.
pub(super) fn open(listing: &mut Listing, today: NaiveDate) {
    listing.status = Status::Active;
    listing.closed_on = None;
    listing.successor = None;
    confirm(listing, today);
}
