//! Somebody's calendar, read by their telephone by a link of its own. We keep its hash alone: the link is shown once, a
//! new one takes the place of the old one, and it can be taken back.

mod file;
mod store;

use crate::{
    auth::{AsSignedIn, Visit},
    platform::{chance::Token, db::Db},
    web::{Error, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;

pub use file::file;

const PATH: &str = "/me/calendar";

#[derive(Template)]
#[template(path = "me/feed.html")]
struct FeedPage {
    v: Visit,
    /// The day on which the link that works was made.
    since: Option<String>,
    /// The link, just made: for a browser, and for a calendar that asks for it by name.
    link: Option<(String, String)>,
}

/// `GET /me/calendar`
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn, db: Db) -> Result<Response, Error> {
    let since = store::made_at(&db, who.account).await?.map(|at| super::words::day(&v.w, at));
    show(&FeedPage { v, since, link: None })
}

/// `POST /me/calendar`: a new link, shown this once; the one of before works no more.
pub async fn make(v: Visit, AsSignedIn(who): AsSignedIn, db: Db) -> Result<Response, Error> {
    let token = Token::new();
    store::make(&db, who.account, &token.hash()).await?;
    let link = v.address.link(&v.to(&format!("/calendar/{}.ics", token.as_str())));
    let by_name = link.split_once("://").map(|(_, rest)| format!("webcal://{rest}")).unwrap_or_default();
    let since = store::made_at(&db, who.account).await?.map(|at| super::words::day(&v.w, at));
    show(&FeedPage { v, since, link: Some((link, by_name)) })
}

/// `POST /me/calendar/stop`: the link works no more.
pub async fn stop(v: Visit, AsSignedIn(who): AsSignedIn, db: Db) -> Result<Response, Error> {
    store::stop(&db, who.account).await?;
    Ok(Flash::on(see(&v.to(PATH)), &v.address, "flash-feed-stopped", None))
}
