//! "Take me along": she chooses a session, somebody who goes there is asked, and here she sees how it stands.

use super::{
    find::{self, Found, Question},
    going::{Going, State},
    letters::Sender,
    store,
};
use crate::{
    auth::{self, AsSignedIn, Next, Visit},
    kit::{first_name::FirstName, text::Slip},
    listings::{Card, Fit, Item, Listing, Shelf, Stock, walk_in},
    locals,
    newcomers::{AsNewcomer, Her},
    platform::db::Db,
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::sync::Arc;

/// Nobody goes to more in a day; who wants to is better helped by a person.
const MOST_A_DAY: i64 = 5;
/// So many sessions are offered.
const SESSIONS: usize = 3;
/// So many places to walk in stand beside it.
const WALK_IN: usize = 3;

#[derive(Template)]
#[template(path = "along/ask.html")]
struct AskPage {
    v: Visit,
    slips: Slips,
    listing: Arc<Listing>,
    /// Value and words of each session; none where it is by appointment.
    sessions: Vec<(String, String)>,
    form: AskForm,
    knows_name: bool,
    asked: Option<Going>,
    /// Somebody could be asked.
    somebody: bool,
    too_many: bool,
    walk_in: Vec<Card>,
}

impl AskPage {
    fn nothing_open(&self) -> bool {
        self.asked.as_ref().is_none_or(Going::may_be_asked_again)
    }

    fn may_ask(&self) -> bool {
        self.somebody && !self.too_many && self.nothing_open()
    }

    fn says_nobody(&self) -> bool {
        !self.somebody && self.nothing_open()
    }

    fn wants_alternatives(&self) -> bool {
        !self.somebody || self.asked.as_ref().is_some_and(|a| a.seen().wants_alternatives())
    }

    /// "Tuesday 24 November, 20:00".
    fn when(&self) -> String {
        let at = self.asked.as_ref().and_then(|a| a.starts_at);
        at.map_or_else(|| self.v.t("when-by-appointment"), |at| self.v.w.moment(at))
    }

    /// The group itself can be asked.
    fn takes_requests(&self) -> bool {
        self.listing.host_address(self.v.today()).is_some() && self.listing.newcomer_places != Some(0)
    }
}

/// The session, and her first name where we do not know it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskForm {
    #[serde(default)]
    session: String,
    #[serde(default)]
    first_name: String,
}

/// The next sessions, by the date that names them in the form.
fn sessions(v: &Visit, item: &Item) -> Vec<(String, DateTime<Utc>)> {
    let next = item.next(v.now).filter(|s| s.starts > v.now);
    next.take(SESSIONS).map(|s| (s.date.to_string(), s.starts.with_timezone(&Utc))).collect()
}

fn signed_in<T>(who: Result<T, Error>, listing: uuid::Uuid) -> Result<T, Error> {
    who.map_err(|e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Along(listing).to_string()) } else { e })
}

fn page_of(v: Visit, stock: &Stock, item: &Item, her: &Her, asked: Option<Going>) -> AskPage {
    let words = |(value, at): (String, DateTime<Utc>)| (value, v.w.moment(at));
    let sessions = sessions(&v, item).into_iter().map(words).collect();
    AskPage {
        walk_in: walk_in(&v, stock, her.0.as_ref(), &[item.listing.id], WALK_IN),
        slips: Slips::default(),
        listing: item.listing.clone(),
        sessions,
        form: AskForm::default(),
        knows_name: v.signed_in.as_ref().is_some_and(|who| who.first_name.is_some()),
        asked,
        somebody: true,
        too_many: false,
        v,
    }
}

