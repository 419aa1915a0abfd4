//! Turning off letters of one kind, from the letter itself and without signing in. Opening the link changes nothing;
//! the button does, and so does a mailbox that sends what RFC 8058 says. Once or often: the same.

use crate::{
    auth::Visit,
    letters::{self, Kind},
    platform::db::Db,
    web::{Error, needs::Part, see, show},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "me/unsubscribe.html")]
struct UnsubscribePage {
    v: Visit,
    path: String,
    kind: Kind,
    is_off: bool,
}

impl UnsubscribePage {
    fn of(v: Visit, token: &str, kind: Kind, is_off: bool) -> Self {
        Self { path: v.to(&format!("/letters/{token}")), v, kind, is_off }
    }
}

/// `GET /letters/{token}`
pub async fn page(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    let (_, kind, is_off) = letters::turns_off(&db, &token).await?.ok_or(Error::NotFound)?;
    show(&UnsubscribePage::of(v, &token, kind, is_off))
}

/// `POST /letters/{token}`: off, whatever the body says. A mailbox reads the status alone and follows no redirect.
pub async fn submit(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    let kind = turn(&db, &token, true).await?;
    show(&UnsubscribePage::of(v, &token, kind, true))
}

/// `POST /letters/{token}/again`: on again.
pub async fn undo(v: Visit, db: Db, Part(token): Part) -> Result<Response, Error> {
    turn(&db, &token, false).await?;
    Ok(see(&v.to(&format!("/letters/{token}"))))
}

async fn turn(db: &Db, token: &str, off: bool) -> Result<Kind, Error> {
    let (account, kind, _) = letters::turns_off(db, token).await?.ok_or(Error::NotFound)?;
    let mut tx = db.begin().await?;
    letters::turn(&mut tx, account, kind, off).await?;
    tx.commit().await?;
    Ok(kind)
}
