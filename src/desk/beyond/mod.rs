//! Breaking the glass: the page of one person outside the team, for an hour, with a reason in words. There is no search:
//! whoever looks knows the whole address, or has the link of a colleague. The person reads who it was and why, the
//! administrators read every try, and what was found says nothing of circles, messages, reports, ties or notes.

mod store;

use super::{
    person,
    store::{Person, people_of, person as read_person},
    told::{Along, Asked},
};
use crate::{
    along,
    auth::{AsSocialWorker, SignedIn, Visit},
    kit::{
        email_address::EmailAddress,
        text::{Slip, line},
    },
    listings::Shelf,
    locals,
    logbook::{self, Opened},
    newcomers::{self, AnswerLine},
    platform::db::Db,
    requests,
    web::{Error, Form, Id, Slips, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// Where it is asked for.
pub const PATH: &str = "/desk/beyond";

/// Fewest and most characters of a reason; the database has the fewest too.
const REASON: std::ops::RangeInclusive<usize> = 10..=200;

/// Who it is and why, as it is typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BeyondForm {
    who: String,
    reason: String,
}

/// Whom the form names: an address, or the link of their page.
enum Named {
    Address(EmailAddress),
    Page(Uuid),
}

impl BeyondForm {
    fn read(&self, slips: &mut Slips) -> Option<(Named, String)> {
        let named = line(&self.who, 300).and_then(|who| match who.rsplit('/').next().map(str::parse) {
            Some(Ok(id)) => Ok(Named::Page(id)),
            _ => EmailAddress::parse(&who).map(Named::Address).map_err(|_| Slip::NotThis("slip-beyond-who")),
        });
        let enough = |reason: String| match reason.chars().count() < *REASON.start() {
            true => Err(Slip::NotThis("slip-beyond-reason")),
            false => Ok(reason),
        };
        let (named, reason) =
            (slips.take("who", named), slips.take("reason", line(&self.reason, *REASON.end()).and_then(enough)));
        Some((named?, reason?))
    }
}

#[derive(Template)]
#[template(path = "desk/beyond.html")]
struct BeyondPage {
    v: Visit,
    slips: Slips,
    form: BeyondForm,
    /// They see everybody already.
    is_whole: bool,
}

/// `GET /desk/beyond`
pub async fn page(v: Visit, AsSocialWorker(who): AsSocialWorker) -> Result<Response, Error> {
    let is_whole = who.scope.is_whole();
    show(&BeyondPage { v, slips: Slips::default(), form: BeyondForm::default(), is_whole })
}

/// The account that is named, where it is of a newcomer or a local beyond the scope.
async fn found(db: &Db, who: &SignedIn, named: &Named) -> Result<Option<Uuid>, Error> {
    let account = match named {
        Named::Address(address) => store::account_of(db, address.as_str()).await?,
        Named::Page(id) => Some(*id),
    };
    let Some(account) = account else { return Ok(None) };
    let within = people_of(db, &who.scope, &[account]).await?.get(&account).copied();
    Ok((within == Some(false)).then_some(account))
}

/// `POST /desk/beyond`: written down whether or not somebody is found.
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    Form(form): Form<BeyondForm>,
) -> Result<Response, Error> {
    let (is_whole, mut slips) = (who.scope.is_whole(), Slips::default());
    if is_whole {
        return show_again(&BeyondPage { v, slips, form, is_whole });
    }
    if let Some((named, reason)) = form.read(&mut slips) {
        let account = found(&db, &who, &named).await?;
        let mut tx = db.begin().await?;
        if !logbook::open(&mut tx, &who, account, &reason).await? {
            slips.add("who", Slip::NotThis("slip-beyond-limit"));
        } else {
            tx.commit().await?;
            match account {
                Some(account) => return Ok(see(&format!("{PATH}/{account}"))),
                None => slips.add("who", Slip::NotThis("slip-beyond-nobody")),
            }
        }
    }
    show_again(&BeyondPage { v, slips, form, is_whole })
}

#[derive(Template)]
#[template(path = "desk/opened.html")]
struct OpenedPage {
    v: Visit,
    person: Person,
    phone: Option<String>,
    /// Until when it stays open.
    until: String,
    asked: Vec<Asked>,
    along: Vec<Along>,
    answers: Vec<AnswerLine>,
}

/// `GET /desk/beyond/{id}`: for an hour, for who opened it; for everybody else there is none.
pub async fn opened(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    // Whoever sees them again by their team reads their own page.
    if people_of(&db, &who.scope, &[id]).await?.get(&id) == Some(&true) {
        return Ok(see(&person::path(id)));
    }
    let opened = logbook::opened_lately(&db, &who, id).await?.ok_or(Error::NotFound)?;
    show(&whole(v, &db, &shelf, opened).await?)
}

/// What an opening shows: how to reach them, what they asked for, what they told us. It does nothing.
async fn whole(v: Visit, db: &Db, shelf: &Shelf, opened: Opened) -> Result<OpenedPage, Error> {
    let (stock, looked) = (shelf.now(), opened.looked());
    let person = read_person(db, looked).await?.ok_or(Error::NotFound)?;
    let (asked, going) = (requests::of_person(db, looked).await?, along::of_person(db, looked).await?);
    let newcomer = newcomers::looked_at(db, looked).await?;
    let local = locals::looked_at(db, looked).await?;
    Ok(OpenedPage {
        person,
        phone: local.and_then(|local| local.phone),
        until: v.w.moment(opened.until()),
        asked: asked.into_iter().filter_map(|told| Asked::of(&v, &stock, told)).collect(),
        along: going.into_iter().filter_map(|told| Along::of(&v, &stock, told)).collect(),
        answers: newcomers::answers(&v, newcomer.as_ref()).into_iter().filter(|line| line.answered).collect(),
        v,
    })
}
