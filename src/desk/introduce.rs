//! Introducing a local to a newcomer: why these two, a line, a public place, dates that fit both. She answers first.

use super::{
    locals_for::{self, candidates::Around, card::step_first},
    look, person,
};
use crate::{
    auth::{AsSocialWorker, SignedIn, Visit},
    introductions::{self, Proposal, Refused, Sender, Side, Why, name_of_date, spread, ticked, to_propose},
    kit::{
        text::{Slip, line, optional_line},
        words::Meet,
    },
    listings::Shelf,
    logbook::Looked,
    matching::{
        pair::{Fit, One},
        person::Person,
    },
    platform::db::Db,
    web::{Error, Form, Id, Query, Slips, flash::Flash, needs::path_part, see, show, show_again},
};
use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

/// Most characters of the line and of the place.
pub(super) const LONGEST_LINE: usize = 500;
pub(super) const LONGEST_PLACE: usize = 200;
/// So many dates at most.
pub(super) const DATES: usize = 3;
/// So many places are proposed.
const PLACES: usize = 12;

#[derive(Template)]
#[template(path = "desk/introduce.html")]
struct IntroducePage {
    v: Visit,
    slips: Slips,
    id: Uuid,
    local: Uuid,
    kind: Meet,
    part: Option<&'static str>,
    hers: Vec<String>,
    theirs: Vec<String>,
    /// Value and words of each date.
    dates: Vec<(String, String)>,
    places: Vec<String>,
    /// Why they cannot be introduced now.
    refused: Option<Refused>,
    form: IntroduceForm,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IntroduceForm {
    line: String,
    place: String,
    dates: Vec<String>,
}

impl IntroduceForm {
    fn has(&self, date: &str) -> bool {
        self.dates.iter().any(|d| d == date)
    }

    fn read(
        &self,
        offered: &[DateTime<Utc>],
        slips: &mut Slips,
    ) -> Option<(Option<String>, String, Vec<DateTime<Utc>>)> {
        let own = slips.take("line", optional_line(&self.line, LONGEST_LINE));
        let place = slips.take("place", line(&self.place, LONGEST_PLACE));
        let dates = match ticked(offered, &self.dates) {
            Some(dates) if (1..=DATES).contains(&dates.len()) => Some(dates),
            _ => slips.take("dates", Err(Slip::NotThis("slip-introduce-dates"))),
        };
        Some((own?, place?, dates?))
    }
}

/// What kind of meeting, in the address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindForm {
    #[serde(default)]
    kind: Option<Meet>,
}

impl KindForm {
    fn kind(&self) -> Meet {
        self.kind.unwrap_or(Meet::OneToOne)
    }
}

/// The local in the address, by account.
pub struct Them(Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Them {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        Ok(Self(path_part(parts, state, "local").await?.parse().map_err(|_| Error::NotFound)?))
    }
}

/// The two, and why they fit.
struct Two {
    around: Around,
    looked: Looked,
    place: usize,
    fit: Option<Box<Fit>>,
}

impl Two {
    /// Somebody beyond the scope, or no local at all, does not exist.
    async fn of(
        db: &Db,
        who: &SignedIn,
        looked: Looked,
        (local, kind): (Uuid, Meet),
        shelf: &Shelf,
    ) -> Result<Self, Error> {
        let around = Around::of(db, who, looked, kind, &shelf.now()).await?;
        let place = around.locals.iter().position(|l| l.account == Some(local)).ok_or(Error::NotFound)?;
        let fit = match around.explained(place).ok_or(Error::NotFound)? {
            One::Fits { fit, .. } => Some(fit),
            One::Excluded { .. } => None,
        };
        Ok(Self { around, looked, place, fit })
    }

    /// What stands in the way, as far as it is known before anything is asked of the database.
    fn refused(&self, v: &Visit) -> Option<Refused> {
        let local = &self.around.locals[self.place];
        match (&self.fit, step_first(local, v.today())) {
            (_, Some("certificate")) => Some(Refused::Certificate),
            (_, Some(_)) => Some(Refused::NotReady),
            (None, _) => Some(Refused::NotNow),
            (Some(_), None) => None,
        }
    }

    fn dates(&self, v: &Visit) -> Vec<DateTime<Utc>> {
        dates(v, &self.around.newcomer.person, &self.around.locals[self.place].person)
    }

    fn reasons(&self) -> Vec<Why> {
        self.fit.as_ref().map(|fit| reasons(fit)).unwrap_or_default()
    }
}

