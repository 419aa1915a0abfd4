//! One act on many listings: first shown with the count and by name, then done in one transaction, and undone in one.

mod ask;
mod store;
mod undo;

use super::act::Act;
use crate::{
    auth::Visit,
    listings::Listing,
    web::{Error, flash::Flash},
};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;
use uuid::Uuid;

pub use store::forget_old as forget_old_acts;

/// What can be done to many.
pub(super) const ACTS: [Act; 5] = [Act::Confirm, Act::Pause, Act::Reopen, Act::Publish, Act::Close];
/// So many at once: a longer list nobody reads through before they say yes.
pub(super) const MOST: usize = 500;
/// Something was done to many: what, to how many, and its name for the undo.
const DONE: &str = "flash-many";

/// `/desk/listings/many` and what undoes it.
pub fn routes() -> Router {
    Router::new()
        .route("/desk/listings/many", get(ask::page).post(ask::submit))
        .route("/desk/many/{id}/undo", post(undo::submit))
}

/// Which act on which listings; since when they are closed; and the filters of the table it was asked on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ManyForm {
    act: Act,
    #[serde(default)]
    listing: Vec<Uuid>,
    /// `found`: all that the filters of the table find, whatever page they are on.
    #[serde(default)]
    all: String,
    #[serde(default)]
    closed_on: String,
    #[serde(default)]
    place: String,
}

impl ManyForm {
    /// The listings, each once, in an order in which all lock them.
    fn ids(&self) -> Result<Vec<Uuid>, Error> {
        let mut ids = self.listing.clone();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > MOST || !ACTS.contains(&self.act) { Err(Error::Unreadable) } else { Ok(ids) }
    }

    /// What becomes of one on this day; `None` where nothing does.
    fn after(&self, before: &Listing, closed_on: chrono::NaiveDate, v: &Visit) -> Option<Listing> {
        let mut after = before.clone();
        let may = self.act.does(&mut after, v.today());
        if self.act == Act::Close {
            after.closed_on = Some(closed_on);
        }
        (may && after != *before).then_some(after)
    }
}

/// Says on the next page what was done, and offers to undo it.
fn says(response: Response, v: &Visit, act: Act, count: usize, id: Uuid) -> Response {
    Flash::with_detail(response, &v.address, DONE, &format!("{act}~{count}~{id}"))
}

/// What was just done to many, in words, and its name.
pub(super) fn just_done(v: &Visit) -> Option<(String, Uuid)> {
    let detail = v.flash.as_ref().filter(|f| f.key == DONE)?.detail.as_ref()?;
    let mut parts = detail.splitn(3, '~');
    let (act, count, id) = (parts.next()?.parse::<Act>().ok()?, parts.next()?.parse::<usize>().ok()?, parts.next()?);
    Some((v.t1(format!("many-done-{act}"), "count", count), id.parse().ok()?))
}
