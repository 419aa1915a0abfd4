//! "Is something not right here?": the page as its host can change it, for anybody; what they change is a proposal.

use super::store;
use crate::{
    auth::Visit,
    hosts::{
        edit::{self, Place, Reader},
        form::EditForm,
    },
    kit::{text::Slip, words::Status},
    listings::{self, Fields, Listing, unit_of},
    platform::db::Db,
    web::{
        Error, Form, Id, Slips,
        flash::Flash,
        network::{Network, Share},
        see,
    },
};
use axum::{Extension, response::Response};
use serde_json::json;
use sqlx::PgTransaction;
use std::collections::BTreeMap;
use uuid::Uuid;

/// So often one network may say something in an hour: one of them does not silence the others.
pub(super) const MOST_AN_HOUR: usize = 40;
/// What may wait for one listing.
const MOST_WAITING: i64 = 20;

/// What everybody may see, and is not over.
async fn found(db: &Db, id: Uuid) -> Result<(Listing, i32), Error> {
    let found = listings::with_version(db, id).await?;
    found.filter(|(listing, _)| listing.is_public() && !listing.is_closed()).ok_or(Error::NotFound)
}

fn place(v: &Visit, id: Uuid) -> Place {
    let back = v.to(&format!("/listings/{id}"));
    Place { action: format!("{back}/correct"), back, reader: Reader::Anybody }
}

/// `GET /listings/{id}/correct`
pub async fn page(v: Visit, db: Db, Id(id): Id) -> Result<Response, Error> {
    let (listing, version) = found(&db, id).await?;
    let place = place(&v, id);
    edit::open(v, place, listing, version)
}

/// `POST /listings/{id}/correct`: each thing that is different waits for a yes.
pub async fn submit(
    v: Visit,
    db: Db,
    Id(id): Id,
    network: Network,
    Extension(share): Extension<Share>,
    Form(form): Form<EditForm>,
) -> Result<Response, Error> {
    let (now, version) = found(&db, id).await?;
    let place = place(&v, id);
    let mut slips = Slips::default();
    let mut then = form.read(&mut slips, &now);
    // Neither shown nor asked: a name, and how many places are left.
    then.contact_name.clone_from(&now.contact_name);
    then.newcomer_places = now.newcomer_places;
    if !slips.is_empty() {
        return edit::again(v, place, now, &form, slips);
    }
    if form.version != version {
        return edit::stale(v, place, now, version, form);
    }
    let mut tx = db.begin().await?;
    let units = units(&now, &then);
    if units.is_empty() {
        return Ok(Flash::on(see(&place.action), &v.address, "flash-correct-nothing", None));
    }
    if !share.take(network, v.now) || !propose(&mut tx, id, &units).await? {
        slips.add("summary_en", Slip::NotThis("slip-correct-many"));
        return edit::again(v, place, now, &form, slips);
    }
    tx.commit().await?;
    Ok(Flash::on(see(&place.back), &v.address, "flash-correct-thanks", None))
}

/// `POST /listings/{id}/gone`: "this does not exist any more". That waits for a yes as well.
pub async fn gone(
    v: Visit,
    db: Db,
    Id(id): Id,
    network: Network,
    Extension(share): Extension<Share>,
) -> Result<Response, Error> {
    let (now, _) = found(&db, id).await?;
    let then = Listing { status: Status::Closed, closed_on: Some(v.today()), ..now.clone() };
    let fields: Fields = units(&now, &then).into_values().flatten().collect();
    let mut tx = db.begin().await?;
    let units = BTreeMap::from([("status".to_owned(), fields)]);
    let thanks = share.take(network, v.now) && propose(&mut tx, id, &units).await?;
    tx.commit().await?;
    let flash = if thanks { "flash-correct-thanks" } else { "flash-correct-many" };
    Ok(Flash::on(see(&place(&v, id).back), &v.address, flash, None))
}

/// What is different, thing by thing: a rhythm is one.
fn units(now: &Listing, then: &Listing) -> BTreeMap<String, Fields> {
    let (from, to) = (listings::fields_of(now), listings::fields_of(then));
    let mut units = BTreeMap::<String, Fields>::new();
    for (name, to) in &to {
        let unit = unit_of(name);
        if !listings::same_value(to, &from[name]) {
            let fields = units.entry(unit.to_owned()).or_default();
            fields.insert(name.clone(), json!({"from": from[name], "to": to}));
        }
    }
    units
}

/// `false` where too much waits for this listing, and nothing more is taken in.
async fn propose(tx: &mut PgTransaction<'_>, listing: Uuid, units: &BTreeMap<String, Fields>) -> Result<bool, Error> {
    let waiting = store::how_many(tx, listing).await?;
    let more = i64::try_from(units.len()).unwrap_or(i64::MAX);
    if waiting + more > MOST_WAITING {
        return Ok(false);
    }
    for (unit, fields) in units {
        store::insert(tx, listing, unit, fields).await?;
    }
    Ok(true)
}
