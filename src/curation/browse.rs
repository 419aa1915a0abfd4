//! All listings at the desk, sorted by what needs a human.

use super::{
    brief::Brief,
    filters::{ANY, FilterForm, Filters},
    many::{self, ACTS, MOST},
    translated::just_said,
    undo::Undo,
    views::{self, View},
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    hosts,
    kit::words::Status,
    listings::{Look, Shelf},
    platform::{clock::Clock, db::Db},
    web::{Error, Query, Slips, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// Rows on a page of the table.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "curation/browse.html")]
pub(super) struct BrowsePage {
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
    /// What was just done to many, and its name.
    many: Option<(String, Uuid)>,
    /// Her own filters under a name.
    views: Vec<View>,
    /// The view that was just removed.
    removed: Option<Uuid>,
    /// Every row of the page is chosen.
    all: bool,
    /// Of a view that could not be saved, and the name that was typed.
    slips: Slips,
    name: String,
}

impl BrowsePage {
    /// The view that these filters are.
    fn shown(&self) -> Option<&View> {
        self.views.iter().find(|view| view.query == self.filters.query())
    }

    /// Whether all that was found may be chosen at once: more than stand on the page, and not too many.
    fn can_choose_all(&self) -> bool {
        (self.briefs.len() + 1..=MOST).contains(&self.found)
    }

    /// How long ago somebody said it is true.
    fn fresh(&self, it: &Brief) -> String {
        match it.listing.confirmed_on.map(|on| (self.v.today() - on).num_days()) {
            None => self.v.t("fresh-never"),
            Some(..=0) => self.v.t("fresh-today"),
            Some(days) => self.v.t1("fresh-days", "days", days),
        }
    }
}

impl BrowsePage {
    /// The table as these filters have it; with the slips of a view that could not be saved, and its name.
    pub(super) async fn of(
        v: Visit,
        who: &SignedIn,
        db: &Db,
        (shelf, clock): (&Shelf, &Clock),
        filters: Filters,
        (slips, name): (Slips, String),
    ) -> Result<Self, Error> {
        let stock = shelf.up_to_date(db, clock).await?;
        let (places, closest) = filters.choose(&stock, v.lang);
        let found = places.len();
        let page = places.into_iter().skip((filters.page - 1) * PAGE).take(PAGE);
        let (_, silent) = hosts::silent(db, 1).await?;
        Ok(Self {
            briefs: page.map(|place| Brief::at(&stock, place)).collect(),
            undo: Undo::of(db, &v, who).await?,
            last: found.div_ceil(PAGE).max(1),
            corrections: hosts::count_corrections(db).await?.0,
            views: views::of_account(db, who.account).await?,
            translated: just_said(&v),
            many: many::just_done(&v),
            removed: views::just_removed(&v),
            all: false,
            filters,
            found,
            closest,
            silent,
            slips,
            name,
            v,
        })
    }
}

/// What chooses every row of the page: a link does it, so that it needs no script.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct All {
    all: String,
}

/// `GET /desk/listings`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    (shelf, clock): (Shelf, Clock),
    Query(form): Query<FilterForm>,
    Query(all): Query<All>,
) -> Result<Response, Error> {
    let none = (Slips::default(), String::new());
    let page = BrowsePage::of(v, &who, &db, (&shelf, &clock), form.read()?, none).await?;
    show(&BrowsePage { all: all.all == "1", ..page })
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
