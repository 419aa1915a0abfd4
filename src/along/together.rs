//! The page of the two after a yes: where, when, what to bring, and what happens when one of them is late. For each of
//! the two alone, and never with a phone number.

use super::{
    asked::Asked,
    going::{Side, State},
    letters::{moment, place},
    store::{self, Key},
};
use crate::{
    auth::{AsSignedIn, Next, Visit},
    kit::words::{CostPer, Domain},
    listings::{Item, Listing, Shelf, Stock},
    platform::db::Db,
    ties,
    web::{
        Error, Id,
        calendar::{self, Entry, LASTS, Method, Standing},
        see, show,
    },
};
use askama::Template;
use axum::response::Response;
use chrono::Utc;
use chrono_tz::Europe::Amsterdam;
use std::sync::Arc;
use uuid::Uuid;

/// What one rides, and where one swims, by the vocabulary.
const RIDES: [&str; 3] = ["leisure-cycling", "road-cycling", "learn-to-cycle"];
const SWIMS: [&str; 2] = ["swimming", "wild-swimming"];

#[derive(Template)]
#[template(path = "along/together.html")]
struct TogetherPage {
    v: Visit,
    asked: Asked,
    listing: Arc<Listing>,
    side: Side,
    /// The other's first name.
    name: String,
    when: String,
    bring: Vec<String>,
    late: Vec<String>,
    /// A yes that was called off before its day.
    is_off: bool,
    /// Where the two write to each other, once there is a tie.
    talk: Option<String>,
}

impl TogetherPage {
    /// It is still to come, and can be called off.
    fn is_to_come(&self) -> bool {
        self.asked.state() == State::Yes && !self.asked.too_late
    }

    fn place(&self) -> Option<&str> {
        place(&self.listing)
    }

    fn is_hers(&self) -> bool {
        self.side == Side::Newcomer
    }
}

/// What to bring, as far as the listing says.
fn bring(v: &Visit, listing: &Listing) -> Vec<String> {
    let names = |all: &[&str]| listing.interests.iter().any(|i| all.contains(&i.as_str()));
    let mut all = Vec::new();
    if names(&RIDES) {
        all.push(v.t("bring-bike"));
    } else if names(&SWIMS) {
        all.push(v.t("bring-swimming"));
    } else if listing.domains.contains(&Domain::Sport) {
        all.push(v.t("bring-sport"));
    }
    match (listing.cost, listing.trial) {
        (Some(cost), _) if cost.cents == 0 => all.push(v.t("bring-free")),
        (Some(_), Some(true)) => all.push(v.t("bring-trial")),
        (Some(cost), _) => {
            let per = listing.cost_per.unwrap_or(CostPer::Session);
            all.push(v.t1(format!("bring-cost-{per}"), "amount", cost.text(v.lang)));
        }
        _ => {}
    }
    if listing.children == Some(true) {
        all.push(v.t("bring-child"));
    }
    if all.is_empty() {
        all.push(v.t("bring-nothing"));
    }
    all
}

/// What happens when one of them is late; nobody needs a number for it.
fn late(v: &Visit, listing: &Listing, side: Side, name: &str) -> Vec<String> {
    let inside = match (side, &listing.contact_name) {
        (Side::Newcomer, Some(contact)) => v.t1("late-ask-for", "contact", contact),
        (Side::Newcomer, None) => v.t1("late-say-with-whom", "name", name),
        (Side::Local, _) => v.t1("late-say-who-comes", "name", name),
    };
    vec![v.t1(format!("late-{side}"), "name", name), inside]
}

/// Whoever opens it, and which of the two they are.
async fn of_reader(db: &Db, who: Result<AsSignedIn, Error>, id: Uuid) -> Result<(AsSignedIn, Asked, Side), Error> {
    let back = |e| if matches!(e, Error::SignIn(_)) { Error::SignIn(Next::Going(id).to_string()) } else { e };
    let who = who.map_err(back)?;
    for side in Side::ALL {
        if let Some(asked) = store::found(db, Key::Of(who.0.account, id, *side)).await? {
            return Ok((who, asked, *side));
        }
    }
    Err(Error::NotFound)
}

