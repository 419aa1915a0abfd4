//! Listings that lost their heartbeat: nobody confirmed them for eight weeks, and a letter did not help. Somebody calls,
//! and says what they heard; or a letter goes out again, where eight weeks are over.

use super::{act::back, undo::Undo};
use crate::{
    auth::{AsSocialWorker, Visit},
    hosts::{self, Silent},
    listings,
    platform::db::Db,
    web::{Error, Id, flash::Flash, show},
};
use askama::Template;
use axum::response::Response;

/// So many stand on the page; the rest comes when these are done.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "curation/silent.html")]
struct SilentPage {
    v: Visit,
    undo: Option<Undo>,
    silent: Vec<Silent>,
    all: usize,
}

/// `GET /desk/listings/silent`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, db: Db) -> Result<Response, Error> {
    let undo = Undo::of(&db, &v, &who).await?;
    let (silent, all) = hosts::silent(&db, MOST).await?;
    show(&SilentPage { v, undo, silent, all })
}

impl SilentPage {
    /// What was tried, and what is left to try.
    fn tried(&self, it: &Silent) -> String {
        let v = &self.v;
        match it.asked_on {
            _ if !it.has_address => v.t("silent-no-address"),
            _ if it.bounces => v.t("silent-bounces"),
            Some(on) => v.t1("silent-asked", "date", v.w.date(on)),
            None => v.t("silent-not-asked"),
        }
    }

    /// Whether a letter may go out today.
    fn may_ask(&self, it: &Silent) -> bool {
        it.may_be_asked_on().is_some_and(|on| on <= self.v.today())
    }
}

/// `POST /desk/listings/{id}/ask-again`: one letter, if the last one to that address is eight weeks old.
pub async fn ask_again(v: Visit, _: AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    listings::with_version(&db, id).await?.ok_or(Error::NotFound)?;
    let asked = hosts::ask_this_one(&db, &v.city, &v.address, id).await?;
    let flash = if asked { "flash-silent-asked" } else { "flash-silent-not-asked" };
    Ok(Flash::on(back(id, "silent", ""), &v.address, flash, None))
}
