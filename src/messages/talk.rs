//! What two people write to each other: newest last, one field below it. For the two alone, once both said yes: on the
//! page of their introduction, else of their tie.

use super::{
    contact::holds,
    letters,
    store::{self, Said},
};
use crate::{
    auth::{AsSignedIn, Next, Visit},
    introductions::{One, Seen, Sender},
    kit::text::{Slip, lines},
    platform::db::Db,
    ties,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::{
    extract::{FromRequestParts, MatchedPath},
    http::request::Parts,
    response::Response,
};
use serde::Deserialize;
use uuid::Uuid;

/// Most characters of a message.
pub const LONGEST: usize = 2_000;
/// So many in an hour; who has more to say calls.
const MOST_AN_HOUR: i64 = 20;

/// Whoever writes or reads, and where; signed out they sign in first and come back.
pub enum Talker {
    /// On the page of an introduction.
    Meet(One, Uuid),
    /// On that of a tie, by their account.
    Between(Uuid, Uuid),
}

impl<S: Send + Sync> FromRequestParts<S> for Talker {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let back = |e, next: Next| if matches!(e, Error::SignIn(_)) { Error::SignIn(next.to_string()) } else { e };
        if parts.extensions.get::<MatchedPath>().is_some_and(|path| path.as_str().contains("/between/")) {
            let who = AsSignedIn::from_request_parts(parts, state).await.map_err(|e| back(e, Next::Between(id)))?;
            return Ok(Talker::Between(who.0.account, id));
        }
        let one = One::from_request_parts(parts, state).await.map_err(|e| back(e, Next::Messages(id)))?;
        Ok(Talker::Meet(one, id))
    }
}

impl Talker {
    /// The page of the two, without the language.
    fn page(&self) -> String {
        match self {
            Talker::Meet(_, id) => format!("/meet/{id}"),
            Talker::Between(_, id) => format!("/between/{id}"),
        }
    }
}

/// The two, as one of them has them.
struct Two {
    me: Uuid,
    other: Uuid,
    /// The other's first name.
    name: String,
    /// The page of the two, with the language.
    page: String,
}

impl Two {
    async fn of(v: &Visit, db: &Db, talker: &Talker) -> Result<Self, Error> {
        let (me, other) = match talker {
            Talker::Meet(one, _) => {
                let (pair, side, seen) = one.finds(v, db).await?;
                let two = pair.one(side).cloned().zip(pair.other(side).cloned());
                two.filter(|_| seen == Seen::Both).ok_or(Error::NotFound)?
            }
            Talker::Between(account, id) => {
                let tie = ties::seen_by(db, *account, *id).await?.ok_or(Error::NotFound)?;
                (tie.own.0, tie.other.0)
            }
        };
        let name = other.name().to_owned();
        Ok(Self { me: me.account, other: other.account, name, page: v.to(&talker.page()) })
    }
}

/// A message, as one of the two reads it.
struct Line {
    who: String,
    when: String,
    lines: Vec<String>,
    is_new: bool,
    /// Why the desk read it first; for its writer.
    because: Option<String>,
    kept_back: bool,
}

#[derive(Template)]
#[template(path = "messages/talk.html")]
struct TalkPage {
    v: Visit,
    slips: Slips,
    /// The page of the two.
    page: String,
    name: String,
    lines: Vec<Line>,
    /// Something was not read yet, as far as they said.
    has_new: bool,
    lives: bool,
    typed: String,
}

fn line(v: &Visit, name: &str, told: Said) -> Line {
    // As of the text alone: what came of it changes nothing that its writer reads, unless it was kept back.
    let held = if told.mine && told.held { holds(&told.text) } else { Vec::new() };
    Line {
        who: if told.mine { v.t("messages-you") } else { name.to_owned() },
        when: v.w.moment(told.at),
        lines: told.text.lines().map(str::to_owned).collect(),
        is_new: told.is_new,
        because: held.first().map(|what| v.t(format!("messages-held-{what}"))),
        kept_back: told.mine && told.kept_back,
    }
}

async fn whole(v: Visit, db: &Db, two: &Two) -> Result<TalkPage, Error> {
    let told = store::between(db, two.me, two.other).await?;
    let lines: Vec<Line> = told.into_iter().map(|t| line(&v, &two.name, t)).collect();
    Ok(TalkPage {
        slips: Slips::default(),
        page: two.page.clone(),
        name: two.name.clone(),
        has_new: lines.iter().any(|l| l.is_new),
        lines,
        lives: store::lives(db, two.me, two.other).await?,
        typed: String::new(),
        v,
    })
}

/// `GET /meet/{id}/messages`, `GET /between/{id}/messages`
pub async fn page(v: Visit, talker: Talker, db: Db) -> Result<Response, Error> {
    let two = Two::of(&v, &db, &talker).await?;
    show(&whole(v, &db, &two).await?)
}

/// A message.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessageForm {
    text: String,
}

fn to(two: &Two) -> Response {
    see(&format!("{}/messages#newest", two.page))
}

/// `POST /meet/{id}/messages`, `POST /between/{id}/messages`: sent at once, or read first. The same again within a minute
/// is the same message.
pub async fn submit(v: Visit, talker: Talker, db: Db, Form(form): Form<MessageForm>) -> Result<Response, Error> {
    let two = Two::of(&v, &db, &talker).await?;
    let mut slips = Slips::default();
    let text = lines(&form.text, LONGEST).and_then(|text| text.ok_or(Slip::NotThis("slip-message-empty")));
    let Some(text) = slips.take("text", text) else {
        return show_again(&TalkPage { slips, typed: form.text, ..whole(v, &db, &two).await? });
    };
    let mut tx = db.begin().await?;
    // What has ended since the page was opened is not there to write in: the page says so.
    let Some(tie) = store::tie(&mut tx, two.me, two.other).await? else { return Ok(to(&two)) };
    if store::said_just_now(&mut tx, &tie, two.me, &text).await? {
        return Ok(to(&two));
    }
    if store::count_of_the_hour(&mut tx, two.me).await? >= MOST_AN_HOUR {
        slips.add("text", Slip::NotThis("slip-message-many"));
        return show_again(&TalkPage { slips, typed: form.text, ..whole(v, &db, &two).await? });
    }
    let held = store::is_first(&mut tx, &tie, two.me).await? && !holds(&text).is_empty();
    let message = store::write(&mut tx, &tie, two.me, &text, held).await?;
    store::mark_read(&mut tx, two.me, two.other).await?;
    if let Some(told) = store::tell(&mut tx, message).await? {
        let sender = Sender { city: &v.city, address: &v.address };
        sender.send(&mut tx, letters::waits(&sender, &told)).await?;
    }
    tx.commit().await?;
    Ok(Flash::on(to(&two), &v.address, "flash-message-sent", None))
}

/// `POST /meet/{id}/messages/read`, `POST /between/{id}/messages/read`: they have read them; the writer never sees that.
pub async fn read(v: Visit, talker: Talker, db: Db) -> Result<Response, Error> {
    let two = Two::of(&v, &db, &talker).await?;
    let mut tx = db.begin().await?;
    store::mark_read(&mut tx, two.me, two.other).await?;
    tx.commit().await?;
    Ok(to(&two))
}
