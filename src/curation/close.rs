//! Closed for good: since when, and what took its place. It stays findable and is proposed to nobody.

use super::{
    act::{ActForm, act},
    brief::Brief,
    schedule_form::day,
    store,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{
        text::{Slip, optional_line},
        typed,
        words::Status,
    },
    listings::{self, Listing, folded},
    platform::db::Db,
    web::{Error, Form, Id, Slips, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// So many are offered to choose from.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "curation/close.html")]
struct ClosePage {
    v: Visit,
    slips: Slips,
    listing: Listing,
    form: CloseForm,
    /// Those whose name holds what was typed.
    found: Vec<Brief>,
}

/// Since when, and what took its place: typed, or chosen from what was found.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CloseForm {
    closed_on: String,
    successor: String,
    chosen: String,
}

/// `GET /desk/listings/{id}/close`
pub async fn page(v: Visit, AsSocialWorker(_): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let (listing, _) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let form = CloseForm {
        closed_on: day(listing.closed_on.unwrap_or(v.today())),
        successor: listing.successor.clone().unwrap_or_default(),
        chosen: String::new(),
    };
    show(&ClosePage { slips: Slips::default(), listing, form, found: Vec::new(), v })
}

/// `POST /desk/listings/{id}/close`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<CloseForm>,
) -> Result<Response, Error> {
    let (listing, _) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let mut slips = Slips::default();
    let closed_on = slips.take("closed_on", typed::date(&form.closed_on).and_then(|d| d.ok_or(Slip::Empty)));
    let wish = if form.chosen.is_empty() { &form.successor } else { &form.chosen };
    let wish = slips.take("successor", optional_line(wish, 200)).flatten();
    let (mut successor, mut found) = (None, Vec::new());
    if let Some(wish) = wish.filter(|_| slips.is_empty()) {
        found = find(&store::briefs(&db).await?, id, &wish);
        match found.as_slice() {
            [one] => successor = Some(one.key.clone()),
            [] => slips.add("successor", Slip::NotThis("slip-no-such-listing")),
            _ => slips.add("successor", Slip::NotThis("slip-which-listing")),
        }
    }
    let (Some(closed_on), true) = (closed_on, slips.is_empty()) else {
        return show_again(&ClosePage { slips, listing, form, found, v });
    };
    let change = move |it: &mut Listing| {
        it.status = Status::Closed;
        it.closed_on = Some(closed_on);
        it.successor = successor;
        true
    };
    act((&v, &who, &db), id, &ActForm::default(), "flash-closed", change).await
}

/// The one with this key or title; else those whose names hold the words. Never itself, nor a draft.
fn find(all: &[Brief], itself: Uuid, wish: &str) -> Vec<Brief> {
    let others = || all.iter().filter(|b| b.id != itself && b.status() != Status::Draft);
    let wish = folded(wish);
    let key: Vec<Brief> = others().filter(|b| folded(&b.key) == wish).cloned().collect();
    if key.len() == 1 {
        return key;
    }
    let is = |title: &Option<String>| title.as_ref().is_some_and(|t| folded(t) == wish);
    let exact: Vec<Brief> = others().filter(|b| is(&b.title_en) || is(&b.title_nl)).cloned().collect();
    if !exact.is_empty() {
        return exact;
    }
    let words: Vec<String> = wish.split_whitespace().map(str::to_owned).collect();
    others().filter(|b| b.says(&words)).take(MOST).cloned().collect()
}
