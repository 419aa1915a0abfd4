//! Saved views: a filter of the desk's listings under a name, for whoever saved it alone.

mod store;

use super::{
    browse::BrowsePage,
    filters::{Filters, PlaceForm},
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::text::{Slip, line},
    listings::Shelf,
    platform::{clock::Clock, db::Db},
    web::{Error, Form, Id, Slips, flash::Flash, see, show_again},
};
use axum::{Router, response::Response, routing::post};
use serde::Deserialize;
use uuid::Uuid;

pub use store::forget_removed as forget_removed_views;
pub(super) use store::{View, of as of_account};

/// The longest name, in characters.
const LONGEST: usize = 40;
/// Just removed: what brings it back.
const REMOVED: &str = "flash-view-removed";

/// `/desk/views` and below.
pub fn routes() -> Router {
    Router::new()
        .route("/desk/views", post(save))
        .route("/desk/views/{id}/remove", post(remove))
        .route("/desk/views/{id}/bring-back", post(bring_back))
}

/// A name, and the filters that stand under it.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ViewForm {
    name: String,
    place: String,
}

/// `POST /desk/views`: under a name that is there already it takes that one's place.
async fn save(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    (shelf, clock): (Shelf, Clock),
    Form(form): Form<ViewForm>,
) -> Result<Response, Error> {
    let filters = Filters::of_query(&form.place);
    let (mut slips, query) = (Slips::default(), filters.query());
    let name = slips.take("name", line(&form.name, LONGEST));
    if query.is_empty() {
        slips.add("name", Slip::NotThis("slip-view-nothing"));
    }
    if let Some(name) = name.filter(|_| slips.is_empty()) {
        if store::save(&db, who.account, &name, &query).await? {
            let to = see(&Filters::address_of(&form.place));
            return Ok(Flash::on(to, &v.address, "flash-view-saved", None));
        }
        slips.add("name", Slip::NotThis("slip-views-most"));
    }
    show_again(&BrowsePage::of(v, &who, &db, (&shelf, &clock), filters, (slips, form.name)).await?)
}

/// `POST /desk/views/{id}/remove`
async fn remove(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<PlaceForm>,
) -> Result<Response, Error> {
    if !store::remove(&db, who.account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(Flash::with_detail(see(&form.address()), &v.address, REMOVED, &id.to_string()))
}

/// `POST /desk/views/{id}/bring-back`: within an hour.
async fn bring_back(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<PlaceForm>,
) -> Result<Response, Error> {
    if !store::bring_back(&db, who.account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(Flash::on(see(&form.address()), &v.address, "flash-view-saved", None))
}

/// The one that was just removed.
pub(super) fn just_removed(v: &Visit) -> Option<Uuid> {
    v.flash.as_ref().filter(|f| f.key == REMOVED)?.detail.as_ref()?.parse().ok()
}
