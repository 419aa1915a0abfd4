//! Whom somebody does not want to meet, and what they told us and what came of it: theirs alone. No directory: a first
//! name, and where they know each other from.

use super::{
    between::Between,
    store::{self, Blocked, Reported},
};
use crate::{
    auth::{AsSignedIn, Visit},
    listings::{Shelf, Stock},
    platform::db::Db,
    web::{Error, Id, flash::Flash, see, show},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// Somebody they do not want to meet.
struct One {
    id: Uuid,
    name: String,
    /// Where they know each other from.
    from: Option<String>,
    since: String,
    /// Where to tell us that something is wrong.
    report: Option<String>,
}

/// Something they told us.
struct Told {
    what: String,
    words: Option<String>,
    at: String,
    /// Until when somebody looks, as long as nobody has.
    by: String,
    is_answered: bool,
    answer: Option<String>,
}

#[derive(Template)]
#[template(path = "safety/mine.html")]
struct MinePage {
    v: Visit,
    blocked: Vec<One>,
    reports: Vec<Told>,
}

fn one(v: &Visit, stock: &Stock, b: Blocked) -> One {
    let title = b.listing.and_then(|id| stock.public(id)).map(|item| item.listing.title(v.lang).text.to_owned());
    let gathering = b.gathering.zip(b.party).map(|(id, who)| Between::Gathering(id, who));
    let between = b.introduction.map(Between::Meet).or(b.going.map(Between::Going));
    let between = between.or(b.begun.map(Between::Begun)).or(gathering);
    let what = b.what.unwrap_or_default();
    let from = match between {
        Some(Between::Meet(_)) => Some(v.t("safety-from-introduced")),
        Some(Between::Going(_)) => title.map(|title| v.t1("safety-from-along", "title", title)),
        Some(Between::Begun(_)) => Some(v.t1("safety-from-begun", "what", what)),
        Some(Between::Gathering(..)) => Some(v.t1("safety-from-gathering", "what", what)),
        Some(Between::Tie(_)) | None => None,
    };
    let report = between.map(|b| v.to(&b.path("report")));
    One { id: b.id, name: b.name, from, since: v.w.moment(b.since), report }
}

fn told(v: &Visit, r: Reported) -> Told {
    Told {
        what: v.t2("safety-told", "name", r.name, "cause", v.t(format!("report-cause-{}", r.cause))),
        words: r.words,
        at: v.w.moment(r.made_at),
        by: v.w.moment(r.answer_by),
        is_answered: r.is_answered,
        answer: r.answered,
    }
}

/// `GET /me/safety`
pub async fn page(v: Visit, AsSignedIn(who): AsSignedIn, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let blocked = store::blocked_by(&db, who.account).await?.into_iter().map(|b| one(&v, &stock, b)).collect();
    let reports = store::reported_by(&db, who.account).await?.into_iter().map(|r| told(&v, r)).collect();
    show(&MinePage { v, blocked, reports })
}

/// `POST /me/safety/{id}/unblock`: the two may be proposed to each other again. What ended has ended.
pub async fn unblock(v: Visit, AsSignedIn(who): AsSignedIn, Id(id): Id, db: Db) -> Result<Response, Error> {
    if !store::unblock(&db, who.account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(Flash::on(see(&v.to("/me/safety")), &v.address, "flash-unblocked", None))
}
