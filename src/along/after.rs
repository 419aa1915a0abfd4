//! The day after: how was it? From the letter by its link, without signing in. The link changes nothing by being opened;
//! the answer counts once, and a kind next step stands below it.

use super::{
    asked::Asked,
    day,
    going::{After, Side},
    letters::moment,
    store::{self, Key},
    went,
};
use crate::{
    auth::{self, Visit},
    listings::{Card, Listing, Shelf, walk_in},
    platform::db::Db,
    web::{Error, Form, Query, needs::Part, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;

/// So many places to walk in stand below an answer that did not work out.
const WALK_IN: usize = 3;

#[derive(Template)]
#[template(path = "along/after.html")]
struct AfterPage {
    v: Visit,
    listing: Arc<Listing>,
    when: String,
    token: String,
    side: Side,
    /// The chosen answer.
    say: After,
    /// What was answered before.
    said: Option<After>,
    /// The next time it takes place.
    next: Option<String>,
    walk_in: Vec<Card>,
}

impl AfterPage {
    fn is_hers(&self) -> bool {
        self.side == Side::Newcomer
    }

    fn went(&self) -> bool {
        self.said == Some(After::Went)
    }
}

/// The answer that the letter's link chose.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    say: Option<After>,
}

/// Whose link it is.
async fn of_link(db: &Db, token: &str) -> Result<(Asked, Side), Error> {
    for side in Side::ALL {
        if let Some(asked) = store::found(db, Key::After(token, *side)).await? {
            return Ok((asked, *side));
        }
    }
    Err(Error::NotFound)
}

/// `GET /after/{token}?say=went`
pub async fn page(
    v: Visit,
    db: Db,
    shelf: Shelf,
    Part(token): Part,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let (asked, side) = of_link(&db, &token).await?;
    let stock = shelf.now();
    let item = stock.public(asked.listing_id).ok_or(Error::NotFound)?;
    let said = asked.after(side);
    let wants = side == Side::Newcomer && said.is_some_and(|said| said != After::Went);
    let next = item.next(v.now).find(|s| s.starts > v.now).filter(|_| item.listing.is_open());
    show(&AfterPage {
        walk_in: if wants { walk_in(&v, &stock, None, &[item.listing.id], WALK_IN) } else { Vec::new() },
        listing: item.listing.clone(),
        when: moment(&v.w, &asked),
        next: next.map(|s| v.w.moment(s.starts.with_timezone(&chrono::Utc))),
        token,
        side,
        say: chosen.say.unwrap_or(After::Went),
        said,
        v,
    })
}

/// How it was.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterForm {
    say: After,
}

/// `POST /after/{token}`: counts once; the same again changes nothing.
pub async fn submit(v: Visit, db: Db, Part(token): Part, Form(form): Form<AfterForm>) -> Result<Response, Error> {
    let (_, side) = of_link(&db, &token).await?;
    let mut tx = db.begin().await?;
    let asked = store::locked(&mut tx, Key::After(&token, side)).await?.ok_or(Error::NotFound)?;
    if asked.after(side).is_none() {
        day::say(&mut tx, asked.id, side, form.say).await?;
        if form.say == After::Went && side == Side::Newcomer {
            went::said(&mut tx, &asked).await?;
        }
        tx.commit().await?;
        if let Some(one) = asked.one(side) {
            auth::was_here(&db, one.account).await?;
        }
    }
    Ok(see(&v.to(&format!("/after/{token}"))))
}
