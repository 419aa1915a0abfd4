//! The page of the two: before both yes the question and how it stands, after it all they need to meet once. For each
//! of the two alone; for everybody else it does not exist.

use super::{
    answer::{self, AnswerForm, AnswerPage},
    cards, dates,
    group::Group,
    introduction::{Seen, Side},
    letters::{self, Sender},
    pair::{Asks, Introduction},
    store::{self, Key},
};
use crate::{
    auth::{AsSignedIn, Next, Visit},
    kit::{email_address::EmailAddress, lang::Lang, text::Slip, words::Meet},
    listings::Shelf,
    locals,
    newcomers::Her,
    platform::db::Db,
    ties,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "introductions/meet.html")]
struct MeetPage {
    v: Visit,
    slips: Slips,
    id: Uuid,
    kind: Meet,
    group: Option<Group>,
    asks: Option<Asks>,
    /// The other's first name.
    name: String,
    when: Option<String>,
    is_over: bool,
    /// It had a day, which may stand in their calendar, and has none now.
    was_dated: bool,
    place: Option<String>,
    line: Option<String>,
    why: Vec<String>,
    /// What to begin with: in the reader's language, and in the other.
    cards: Vec<[(Lang, String); 2]>,
    /// Value and words of each date both usually have time.
    dates: Vec<(String, String)>,
    /// Theirs, where they chose to give it; and the other's, where both did.
    phone: Option<String>,
    phone_of_other: Option<String>,
    typed_phone: String,
    /// What there is to say of their tie.
    tie: Option<ties::Small>,
}

impl MeetPage {
    /// A phone number as a phone takes it.
    fn dial(&self, phone: &str) -> String {
        phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// Whoever opens it; signed out they sign in first and come back.
pub struct One {
    who: AsSignedIn,
    id: Uuid,
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for One {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, state: &S) -> Result<Self, Error> {
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let back = |e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Meet(id).to_string()) } else { e };
        let who = AsSignedIn::from_request_parts(parts, state).await.map_err(back)?;
        Ok(Self { who, id })
    }
}

impl One {
    fn key(&self, side: Side) -> Key<'static> {
        Key::Of(self.who.0.account, self.id, side)
    }

    /// Which of the two they are, and what they see.
    ///
    /// # Errors
    /// `NotFound` where it is not theirs, or they see nothing of it (any more); those of the database.
    pub async fn finds(&self, v: &Visit, db: &Db) -> Result<(Introduction, Side, Seen), Error> {
        for side in Side::ALL {
            if let Some(pair) = store::found(db, self.key(*side)).await? {
                let seen = pair.seen_by(*side, v.now).ok_or(Error::NotFound)?;
                return Ok((pair, *side, seen));
            }
        }
        Err(Error::NotFound)
    }

    /// Where letters to them go.
    pub(super) fn address(&self) -> &EmailAddress {
        &self.who.0.email
    }

    fn path(&self, v: &Visit) -> String {
        v.to(&format!("/meet/{}", self.id))
    }
}

async fn whole(v: Visit, db: &Db, pair: &Introduction, side: Side) -> Result<MeetPage, Error> {
    let tie = match (pair.one(side), pair.other(side)) {
        (Some(own), Some(other)) => ties::small(&v, db, own.account, other.account).await?,
        _ => None,
    };
    let date = |at: DateTime<Utc>| (dates::name(&at), v.w.moment(at));
    Ok(MeetPage {
        slips: Slips::default(),
        id: pair.id,
        kind: pair.kind(),
        group: pair.group.as_deref().cloned(),
        asks: pair.asks.as_deref().cloned(),
        name: pair.other(side).map(|other| other.name().to_owned()).unwrap_or_default(),
        when: pair.meets_at.map(|at| v.w.moment(at)),
        is_over: pair.meets_at.is_some_and(|at| at <= v.now),
        was_dated: pair.meets_at.is_none() && pair.met_before.is_some(),
        place: pair.place.clone(),
        line: pair.line.clone(),
        why: pair.why(side, v.lang),
        cards: cards::of(pair.id).map(|n| cards::said(n, v.lang)).to_vec(),
        dates: pair.other_dates(v.today()).into_iter().filter(|at| Some(*at) != pair.meets_at).map(date).collect(),
        phone: pair.phone(side).map(str::to_owned),
        phone_of_other: pair.phone_of_other(side).map(str::to_owned),
        typed_phone: String::new(),
        tie,
        v,
    })
}

