//! A message that the desk reads first: its text, why it was held, and two buttons.

use super::look::{self, Then};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions::Sender,
    logbook::Looked,
    messages::{self, Held, Holds, Say},
    platform::db::Db,
    web::{Error, Form, Id, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// The page's address.
pub fn path(message: Uuid) -> String {
    format!("/desk/messages/{message}")
}

#[derive(Template)]
#[template(path = "desk/message.html")]
struct MessagePage {
    v: Visit,
    held: Held,
    at: String,
    holds: Vec<Holds>,
}

/// Its writer, where they said why they look at them.
async fn proof(db: &Db, who: &SignedIn, message: Uuid) -> Result<(Uuid, Option<Looked>), Error> {
    let writer = messages::written_by(db, message).await?.ok_or(Error::NotFound)?;
    Ok((writer, look::proof(db, who, writer).await?))
}

/// `GET /desk/messages/{id}`: the message, or first the question why.
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker, Id(id): Id, db: Db) -> Result<Response, Error> {
    let (writer, looked) = proof(&db, &who, id).await?;
    let Some(looked) = looked else { return look::page(v, writer, Some(Then::Message(id))) };
    let held = messages::held(&db, looked, id).await?.ok_or(Error::NotFound)?;
    show(&MessagePage { at: v.w.moment(held.at), holds: messages::holds(&held.text), held, v })
}

/// What becomes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayForm {
    say: Say,
}

/// `POST /desk/messages/{id}`: it goes on its way, or is kept back. What was kept back can still go.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    Form(form): Form<SayForm>,
) -> Result<Response, Error> {
    let (_, looked) = proof(&db, &who, id).await?;
    let Some(looked) = looked else { return Ok(see(&path(id))) };
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    let (done, key) = match form.say {
        Say::LetThrough => {
            (messages::let_through(&mut tx, &sender, who.account, looked, id).await?, "flash-message-let-through")
        }
        Say::KeepBack => (messages::keep_back(&mut tx, who.account, looked, id).await?, "flash-message-kept-back"),
    };
    tx.commit().await?;
    Ok(if done { Flash::on(see(&path(id)), &v.address, key, None) } else { see(&path(id)) })
}
