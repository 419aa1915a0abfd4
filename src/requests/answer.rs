//! The host answers: one tap in the letter opens the chosen answer, one button sends it. The link changes
//! nothing by being opened: mail scanners open links.

use super::{
    letters::to_her,
    places,
    request::{Answer, State},
    store::{self, Asked},
};
use crate::{
    auth::Visit,
    kit::{email_address::EmailAddress, lang::Lang},
    letters,
    listings::{Listing, Shelf},
    platform::db::Db,
    web::{Error, Form, Query, needs::Part, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgTransaction;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "requests/answer.html")]
struct AnswerPage {
    v: Visit,
    listing: Arc<Listing>,
    name: String,
    token: String,
    /// The chosen answer.
    say: Answer,
    /// What was answered before.
    answered: Option<State>,
    /// What may (still) be said.
    open: &'static [Answer],
}

/// The answer that the letter's link chose.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    say: Option<Answer>,
}

/// `GET /answer/{token}?say=yes`
pub async fn page(
    v: Visit,
    db: Db,
    shelf: Shelf,
    Part(token): Part,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let asked = store::asked(&db, &token).await?.ok_or(Error::NotFound)?;
    let listing = shelf.now().public(asked.listing_id).ok_or(Error::NotFound)?.listing.clone();
    let answered = asked.state.parse::<State>().ok().filter(|s| *s != State::Sent);
    let open = open_answers(&asked);
    let name = asked.first_name.unwrap_or_default();
    show(&AnswerPage { v, listing, name, token, say: chosen.say.unwrap_or(Answer::Yes), answered, open })
}

/// The host's answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerForm {
    say: Answer,
}

/// `POST /answer/{token}`: may be changed until she went or took it back; the same answer twice does nothing more.
pub async fn submit(v: Visit, db: Db, Part(token): Part, Form(form): Form<AnswerForm>) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    let asked = store::asked_locked(&mut tx, &token).await?.ok_or(Error::NotFound)?;
    if say(&v, &mut tx, &asked, form.say).await? {
        tx.commit().await?;
    }
    Ok(see(&v.to(&format!("/answer/{token}"))))
}

/// The host says this to who asked, by link or on their own page. `false`, and nothing is done, where it was said
/// before or is no longer open.
pub(super) async fn say(v: &Visit, tx: &mut PgTransaction<'_>, asked: &Asked, answer: Answer) -> Result<bool, Error> {
    if !open_answers(asked).contains(&answer) || asked.state == answer.as_str() {
        return Ok(false);
    }
    places::give_back(tx, asked.id, asked.listing_id).await?;
    let taken = places::take(tx, asked.listing_id, answer).await?;
    store::answer(tx, asked.id, answer, taken).await?;
    // A no is told to nobody: she reads of it as of a silence, after seven days.
    if answer != Answer::No
        && let Ok(to) = EmailAddress::parse(&asked.email)
    {
        let lang: Lang = asked.language.parse().unwrap_or_default();
        letters::queue(tx, &v.city, &to_her(v, to, lang)).await?;
    }
    Ok(true)
}

fn open_answers(asked: &Asked) -> &'static [Answer] {
    asked.state.parse().map(State::open_answers).unwrap_or_default()
}
