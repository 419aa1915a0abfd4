//! All listings at the desk, sorted by what needs a human.

use super::{
    brief::Brief,
    filters::{ANY, FilterForm, Filters},
    translated::just_said,
    undo::Undo,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    hosts,
    kit::words::Status,
    listings::{Look, Shelf},
    platform::{clock::Clock, db::Db},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// Rows on a page of the table.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "curation/browse.html")]
struct BrowsePage {
    v: Visit,
    undo: Option<Undo>,
    filters: Filters,
    briefs: Vec<Brief>,
    found: usize,
    last: usize,
    /// No listing has all of the words.
    closest: bool,
    /// How many lost their heartbeat.
    silent: usize,
    /// How many corrections wait.
    corrections: i64,
    /// Just said to say the same in both languages, and the one that was behind.
    translated: Option<(Uuid, String)>,
}

impl BrowsePage {
    /// How long ago somebody said it is true.
    fn fresh(&self, it: &Brief) -> String {
        match it.listing.confirmed_on.map(|on| (self.v.today() - on).num_days()) {
            None => self.v.t("fresh-never"),
            Some(..=0) => self.v.t("fresh-today"),
            Some(days) => self.v.t1("fresh-days", "days", days),
        }
    }
}

/// `GET /desk/listings`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    (shelf, clock): (Shelf, Clock),
    Query(form): Query<FilterForm>,
) -> Result<Response, Error> {
    let filters = form.read()?;
    let stock = shelf.up_to_date(&db, &clock).await?;
    let (places, closest) = filters.choose(&stock, v.lang);
    let found = places.len();
    let page = places.into_iter().skip((filters.page - 1) * PAGE).take(PAGE);
    let briefs = page.map(|place| Brief::at(&stock, place)).collect();
    let undo = Undo::of(&db, &v, &who).await?;
    let (_, silent) = hosts::silent(&db, 1).await?;
    let corrections = hosts::count_corrections(&db).await?;
    show(&BrowsePage {
        undo,
        filters,
        briefs,
        found,
        last: found.div_ceil(PAGE).max(1),
        closest,
        silent,
        corrections,
        translated: just_said(&v),
        v,
    })
}

/// The colour of a chip that says whether a listing is open.
pub fn status_tag(status: impl std::borrow::Borrow<Status>) -> &'static str {
    match status.borrow() {
        Status::Active => "now",
        Status::Paused => "warning",
        Status::Closed => "danger",
        Status::Draft => "info",
    }
}