/// `GET /going/{id}`: what was no yes is told on their own pages; one that was called off says so, and how to take it out
/// of a calendar.
pub async fn page(
    v: Visit,
    who: Result<AsSignedIn, Error>,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let (who, asked, side) = of_reader(&db, who, id).await?;
    let stock = shelf.now();
    let item = stock.public(asked.listing_id);
    let (Some(item), Some(other), true) = (item, asked.other(side), asked.is_of_two()) else {
        return Ok(see(&match side {
            Side::Newcomer => v.to(&format!("/listings/{}/along", asked.listing_id)),
            Side::Local => v.to("/local/me"),
        }));
    };
    let name = other.name().to_owned();
    let tie = ties::between(&db, who.0.account, other.account).await?;
    show(&TogetherPage {
        talk: tie.map(|tie| v.to(&format!("/between/{tie}/messages"))),
        listing: item.listing.clone(),
        when: moment(&v.w, &asked),
        bring: bring(&v, &item.listing),
        late: late(&v, &item.listing, side, &name),
        is_off: asked.is_called_off(),
        name,
        side,
        asked,
        v,
    })
}

/// As a calendar shows it; none by appointment.
fn entry(v: &Visit, item: &Item, asked: &Asked, side: Side) -> Option<Entry> {
    let starts = asked.starts_at?;
    let day = starts.with_timezone(&Amsterdam).date_naive();
    let session = item.sessions(day, day).into_iter().find(|s| s.starts == starts);
    let listing = &item.listing;
    let off = asked.is_called_off();
    let name = asked.other(side).map(|other| other.name().to_owned()).unwrap_or_default();
    Some(Entry {
        uid: asked.id.to_string(),
        // Calling off is one more change.
        sequence: u32::try_from(asked.calendar_sequence).unwrap_or_default() + u32::from(off),
        stamp: asked.closed_at.or(asked.answered_at).unwrap_or(asked.asked_at),
        title: v.t2(format!("along-calendar-{side}"), "title", listing.title(v.lang).text, "name", name),
        starts,
        ends: session.map_or(starts + LASTS, |s| s.ends.with_timezone(&Utc)),
        standing: if off { Standing::Off } else { Standing::Agreed },
        place: place(listing).map(str::to_owned),
        about: None,
        path: Some(v.to(&format!("/going/{}", asked.id))),
    })
}

/// `GET /going/{id}/calendar.ics`: asked for, changed, or called off: the same entry with a higher number.
pub async fn file(
    v: Visit,
    who: Result<AsSignedIn, Error>,
    Id(id): Id,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let (who, asked, side) = of_reader(&db, who, id).await?;
    let stock = shelf.now();
    let at = stock.public(asked.listing_id).filter(|_| asked.is_of_two());
    let entry = at.and_then(|item| entry(&v, item, &asked, side)).ok_or(Error::NotFound)?;
    let method = Method::Request { reader: &who.0.email, desk: &v.city.desk_email };
    Ok(calendar::file(None, method, &[entry], &v.address))
}

/// All that somebody goes to with somebody, for their calendar; each with where it is.
///
/// # Errors
/// Those of the database.
pub async fn entries(v: &Visit, db: &Db, stock: &Stock, account: Uuid) -> Result<Vec<(Uuid, Entry)>, sqlx::Error> {
    let mut all = Vec::new();
    for side in Side::ALL {
        for asked in store::agreed(db, account, *side).await?.iter().filter(|asked| asked.is_of_two()) {
            let item = stock.public(asked.listing_id);
            all.extend(item.and_then(|item| Some((asked.listing_id, entry(v, item, asked, *side)?))));
        }
    }
    Ok(all)
}
