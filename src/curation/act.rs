//! What every act on a listing does: lock, change, write it down, and go back with an undo.

use super::filters::Filters;
use crate::{
    auth::{SignedIn, Visit},
    kit::words::Status,
    listings::{self, By, Changed, Listing, Role},
    named,
    platform::db::Db,
    web::{Error, flash::Flash, see},
};
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

named! {
    /// What can be done to a listing without changing what it says.
    Act {
        /// Somebody says that it is true as of today.
        Confirm = "confirm",
        /// A draft becomes public.
        Publish = "publish",
        /// It rests for now.
        Pause = "pause",
        /// What rested or was closed is open again.
        Reopen = "reopen",
        /// Nobody but the desk sees it.
        Draft = "draft",
        /// It is over, as of today.
        Close = "close",
    }
}

impl Act {
    /// Does it; `false` where the listing is in no state for it. What is so already stays so.
    pub(super) fn does(self, it: &mut Listing, today: NaiveDate) -> bool {
        use Status::{Active, Closed, Draft, Paused};
        match (self, it.status) {
            (Self::Confirm, Active | Paused) => confirm(it, today),
            (Self::Publish, Draft) | (Self::Reopen, Paused | Closed) => open(it, today),
            (Self::Pause, Active) => it.status = Paused,
            (Self::Draft, Active | Paused) => it.status = Draft,
            (Self::Close, Active | Paused) => (it.status, it.closed_on) = (Closed, Some(today)),
            (Self::Publish | Self::Reopen, Active) | (Self::Pause, Paused) | (Self::Draft, Draft) => {}
            _ => return false,
        }
        true
    }
}

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
fn confirm(listing: &mut Listing, today: NaiveDate) {
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
