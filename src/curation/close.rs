//! Closed for good: since when, and what took its place. It stays findable and is proposed to nobody.

use super::{
    act::{ActForm, act},
    schedule_form::day,
};
use crate::{
    auth::{AsSocialWorker, Visit},
    kit::{
        text::{Slip, optional_line},
        typed,
        words::Status,
    },
    listings::{self, Listing, Shelf, Stock, folded},
    platform::{clock::Clock, db::Db},
    web::{Error, Form, Id, Slips, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;
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
    found: Vec<Arc<Listing>>,
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
    (shelf, clock): (Shelf, Clock),
    Form(form): Form<CloseForm>,
) -> Result<Response, Error> {
    let (listing, _) = listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let mut slips = Slips::default();
    let closed_on = slips.take("closed_on", typed::date(&form.closed_on).and_then(|d| d.ok_or(Slip::Empty)));
    let wish = if form.chosen.is_empty() { &form.successor } else { &form.chosen };
    let wish = slips.take("successor", optional_line(wish, 200)).flatten();
    let (mut successor, mut found) = (None, Vec::new());
    if let Some(wish) = wish.filter(|_| slips.is_empty()) {
        found = find(&*shelf.up_to_date(&db, &clock).await?, id, &wish);
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

/// The one with this key or title; else those whose names hold the words, by key. Never itself, nor a draft.
fn find(stock: &Stock, itself: Uuid, wish: &str) -> Vec<Arc<Listing>> {
    let all = || stock.items.iter().map(|item| &item.listing).filter(|l| l.id != itself && l.is_public());
    let those = |is: &dyn Fn(&Listing) -> bool| {
        let mut found: Vec<Arc<Listing>> = all().filter(|l| is(l)).cloned().collect();
        found.sort_by(|a, b| a.key.cmp(&b.key));
        found
    };
    let wish = folded(wish);
    let titles = |l: &Listing| [&l.title_en, &l.title_nl].map(|t| t.as_deref().map(folded).unwrap_or_default());
    let of_key = those(&|l| folded(&l.key) == wish);
    if of_key.len() == 1 {
        return of_key;
    }
    let exact = those(&|l| titles(l).contains(&wish));
    if !exact.is_empty() {
        return exact;
    }
    let names = |l: &Listing| {
        let [en, nl] = titles(l);
        [en, nl, l.organisation.as_deref().map(folded).unwrap_or_default(), folded(&l.key)].join("\n")
    };
    let says = |l: &Listing| {
        let names = names(l);
        wish.split_whitespace().all(|word| names.contains(word))
    };
    let mut found = those(&says);
    found.truncate(MOST);
    found
}
