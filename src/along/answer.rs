//! A local answers: from the letter by its link, or on their own page. The link changes nothing by being opened.

use super::{
    asked::Asked,
    find::{self, Question},
    going::{Answer, State},
    letters::{self, Sender},
    store::{self, Key},
};
use crate::{
    auth::{self, Visit},
    listings::{Listing, Shelf},
    locals::AsLocal,
    platform::db::Db,
    web::{Error, Form, Id, Query, flash::Flash, needs::Part, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgTransaction;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "along/answer.html")]
struct AnswerPage {
    v: Visit,
    listing: Arc<Listing>,
    name: String,
    when: String,
    token: String,
    /// The chosen answer.
    say: Answer,
    state: State,
    open: bool,
}

/// The answer that the letter's link chose.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    say: Option<Answer>,
}

/// `GET /along/{token}?say=yes`
pub async fn page(
    v: Visit,
    db: Db,
    shelf: Shelf,
    Part(token): Part,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let asked = store::found(&db, Key::Link(&token)).await?.ok_or(Error::NotFound)?;
    let listing = shelf.now().public(asked.listing_id).ok_or(Error::NotFound)?.listing.clone();
    let state = if asked.too_late && asked.state() == State::Sent { State::Lapsed } else { asked.state() };
    let page = AnswerPage {
        listing,
        name: asked.her.name().to_owned(),
        when: letters::moment(&v.w, &asked),
        token,
        say: chosen.say.unwrap_or(Answer::Yes),
        state,
        open: asked.is_open(),
        v,
    };
    show(&page)
}

/// The local's answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerForm {
    say: Answer,
}

/// `POST /along/{token}`: counts once; the same again changes nothing.
pub async fn submit(
    v: Visit,
    db: Db,
    shelf: Shelf,
    Part(token): Part,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let asked = store::locked(&mut tx, Key::Link(&token)).await?.ok_or(Error::NotFound)?;
    let flash = give(&v, &shelf, tx, &asked, form.say).await?;
    if let Some(them) = &asked.them {
        auth::was_here(&db, them.account).await?;
    }
    Ok(Flash::on(see(&v.to(&format!("/along/{token}"))), &v.address, flash, None))
}

/// `POST /going/{id}/answer`: the same on their own page.
pub async fn on_own_page(
    v: Visit,
    them: AsLocal,
    db: Db,
    shelf: Shelf,
    Id(id): Id,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let asked = store::locked(&mut tx, Key::OfLocal(them.local.id, id)).await?.ok_or(Error::NotFound)?;
    let flash = give(&v, &shelf, tx, &asked, form.say).await?;
    Ok(Flash::on(see(&v.to("/local/me")), &v.address, flash, None))
}

/// Gives the answer and says what the next page says of it.
async fn give(
    v: &Visit,
    shelf: &Shelf,
    mut tx: PgTransaction<'_>,
    asked: &Asked,
    say: Answer,
) -> Result<&'static str, Error> {
    let stock = shelf.now();
    let item = stock.public(asked.listing_id).ok_or(Error::NotFound)?;
    if !asked.is_open() {
        return Ok("flash-along-before");
    }
    let sender = Sender { city: &v.city, address: &v.address };
    let flash = match say {
        Answer::Yes if item.listing.is_open() && store::say_yes(&mut tx, asked.id).await? => {
            sender.send(&mut tx, letters::yes_to_her(&sender, &item.listing, asked)).await?;
            sender.send(&mut tx, letters::yes_to_them(&sender, &item.listing, asked)).await?;
            "flash-along-yes"
        }
        // They have no room any more, take a break, or the group does: somebody else is asked, and nobody is told.
        Answer::Yes => {
            store::close(&mut tx, asked.id, State::Lapsed).await?;
            pass_on(&mut tx, &sender, &item.listing, asked).await?;
            "flash-along-elsewhere"
        }
        Answer::No => {
            store::say_no(&mut tx, asked.id).await?;
            pass_on(&mut tx, &sender, &item.listing, asked).await?;
            "flash-along-no"
        }
    };
    tx.commit().await?;
    Ok(flash)
}

/// Asks the next who can; where nobody can, it rests. She sees no difference.
pub(super) async fn pass_on(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    listing: &Listing,
    asked: &Asked,
) -> Result<(), Error> {
    if asked.too_late || !listing.is_open() {
        return Ok(());
    }
    let question = Question {
        newcomer: asked.newcomer_id,
        listing: asked.listing_id,
        starts_at: asked.starts_at,
        asked_at: Some(asked.asked_at),
        fit: None,
    };
    find::somebody(tx, sender, listing, &question).await?;
    Ok(())
}
