//! The answer, by the link of the letter: one button says that all groups are still on; each can be left out, has
//! something changed, or has stopped. Opening the page changes nothing: mail scanners open links.

use super::store::{self, Asked};
use crate::{
    auth::Visit,
    hosts::host::confirm,
    kit::words::Status,
    listings::{self, By, Listing, Role, Shelf},
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash, needs::Part, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// One of the groups.
struct Group {
    listing: Listing,
    when: Option<String>,
    /// Somebody said so since the letter was written.
    is_known: bool,
}

#[derive(Template)]
#[template(path = "hosts/still_on.html")]
struct StillOnPage {
    v: Visit,
    token: String,
    groups: Vec<Group>,
    /// The link is too old, or its address speaks for no group any more.
    is_over: bool,
}

impl StillOnPage {
    /// Whether there is still something to say.
    fn asks(&self) -> bool {
        self.groups.iter().any(|group| group.listing.is_open() && !group.is_known)
    }
}

/// What a link opens, while it works.
pub(super) async fn opened(db: &Db, token: &str) -> Result<Asked, Error> {
    store::asked(&**db, token).await?.filter(|asked| !asked.is_over).ok_or(Error::NotFound)
}

/// As whom the reader of a letter changes a group.
pub(super) fn by(asked: &Asked) -> By {
    By { account: asked.account_id, role: Role::Host }
}

/// `GET /still-on/{token}`
pub async fn page(v: Visit, db: Db, shelf: Shelf, Part(token): Part) -> Result<Response, Error> {
    let asked = store::asked(&*db, &token).await?.ok_or(Error::NotFound)?;
    let (stock, mut groups) = (shelf.now(), Vec::new());
    for id in asked.listings.iter().filter(|_| !asked.is_over) {
        let Some((listing, _)) = listings::with_version(&db, *id).await? else { continue };
        let when = stock.public(*id).map(|item| listings::when(&v, item));
        let is_known = listing.confirmed_on.is_some_and(|on| on >= asked.asked_on);
        groups.push(Group { listing, when, is_known });
    }
    show(&StillOnPage { is_over: groups.is_empty(), v, token, groups })
}

/// Which are still on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StillOnForm {
    #[serde(default)]
    on: Vec<Uuid>,
}

/// `POST /still-on/{token}`: what was chosen is true today; the same again changes nothing.
pub async fn submit(v: Visit, db: Db, Part(token): Part, Form(form): Form<StillOnForm>) -> Result<Response, Error> {
    let asked = opened(&db, &token).await?;
    let mut tx = db.begin().await?;
    let mut said = false;
    // In the order of their keys, whoever sends them.
    for id in asked.listings.iter().filter(|id| form.on.contains(id)) {
        let found = listings::with_version_locked(&mut tx, *id).await?;
        let Some((mut listing, version)) = found.filter(|(l, _)| l.is_open()) else { continue };
        confirm(&mut listing, v.today());
        listings::change(&mut tx, by(&asked), &listing, version).await?;
        said = true;
    }
    tx.commit().await?;
    let flash = if said { "flash-heartbeat-still-on" } else { "flash-heartbeat-none" };
    Ok(back_to(&v, &token, flash))
}

fn back_to(v: &Visit, token: &str, flash: &str) -> Response {
    Flash::on(see(&v.to(&format!("/still-on/{token}"))), &v.address, flash, None)
}

/// `POST /still-on/{token}/{id}/stopped`: it is over for good, as of today. Its page stays, with the date.
pub async fn stopped(v: Visit, db: Db, Part(token): Part, Id(id): Id) -> Result<Response, Error> {
    let today = v.today();
    turn(&db, &token, id, |listing| {
        listing.status = Status::Closed;
        listing.closed_on = Some(today);
    })
    .await?;
    Ok(back_to(&v, &token, "flash-heartbeat-stopped"))
}

/// `POST /still-on/{token}/{id}/back`: a group that rests or was said to have stopped is on again, and true today.
pub async fn back(v: Visit, db: Db, Part(token): Part, Id(id): Id) -> Result<Response, Error> {
    let today = v.today();
    turn(&db, &token, id, |listing| {
        listing.status = Status::Active;
        (listing.closed_on, listing.successor) = (None, None);
        confirm(listing, today);
    })
    .await?;
    Ok(back_to(&v, &token, "flash-host-back"))
}

async fn turn(db: &Db, token: &str, id: Uuid, change: impl FnOnce(&mut Listing)) -> Result<(), Error> {
    let asked = opened(db, token).await?;
    if !asked.listings.contains(&id) {
        return Err(Error::NotFound);
    }
    let mut tx = db.begin().await?;
    let found = listings::with_version_locked(&mut tx, id).await?;
    let (mut listing, version) = found.filter(|(l, _)| l.is_public()).ok_or(Error::NotFound)?;
    // The desk may have closed it while we waited for the lock: asked again, now that nobody else can.
    if !store::asked(&mut *tx, token).await?.is_some_and(|asked| asked.listings.contains(&id)) {
        return Err(Error::NotFound);
    }
    change(&mut listing);
    listings::change(&mut tx, by(&asked), &listing, version).await?;
    tx.commit().await?;
    Ok(())
}
