//! What two people write to each other: newest last, one field below it. For the two alone, once both said yes.

use super::{
    contact::holds,
    letters,
    store::{self, Told},
};
use crate::{
    auth::{Next, Visit},
    introductions::{Introduction, One, Seen, Sender, Side},
    kit::text::{Slip, lines},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use serde::Deserialize;
use uuid::Uuid;

/// Most characters of a message.
pub const LONGEST: usize = 2_000;
/// So many in an hour; who has more to say calls.
const MOST_AN_HOUR: i64 = 20;

/// Whoever writes or reads; signed out they sign in first and come back.
pub struct Talker(One, Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Talker {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let back = |e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Messages(id).to_string()) } else { e };
        Ok(Self(One::from_request_parts(parts, state).await.map_err(back)?, id))
    }
}

/// The two, as one of them has them.
struct Two {
    pair: Introduction,
    side: Side,
    me: Uuid,
    other: Uuid,
}

impl Two {
    async fn of(v: &Visit, db: &Db, one: &One) -> Result<Self, Error> {
        let (pair, side, seen) = one.finds(v, db).await?;
        if seen != Seen::Both {
            return Err(Error::NotFound);
        }
        let me = pair.one(side).ok_or(Error::NotFound)?.account;
        let other = pair.other(side).ok_or(Error::NotFound)?.account;
        Ok(Self { pair, side, me, other })
    }

    fn name(&self) -> &str {
        self.pair.other(self.side).map(|other| other.name()).unwrap_or_default()
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
    id: Uuid,
    name: String,
    lines: Vec<Line>,
    /// Something was not read yet, as far as they said.
    has_new: bool,
    lives: bool,
    typed: String,
}

fn line(v: &Visit, name: &str, told: Told) -> Line {
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
    let lines: Vec<Line> = told.into_iter().map(|t| line(&v, two.name(), t)).collect();
    Ok(TalkPage {
        slips: Slips::default(),
        id: two.pair.id,
        name: two.name().to_owned(),
        has_new: lines.iter().any(|l| l.is_new),
        lines,
        lives: store::lives(db, two.me, two.other).await?,
        typed: String::new(),
        v,
    })
}

/// `GET /meet/{id}/messages`
pub async fn page(v: Visit, Talker(one, _): Talker, db: Db) -> Result<Response, Error> {
    let two = Two::of(&v, &db, &one).await?;
    show(&whole(v, &db, &two).await?)
}

/// A message.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessageForm {
    text: String,
}

fn to(v: &Visit, id: Uuid) -> Response {
    see(&format!("{}#newest", v.to(&format!("/meet/{id}/messages"))))
}

/// `POST /meet/{id}/messages`: sent at once, or read first. The same again within a minute is the same message.
pub async fn submit(
    v: Visit,
    Talker(one, id): Talker,
    db: Db,
    Form(form): Form<MessageForm>,
) -> Result<Response, Error> {
    let two = Two::of(&v, &db, &one).await?;
    let mut slips = Slips::default();
    let text = lines(&form.text, LONGEST).and_then(|text| text.ok_or(Slip::NotThis("slip-message-empty")));
    let Some(text) = slips.take("text", text) else {
        return show_again(&TalkPage { slips, typed: form.text, ..whole(v, &db, &two).await? });
    };
    let mut tx = db.begin().await?;
    // What has ended since the page was opened is not there to write in: the page says so.
    let Some(tie) = store::tie(&mut tx, two.me, two.other).await? else { return Ok(to(&v, id)) };
    if store::said_just_now(&mut tx, &tie, two.me, &text).await? {
        return Ok(to(&v, id));
    }
    if store::count_of_the_hour(&mut tx, two.me).await? >= MOST_AN_HOUR {
        slips.add("text", Slip::NotThis("slip-message-many"));
        return show_again(&TalkPage { slips, typed: form.text, ..whole(v, &db, &two).await? });
    }
    let held = store::is_first(&mut tx, &tie, two.me).await? && !holds(&text).is_empty();
    let message = store::write(&mut tx, &tie, two.me, &text, held).await?;
    store::mark_read(&mut tx, two.me, two.other).await?;
    if !held && store::tell(&mut tx, message).await? {
        let sender = Sender { city: &v.city, address: &v.address };
        sender.send(&mut tx, letters::waits(&sender, two.side.other(), &two.pair)).await?;
    }
    tx.commit().await?;
    Ok(Flash::on(to(&v, id), &v.address, "flash-message-sent", None))
}

/// `POST /meet/{id}/messages/read`: they have read them; the writer never sees that.
pub async fn read(v: Visit, Talker(one, id): Talker, db: Db) -> Result<Response, Error> {
    let two = Two::of(&v, &db, &one).await?;
    let mut tx = db.begin().await?;
    store::mark_read(&mut tx, two.me, two.other).await?;
    tx.commit().await?;
    Ok(to(&v, id))
}
