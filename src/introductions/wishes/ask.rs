//! One wish: an optional line, and what happens next. The same page again says another way what it is about.

use super::{
    front::{Asks, PATH},
    store,
};
use crate::{
    auth::Visit,
    kit::{
        text::{Slip, optional_line},
        words::{Meet, Topic},
    },
    platform::db::Db,
    web::{Error, Form, Slips, flash::Flash, needs::path_part, see, show, show_again},
};
use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use serde::Deserialize;

/// Most characters of the line.
const LONGEST: usize = 300;

/// The way to meet in the address.
pub struct Of(Meet);

impl<S: Send + Sync> FromRequestParts<S> for Of {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Ok(Self(path_part(parts, state, "kind").await?.parse().map_err(|_| Error::NotFound)?))
    }
}

#[derive(Template)]
#[template(path = "introductions/ask.html")]
struct AskPage {
    v: Visit,
    slips: Slips,
    kind: Meet,
    form: AskForm,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AskForm {
    topic: String,
    about: String,
    may_be_read: Option<Ticked>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Ticked {
    Yes,
}

impl AskPage {
    fn is_question(&self) -> bool {
        self.kind == Meet::Question
    }
}

/// `GET /meet/ask/{kind}`
pub async fn page(v: Visit, Asks(her): Asks, Of(kind): Of, db: Db) -> Result<Response, Error> {
    let open = store::of_newcomer(&db, her.newcomer.id).await?.into_iter().find(|w| w.kind == kind);
    let form = open.map_or_else(AskForm::default, |wish| AskForm {
        topic: wish.topic.map(|t| t.to_string()).unwrap_or_default(),
        about: wish.about.unwrap_or_default(),
        may_be_read: wish.may_be_read.then_some(Ticked::Yes),
    });
    show(&AskPage { v, slips: Slips::default(), kind, form })
}

/// `POST /meet/ask/{kind}`: twice is once.
pub async fn submit(
    v: Visit,
    Asks(her): Asks,
    Of(kind): Of,
    db: Db,
    Form(form): Form<AskForm>,
) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let topic = match kind {
        Meet::Question => {
            let read = form.topic.parse::<Topic>().map_err(|_| Slip::NotThis("slip-wish-topic"));
            slips.take("topic", read).map(Some)
        }
        _ => Some(None),
    };
    let about = slips.take("about", optional_line(&form.about, LONGEST));
    let (Some(topic), Some(about)) = (topic, about) else {
        return show_again(&AskPage { v, slips, kind, form });
    };
    let may_be_read = form.may_be_read.is_some();
    store::ask(&db, her.newcomer.id, kind, topic, about.as_deref(), may_be_read).await?;
    Ok(Flash::on(see(&v.to(PATH)), &v.address, "flash-wish-asked", None))
}
