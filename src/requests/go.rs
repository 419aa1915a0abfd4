//! "I would like to go": her first name, since when and until when she is here; then the host gets a letter.

use super::{
    letters::to_host,
    request::{Request, Seen},
    store,
};
use crate::{
    auth::{self, AsSignedIn, Next, Visit},
    kit::{email_address::EmailAddress, first_name::FirstName, month::Month, text::Slip},
    letters,
    listings::{self, Fit, Listing, Shelf, when},
    newcomers::{self, AsNewcomer, Her, Stay},
    platform::{chance::Token, db::Db},
    web::{Error, Form, Id, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;

/// Nobody needs to ask more clubs in a day; who wants to is better helped by a person.
const MOST_A_DAY: i64 = 10;

#[derive(Template)]
#[template(path = "requests/go.html")]
struct GoPage {
    v: Visit,
    slips: Slips,
    listing: Arc<Listing>,
    when: String,
    asked: Option<Request>,
    form: GoForm,
    too_many: bool,
}

impl GoPage {
    fn takes_requests(&self) -> bool {
        self.listing.host_address(self.v.today()).is_some() && self.listing.newcomer_places != Some(0)
    }

    fn may_ask(&self) -> bool {
        self.asked.as_ref().is_none_or(Request::may_be_asked_again)
    }
}

/// What she is asked on saying yes.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoForm {
    first_name: String,
    #[serde(default)]
    arrived: String,
    #[serde(default)]
    stays_until: String,
    /// `no-end`, or nothing.
    #[serde(default)]
    stays: String,
}

/// `GET /listings/{id}/go`: signed out she signs in first and comes back here.
pub async fn page(
    v: Visit,
    Id(id): Id,
    shelf: Shelf,
    db: Db,
    who: Result<AsSignedIn, Error>,
    Her(her): Her,
) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).filter(|i| i.listing.is_open()).ok_or(Error::NotFound)?;
    let AsSignedIn(who) = signed_in(who, id)?;
    let stay = her.as_ref().map(|newcomer| Stay::of(&newcomer.person)).unwrap_or_default();
    let form = GoForm {
        first_name: who.first_name.map(|n| n.as_str().to_owned()).unwrap_or_default(),
        arrived: stay.arrived.map(|m| m.to_string()).unwrap_or_default(),
        stays_until: stay.until.map(|m| m.to_string()).unwrap_or_default(),
        stays: if stay.no_end { "no-end".to_owned() } else { String::new() },
    };
    let asked = match &her {
        Some(newcomer) => store::hers_for(&db, newcomer.id, id).await?,
        None => None,
    };
    let when = when(&v, item);
    show(&GoPage { slips: Slips::default(), listing: item.listing.clone(), when, asked, form, too_many: false, v })
}

/// Whoever is not signed in comes back here afterwards.
fn signed_in<T>(who: Result<T, Error>, listing: uuid::Uuid) -> Result<T, Error> {
    who.map_err(|e| match e {
        Error::SignIn(_) => Error::SignIn(Next::Go(listing).to_string()),
        other => other,
    })
}

/// `POST /listings/{id}/go`: the request, her name and her answers, and the host's letter: all or nothing.
pub async fn submit(
    v: Visit,
    Id(id): Id,
    shelf: Shelf,
    db: Db,
    her: Result<AsNewcomer, Error>,
    Form(form): Form<GoForm>,
) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).filter(|i| i.listing.is_open()).ok_or(Error::NotFound)?;
    let her = signed_in(her, id)?;
    if !["", "no-end"].contains(&form.stays.as_str()) {
        return Err(Error::Unreadable);
    }
    let listing = item.listing.clone();
    let when = when(&v, item);
    let mut slips = Slips::default();
    let name = slips.take("first_name", FirstName::parse(&form.first_name));
    let stay = read_stay(&mut slips, &form);
    let (Some(name), true) = (name, slips.is_empty()) else {
        return show_again(&GoPage { v, slips, listing, when, asked: None, form, too_many: false });
    };
    let token = Token::new();
    let mut tx = db.begin().await?;
    auth::call_her(&mut tx, her.signed_in.account, &name).await?;
    newcomers::remember_stay(&mut tx, her.newcomer.id, &stay).await?;
    if store::count_of_today(&mut tx, her.newcomer.id).await? >= MOST_A_DAY {
        return show_again(&GoPage { v, slips, listing, when, asked: None, form, too_many: true });
    }
    if let Some(before) = store::hers_for_locked(&mut tx, her.newcomer.id, id).await? {
        // A no counts as a question that stands for a week, or asking again would tell her of it.
        if !before.may_be_asked_again() {
            return Ok(already(&v));
        }
        if before.seen() == Seen::Silent {
            store::lapse(&mut tx, before.id).await?;
        }
    }
    // The listing may have filled up, or its host's address gone, since she saw the button.
    let host = listings::takes_requests(&mut tx, id).await?.and_then(|a| EmailAddress::parse(&a).ok());
    let host = host.ok_or(Error::Stale)?;
    let fit = Fit::of(&stock, &her.newcomer, id);
    match store::insert(&mut tx, her.newcomer.id, id, &token.hash(), fit.as_ref()).await {
        // A second tap, or a second tab: she asked already, and her list says so.
        Err(e) if constraint(&e) == Some("one_open_request_per_listing") => return Ok(already(&v)),
        other => other?,
    }
    letters::queue(&mut tx, &v.city, &to_host(&v, &listing, host, her.signed_in.account, &name, &token)).await?;
    tx.commit().await?;
    Ok(Flash::on(see(&v.to("/me")), &v.address, "flash-asked", None))
}

fn already(v: &Visit) -> Response {
    Flash::on(see(&v.to("/me")), &v.address, "flash-asked-already", None)
}

fn constraint(e: &sqlx::Error) -> Option<&str> {
    e.as_database_error().and_then(|d| d.constraint())
}

fn read_stay(slips: &mut Slips, form: &GoForm) -> Stay {
    let mut month = |field: &'static str, typed: &str| match typed.trim() {
        "" => None,
        text => slips.take(field, text.parse::<Month>().map_err(|_| Slip::NotThis("slip-month"))),
    };
    let arrived = month("arrived", &form.arrived);
    let no_end = form.stays == "no-end";
    let until = if no_end { None } else { month("stays_until", &form.stays_until) };
    if let (Some(arrived), Some(until)) = (arrived, until)
        && until < arrived
    {
        slips.add("stays_until", Slip::NotThis("slip-stay-order"));
    }
    Stay { arrived, until, no_end }
}
