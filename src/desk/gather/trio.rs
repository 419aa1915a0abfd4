//! "Bring these three together": what to do, where and when. Only three whom the heart puts together: nobody else can be
//! asked here.

use super::{
    super::trios::{self, Found},
    PATH,
    plan::{PlanForm, named, of_three},
};
use crate::{
    along::Sender,
    auth::{AsSocialWorker, Visit},
    gatherings::{self, Kind, Proposal, Refused},
    listings::{Shelf, Stock},
    platform::db::Db,
    web::{Error, Form, Query, Slips, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "desk/bring.html")]
struct BringPage {
    v: Visit,
    slips: Slips,
    title: String,
    /// Value and words of each day; none where the three share no time in which there is something to go to.
    dates: Vec<(String, String)>,
    refused: Option<Refused>,
    form: BringForm,
}

/// Which three and where to, and what was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BringForm {
    listing: Option<Uuid>,
    who: Vec<Uuid>,
    what: String,
    place: String,
    date: String,
}

impl BringForm {
    fn plan(&self) -> PlanForm {
        PlanForm { what: self.what.clone(), place: self.place.clone(), date: self.date.clone() }
    }

    /// These three for this listing; none where the heart does not put them together (any more).
    fn among(&self, found: Vec<Found>) -> Option<Found> {
        let who: BTreeSet<Uuid> = self.who.iter().copied().collect();
        found
            .into_iter()
            .find(|f| Some(f.listing) == self.listing && f.accounts.into_iter().collect::<BTreeSet<_>>() == who)
    }
}

fn days(v: &Visit, stock: &Stock, found: &Found) -> Vec<DateTime<Utc>> {
    let item = stock.public(found.listing);
    item.map(|item| of_three(v, item, found.trio.common, found.trio.weekdays)).unwrap_or_default()
}

fn page_of(v: Visit, stock: &Stock, found: &Found, form: BringForm) -> BringPage {
    let title = stock.public(found.listing).map(|item| item.listing.title(v.lang).text.to_owned()).unwrap_or_default();
    let dates = named(&v, &days(&v, stock, found));
    BringPage { slips: Slips::default(), title, dates, refused: None, form, v }
}

/// `GET /desk/trios/bring`
pub async fn page(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Query(mut form): Query<BringForm>,
) -> Result<Response, Error> {
    let stock = shelf.now();
    let found = form.among(trios::found(&db, &who.scope, &stock).await?.0).ok_or(Error::NotFound)?;
    let item = stock.public(found.listing).ok_or(Error::NotFound)?;
    let plan = PlanForm::of(&v, &[item], &days(&v, &stock, &found));
    (form.what, form.place, form.date) = (plan.what, plan.place, plan.date);
    show(&page_of(v, &stock, &found, form))
}

/// `POST /desk/trios/bring`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Form(form): Form<BringForm>,
) -> Result<Response, Error> {
    let stock = shelf.now();
    // Three who do not stand together any more: somebody asked them, or they told us something else.
    let Some(found) = form.among(trios::found(&db, &who.scope, &stock).await?.0) else {
        return Ok(Flash::on(see("/desk/trios"), &v.address, "flash-gather-no-trio", None));
    };
    let (mut slips, days) = (Slips::default(), days(&v, &stock, &found));
    // Without a day there is no field to point at: the page itself says so.
    if days.is_empty() {
        return show_again(&page_of(v, &stock, &found, form));
    }
    let Some(plan) = form.plan().read(&days, &mut slips) else {
        return show_again(&BringPage { slips, ..page_of(v, &stock, &found, form) });
    };
    let proposal = Proposal {
        kind: Kind::Trio,
        what: plan.what,
        place: plan.place,
        meets_at: plan.meets_at,
        asked: found.accounts.iter().map(|account| (*account, Some(found.listing))).collect(),
    };
    let sender = Sender { city: &v.city, address: &v.address };
    let mut tx = db.begin().await?;
    match gatherings::propose(&mut tx, &sender, &who, &proposal).await? {
        Ok(id) => {
            tx.commit().await?;
            Ok(Flash::on(see(PATH), &v.address, "flash-gather-proposed", Some(id)))
        }
        Err(refused) => show_again(&BringPage { refused: Some(refused), ..page_of(v, &stock, &found, form) }),
    }
}