/// Why two fit, as each of them reads it.
pub(super) fn reasons(fit: &Fit) -> Vec<Why> {
    let said = |to: Side, reasons: &[crate::matching::reason::Reason]| {
        reasons.iter().map(|r| Why { to, said: r.sentence.clone() }).collect::<Vec<_>>()
    };
    [said(Side::Newcomer, &fit.hers), said(Side::Local, &fit.theirs)].concat()
}

/// When two could meet first, by what both said.
pub(super) fn dates(v: &Visit, hers: &Person, theirs: &Person) -> Vec<DateTime<Utc>> {
    let week = |free: Option<crate::kit::week::FreeWeek>| free.filter(|w| !w.is_empty());
    to_propose(week(hers.free), week(theirs.free), v.today())
}

/// Where somebody could meet: the places of open listings.
pub(super) fn places(shelf: &Shelf) -> Vec<String> {
    let stock = shelf.now();
    let mut places: Vec<String> =
        stock.items.iter().filter(|i| i.listing.is_open()).filter_map(|i| i.listing.venue.clone()).collect();
    places.sort();
    places.dedup();
    places.truncate(PLACES);
    places
}

fn page_of(v: Visit, two: &Two, shelf: &Shelf, local: Uuid) -> IntroducePage {
    let why = two.reasons();
    let said =
        |side: Side| why.iter().filter(|w| w.to == side).map(|w| w.said.text(v.lang).to_owned()).collect::<Vec<_>>();
    let date = |at: &DateTime<Utc>| (name_of_date(at), v.w.moment(at));
    let dates = two.dates(&v);
    IntroducePage {
        slips: Slips::default(),
        id: two.looked.account(),
        local,
        kind: two.around.kind,
        part: two.around.part(two.place, false),
        hers: said(Side::Newcomer),
        theirs: said(Side::Local),
        form: IntroduceForm {
            place: v.t("introduce-library"),
            dates: spread(&dates, v.today(), DATES).iter().map(name_of_date).collect(),
            line: String::new(),
        },
        dates: dates.iter().map(date).collect(),
        places: places(shelf),
        refused: two.refused(&v),
        v,
    }
}

/// `GET /desk/people/{id}/introduce/{local}`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    Id(id): Id,
    Them(local): Them,
    db: Db,
    shelf: Shelf,
    Query(asked): Query<KindForm>,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return look::page(v, id, None) };
    let two = Two::of(&db, &who, looked, (local, asked.kind()), &shelf).await?;
    show(&page_of(v, &two, &shelf, local))
}

/// `POST /desk/people/{id}/introduce/{local}`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    (Id(id), Them(local)): (Id, Them),
    db: Db,
    shelf: Shelf,
    Query(asked): Query<KindForm>,
    Form(form): Form<IntroduceForm>,
) -> Result<Response, Error> {
    let Some(looked) = look::proof(&db, &who, id).await? else { return Ok(see(&person::path(id))) };
    let two = Two::of(&db, &who, looked, (local, asked.kind()), &shelf).await?;
    let mut slips = Slips::default();
    let read = form.read(&two.dates(&v), &mut slips);
    if let (Some((line, place, dates)), Some(fit), None) = (read, &two.fit, two.refused(&v)) {
        let proposal = Proposal {
            local: two.around.locals[two.place].id,
            kind: two.around.kind,
            group: two.around.group(two.place).map(|group| group.id),
            reasons: two.reasons(),
            line,
            place,
            dates,
            score: fit.score,
            weights: fit.weights.to_string(),
        };
        let sender = Sender { city: &v.city, address: &v.address };
        let mut tx = db.begin().await?;
        match introductions::propose(&mut tx, &sender, &who, looked, &proposal).await? {
            Ok(made) => {
                tx.commit().await?;
                return Ok(Flash::on(see(&person::path(id)), &v.address, "flash-introduced", Some(made)));
            }
            Err(refused) => {
                return show_again(&IntroducePage { refused: Some(refused), form, ..page_of(v, &two, &shelf, local) });
            }
        }
    }
    show_again(&IntroducePage { slips, form, ..page_of(v, &two, &shelf, local) })
}

impl IntroducePage {
    fn back(&self) -> String {
        locals_for::path(self.id) + &locals_for::for_kind(&self.kind)
    }

    fn action(&self) -> String {
        format!("{}/introduce/{}{}", person::path(self.id), self.local, locals_for::for_kind(&self.kind))
    }
}
