//! "Meet somebody": the four ways, what stands open, and taking it back.

use super::{Wish, store};
use crate::{
    auth::{Next, Visit},
    kit::words::Meet,
    listings::{Card, Shelf, walk_in},
    newcomers::AsNewcomer,
    platform::db::Db,
    web::{Error, Id, flash::Flash, see, show},
};
use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};

/// So many places to walk in stand beside what waits.
const WALK_IN: usize = 3;
/// The page.
pub const PATH: &str = "/meet";

/// A newcomer; signed out she signs in first and comes back here.
pub struct Asks(pub AsNewcomer);

impl<S: Send + Sync> FromRequestParts<S> for Asks {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let back = |e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::MeetSomebody.to_string()) } else { e };
        AsNewcomer::from_request_parts(parts, state).await.map(Self).map_err(back)
    }
}

/// A way to meet, with her open wish for it.
struct Way {
    kind: Meet,
    wish: Option<Wish>,
    /// Nobody from here is free for it at this moment.
    nobody_is_free: bool,
}

#[derive(Template)]
#[template(path = "introductions/wishes.html")]
struct WishesPage {
    v: Visit,
    ways: Vec<Way>,
    walk_in: Vec<Card>,
}

impl WishesPage {
    /// What was just taken back, and the form that undoes it.
    fn undo(&self) -> Option<(String, String)> {
        let flash = self.v.flash.as_ref().filter(|f| f.key == "flash-wish-back")?;
        Some((self.v.t(&flash.key), self.v.to(&format!("/meet/wishes/{}/again", flash.subject?))))
    }
}

/// `GET /meet`
pub async fn page(v: Visit, Asks(her): Asks, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let mut open = store::of_newcomer(&db, her.newcomer.id).await?;
    let mut ways = Vec::new();
    for kind in Meet::ALL {
        let wish = open.iter().position(|w| w.kind == *kind).map(|place| open.remove(place));
        let nobody_is_free = wish.is_some() && !store::somebody_is_free(&db, *kind).await?;
        ways.push(Way { kind: *kind, wish, nobody_is_free });
    }
    let waits = ways.iter().any(|way| way.wish.is_some());
    let walk_in = if waits { walk_in(&v, &shelf.now(), Some(&her.newcomer), &[], WALK_IN) } else { Vec::new() };
    show(&WishesPage { v, ways, walk_in })
}

/// `POST /meet/wishes/{id}/take-back`
pub async fn take_back(v: Visit, Asks(her): Asks, Id(id): Id, db: Db) -> Result<Response, Error> {
    let to = see(&v.to(PATH));
    let done = store::take_back(&db, her.newcomer.id, id).await?;
    Ok(if done { Flash::on(to, &v.address, "flash-wish-back", Some(id)) } else { to })
}

/// `POST /meet/wishes/{id}/again`: undoes it.
pub async fn again(v: Visit, Asks(her): Asks, Id(id): Id, db: Db) -> Result<Response, Error> {
    let to = see(&v.to(PATH));
    let done = store::again(&db, her.newcomer.id, id).await?;
    Ok(if done { Flash::on(to, &v.address, "flash-wish-again", None) } else { to })
}
