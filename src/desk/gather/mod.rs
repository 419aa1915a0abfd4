//! Bringing a few together: three newcomers, or two groups. What there is of it, and what came to nothing. Names nobody.

pub(super) mod groups;
mod plan;
mod suggest;
pub(super) mod trio;

use crate::{
    auth::{AsSocialWorker, Visit},
    gatherings,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;

/// The page.
pub(super) const PATH: &str = "/desk/gatherings";

#[derive(Template)]
#[template(path = "desk/gatherings.html")]
struct GatheringsPage {
    v: Visit,
    all: Vec<gatherings::Told>,
}

impl GatheringsPage {
    /// What was just done, and the form that undoes it.
    fn undo(&self) -> Option<(String, String)> {
        let flash = self.v.flash.as_ref()?;
        let verb = match flash.key.as_str() {
            "flash-gather-proposed" => "take-back",
            "flash-gather-seen-to" => "not-seen-to",
            _ => return None,
        };
        Some((self.v.t(&flash.key), format!("{PATH}/{}/{verb}", flash.subject?)))
    }
}

/// `GET /desk/gatherings`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, db: Db) -> Result<Response, Error> {
    let all = gatherings::told(&db, &who.scope).await?;
    show(&GatheringsPage { v, all })
}

/// `POST /desk/gatherings/{id}/take-back`
pub async fn take_back(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let done = gatherings::take_back(&mut tx, &who.scope, id).await?;
    tx.commit().await?;
    let key = if done { "flash-gather-back" } else { "flash-introduced-over" };
    Ok(Flash::on(see(PATH), &v.address, key, None))
}

/// `POST /desk/gatherings/{id}/seen-to`
pub async fn see_to(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let done = gatherings::see_to(&db, &who.scope, id).await?;
    Ok(if done { Flash::on(see(PATH), &v.address, "flash-gather-seen-to", Some(id)) } else { see(PATH) })
}

/// `POST /desk/gatherings/{id}/not-seen-to`: it waits again.
pub async fn undo(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    gatherings::wait_again(&db, &who.scope, id).await?;
    Ok(Flash::on(see(PATH), &v.address, "flash-not-seen-to", None))
}