/// `GET /meet/{id}`
pub async fn page(v: Visit, one: One, db: Db, shelf: Shelf, her: Her) -> Result<Response, Error> {
    let (pair, side, seen) = one.finds(&v, &db).await?;
    if seen == Seen::Both {
        return show(&whole(v, &db, &pair, side).await?);
    }
    let walk_in = answer::instead(&v, &shelf, &her, Some(seen).filter(|_| side == Side::Newcomer));
    let action = format!("{}/answer", one.path(&v));
    show(&AnswerPage::of(v, &pair, side, action, walk_in).ok_or(Error::NotFound)?)
}

/// `POST /meet/{id}/answer`: the same answer as by the link.
pub async fn submit(v: Visit, one: One, db: Db, Form(form): Form<AnswerForm>) -> Result<Response, Error> {
    let (_, side, _) = one.finds(&v, &db).await?;
    let to = one.path(&v);
    answer::give(v, &db, one.key(side), (&format!("{to}/answer"), &to), form).await
}

/// Another date, or none for now.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DateForm {
    date: String,
}

/// No date for now.
const NONE: &str = "none";

/// `POST /meet/{id}/date`: the other gets a letter, and calendars another number.
pub async fn date(v: Visit, one: One, db: Db, Form(form): Form<DateForm>) -> Result<Response, Error> {
    let (_, side, _) = one.finds(&v, &db).await?;
    let mut tx = db.begin().await?;
    let pair = store::locked(&mut tx, one.key(side)).await?.ok_or(Error::NotFound)?;
    if pair.seen_by(side, v.now) != Some(Seen::Both) {
        return Err(Error::NotFound);
    }
    let chosen = match form.date.as_str() {
        NONE => Some(None),
        name => pair.other_dates(v.today()).into_iter().find(|at| dates::name(at) == name).map(Some),
    };
    let Some(at) = chosen else {
        let mut page = whole(v, &db, &pair, side).await?;
        page.slips.add("date", Slip::NotThis("slip-intro-date"));
        return show_again(&page);
    };
    if at == pair.meets_at {
        return Ok(see(&one.path(&v)));
    }
    store::set_date(&mut tx, pair.id, at).await?;
    let sender = Sender { city: &v.city, address: &v.address };
    if pair.hears(side.other()) {
        let mut now = pair;
        now.meets_at = at;
        sender.send(&mut tx, letters::date_changed(&sender, side, &now)).await?;
    }
    tx.commit().await?;
    let flash = if at.is_some() { "flash-intro-date" } else { "flash-intro-called-off" };
    Ok(Flash::on(see(&one.path(&v)), &v.address, flash, None))
}

/// A number for the other, or no longer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PhoneForm {
    phone: String,
    then: String,
}

/// `POST /meet/{id}/phone`: the other reads it only once both chose; it can be taken back.
pub async fn phone(v: Visit, one: One, db: Db, Form(form): Form<PhoneForm>) -> Result<Response, Error> {
    let (_, side, _) = one.finds(&v, &db).await?;
    let mut tx = db.begin().await?;
    let pair = store::locked(&mut tx, one.key(side)).await?.ok_or(Error::NotFound)?;
    if pair.seen_by(side, v.now) != Some(Seen::Both) {
        return Err(Error::NotFound);
    }
    let mut slips = Slips::default();
    let (number, flash) = match form.then.as_str() {
        "take-back" => (Some(None), "flash-intro-phone-back"),
        "" => (slips.take("phone", locals::phone(&form.phone)).map(Some), "flash-intro-phone"),
        _ => (slips.take("phone", Err(Slip::NotThis("slip-choice"))), "flash-intro-phone"),
    };
    let Some(number) = number else {
        return show_again(&MeetPage { slips, typed_phone: form.phone, ..whole(v, &db, &pair, side).await? });
    };
    store::set_phone(&mut tx, pair.id, side, number.as_deref()).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&one.path(&v)), &v.address, flash, None))
}
