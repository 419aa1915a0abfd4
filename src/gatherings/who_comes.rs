//! The page of those who said yes: first names, where, when, what to do. Before it takes place, the question and how it
//! stands. For those asked alone; for everybody else it does not exist.

use super::{
    answer::{self, AnswerForm, AnswerPage},
    gathering::Seen,
    store::{self, Key},
};
use crate::{
    auth::{AsSignedIn, Next, SignedIn, Visit},
    kit::email_address::EmailAddress,
    listings::Shelf,
    platform::db::Db,
    web::{Error, Form, Id, show},
};
use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use uuid::Uuid;

/// Whoever opens it; signed out they sign in first and come back.
pub struct One {
    who: SignedIn,
    id: Uuid,
}

impl<S: Send + Sync> FromRequestParts<S> for One {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let back = |e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Gathering(id).to_string()) } else { e };
        let AsSignedIn(who) = AsSignedIn::from_request_parts(parts, state).await.map_err(back)?;
        Ok(Self { who, id })
    }
}

impl One {
    /// What finds it.
    pub fn key(&self) -> Key<'static> {
        Key::Of(self.who.account, self.id)
    }

    /// Where letters to them go.
    pub fn address(&self) -> &EmailAddress {
        &self.who.email
    }

    /// The page's address.
    pub fn path(&self, v: &Visit) -> String {
        v.to(&format!("/gathering/{}", self.id))
    }
}

/// Somebody else who comes: their first name, and the group they speak for.
struct Other {
    id: Uuid,
    name: String,
    group: Option<(Uuid, String)>,
}

#[derive(Template)]
#[template(path = "gatherings/who_comes.html")]
struct WhoComesPage {
    v: Visit,
    id: Uuid,
    what: String,
    place: String,
    when: String,
    is_over: bool,
    others: Vec<Other>,
}

/// `GET /gathering/{id}`
pub async fn page(v: Visit, one: One, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let it = store::found(&db, one.key()).await?.ok_or(Error::NotFound)?;
    let stock = shelf.now();
    if it.seen(v.now).ok_or(Error::NotFound)? != Seen::On {
        let action = format!("{}/answer", one.path(&v));
        return show(&AnswerPage::of(v, &it, &stock, action).ok_or(Error::NotFound)?);
    }
    let group = |id: Uuid| stock.public(id).map(|item| (id, item.listing.title(v.lang).text.to_owned()));
    let others = it.others_who_come().map(|other| Other {
        id: other.id,
        name: other.person.name().to_owned(),
        group: it.group_of(other).and_then(group),
    });
    show(&WhoComesPage {
        id: it.row.id,
        others: others.collect(),
        what: it.row.what.clone(),
        place: it.row.place.clone(),
        when: v.w.moment(it.row.meets_at),
        is_over: it.row.meets_at <= v.now,
        v,
    })
}

/// `POST /gathering/{id}/answer`: the same answer as by the link.
pub async fn submit(v: Visit, one: One, db: Db, shelf: Shelf, Form(form): Form<AnswerForm>) -> Result<Response, Error> {
    let to = one.path(&v);
    answer::give(v, &db, &shelf.now(), one.key(), (&format!("{to}/answer"), &to), form).await
}
