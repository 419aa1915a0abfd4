//! A local answers: from the letter by its link, or on their own page. The link changes nothing by being opened, and
//! the page says what and when, not who.

use super::{
    facts::Fact,
    find, letters,
    proposal::State,
    store::{self, Asked, Key},
};
use crate::{
    along::Sender,
    auth::Visit,
    listings::Shelf,
    locals::AsLocal,
    named,
    platform::db::Db,
    ties,
    web::{Error, Form, Id, flash::Flash, needs::Part, see, show},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;

named! {
    /// What a local can answer.
    Answer {
        /// They host it with her.
        Yes = "yes",
        /// Not now.
        No = "no",
    }
}

#[derive(Template)]
#[template(path = "together/answer.html")]
struct AnswerPage {
    v: Visit,
    title: String,
    facts: Vec<Fact>,
    /// The end of the name of the sentence that says how it stands.
    stands: String,
    open: bool,
    token: String,
}

/// `GET /co-host/{token}`
pub async fn page(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    let asked = store::asked_by_link(&db, &token).await?.ok_or(Error::NotFound)?;
    let facts = asked.what.facts(&v.w);
    show(&AnswerPage { title: asked.what.title, facts, open: asked.answer == "sent", stands: asked.answer, token, v })
}

/// The answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerForm {
    say: Answer,
}

/// `POST /co-host/{token}`: counts once; the same again changes nothing.
pub async fn submit(
    v: Visit,
    db: Db,
    shelf: Shelf,
    Part(token): Part,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let asked = store::asked_by_link(&db, &token).await?.ok_or(Error::NotFound)?;
    let flash = give(&v, &db, &shelf, &asked, form.say).await?;
    Ok(Flash::on(see(&v.to(&format!("/co-host/{token}"))), &v.address, flash, None))
}

/// `POST /together/{id}/answer`: the same on their own page.
pub async fn on_own_page(
    v: Visit,
    them: AsLocal,
    db: Db,
    shelf: Shelf,
    Id(id): Id,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let asked = store::asked_of(&db, them.local.id).await?.into_iter().find(|q| q.together_id == id);
    let flash = match asked {
        Some(asked) => give(&v, &db, &shelf, &asked, form.say).await?,
        None => return Err(Error::NotFound),
    };
    Ok(Flash::on(see(&v.to("/local/me")), &v.address, flash, None))
}

/// Gives the answer and says what the next page says of it.
async fn give(v: &Visit, db: &Db, shelf: &Shelf, asked: &Asked, say: Answer) -> Result<&'static str, Error> {
    let mut tx = db.begin().await?;
    let it = store::locked(&mut tx, Key::Known(asked.together_id)).await?.ok_or(Error::NotFound)?;
    let asked = store::question(&mut tx, asked.id).await?.ok_or(Error::NotFound)?;
    if asked.answer != "sent" || it.stands().state != State::Proposed {
        return Ok("flash-together-before");
    }
    let sender = Sender { city: &v.city, address: &v.address };
    let flash = match say {
        Answer::Yes if store::say_yes(&mut tx, &asked).await? => {
            ties::begin(&mut tx, it.newcomer_id, asked.local_id, ties::Origin::Together(it.id)).await?;
            let now = store::locked(&mut tx, Key::Known(it.id)).await?.ok_or(Error::Stale)?;
            for letter in letters::yes(&sender, &now) {
                sender.send(&mut tx, letter).await?;
            }
            "flash-together-yes"
        }
        say => {
            // They cannot (any more): somebody else is asked, and nobody is told. So it is with a no.
            let state = if say == Answer::No { "no" } else { "lapsed" };
            store::close(&mut tx, asked.id, state).await?;
            find::somebody(&mut tx, &sender, &shelf.now(), (it.id, it.her.account), &it.what).await?;
            if say == Answer::No { "flash-together-no" } else { "flash-together-elsewhere" }
        }
    };
    tx.commit().await?;
    Ok(flash)
}