/// `GET /listings/{id}/along`: signed out she signs in first and comes back here.
pub async fn page(
    v: Visit,
    Id(id): Id,
    shelf: Shelf,
    db: Db,
    who: Result<AsSignedIn, Error>,
    her: Her,
) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).ok_or(Error::NotFound)?;
    let open = item.listing.is_open();
    if !open && who.is_err() {
        return Err(Error::NotFound);
    }
    signed_in(who, id)?;
    let asked = match &her.0 {
        Some(newcomer) => store::hers_for(&db, newcomer.id, id).await?,
        None => None,
    };
    // What closed since is still where she reads of her question.
    if !open && asked.is_none() {
        return Err(Error::NotFound);
    }
    let somebody = open && can_be_asked(&v, item) && locals::somebody_goes(&db, id).await?;
    show(&AskPage { somebody, ..page_of(v, &stock, item, &her, asked) })
}

/// Whether there is a session to go to, or none is needed.
fn can_be_asked(v: &Visit, item: &Item) -> bool {
    item.listing.schedule.is_none() || !sessions(v, item).is_empty()
}

/// `POST /listings/{id}/along`: the question and the local's letter, all or nothing. Where nobody is free, a page
/// that says so, and nothing is stored.
pub async fn submit(
    v: Visit,
    Id(id): Id,
    shelf: Shelf,
    db: Db,
    her: Result<AsNewcomer, Error>,
    Form(form): Form<AskForm>,
) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).filter(|i| i.listing.is_open()).ok_or(Error::NotFound)?;
    let her = signed_in(her, id)?;
    let hers = Her(Some(her.newcomer.clone()));
    let mut slips = Slips::default();
    let offered = sessions(&v, item);
    let starts_at = match (item.listing.schedule.is_some(), form.session.as_str()) {
        (false, "") => Some(None),
        (true, date) if offered.iter().any(|(value, _)| value == date) => {
            Some(offered.iter().find(|(value, _)| value == date).map(|(_, at)| *at))
        }
        _ => slips.take("session", Err(Slip::NotThis("slip-session"))),
    };
    let name = match her.signed_in.first_name.clone() {
        Some(known) if form.first_name.is_empty() => Some(known),
        _ => slips.take("first_name", FirstName::parse(&form.first_name)),
    };
    let (Some(starts_at), Some(name)) = (starts_at, name) else {
        return show_again(&AskPage { slips, form, ..page_of(v, &stock, item, &hers, None) });
    };
    let mut tx = db.begin().await?;
    auth::call_her(&mut tx, her.signed_in.account, &name).await?;
    let before = store::hers_for_locked(&mut tx, her.newcomer.id, id).await?;
    if before.as_ref().is_some_and(|b| !b.may_be_asked_again()) {
        return Ok(on_its_page(&v, id, "flash-along-already"));
    }
    if store::count_of_today(&mut tx, her.newcomer.id).await? >= MOST_A_DAY {
        return show_again(&AskPage { too_many: true, form, ..page_of(v, &stock, item, &hers, before) });
    }
    // A silence ends when she asks again; the local who was silent need not answer any more.
    if let Some(silent) = before.as_ref().filter(|b| b.state == State::Sent) {
        store::close(&mut tx, silent.id, State::Lapsed).await?;
    }
    let sender = Sender { city: &v.city, address: &v.address };
    let fit = Fit::of(&stock, &her.newcomer, id);
    let question = Question { newcomer: her.newcomer.id, listing: id, starts_at, asked_at: None, fit };
    match find::somebody(&mut tx, &sender, &item.listing, &question).await? {
        Found::Somebody => tx.commit().await?,
        Found::Already => return Ok(on_its_page(&v, id, "flash-along-already")),
        Found::Nobody => {
            drop(tx);
            return show(&AskPage { somebody: false, ..page_of(v, &stock, item, &hers, before) });
        }
    }
    Ok(on_its_page(&v, id, "flash-along-asked"))
}

fn on_its_page(v: &Visit, listing: uuid::Uuid, flash: &str) -> Response {
    Flash::on(see(&v.to(&format!("/listings/{listing}/along"))), &v.address, flash, None)
}
