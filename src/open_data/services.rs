//! `/hsds/services`: listings that everybody may see.

use super::{
    answer::{Answer, OneId, Page, Trouble},
    parameters::{
        Asked, FORMAT, FULL, MINIMAL, MODIFIED, ORGANIZATION, PAGE, Parameter, Params, SEARCH, SIZE, TAXONOMY, TERM,
    },
};
use crate::{
    city::{City, TheCity},
    hsds::{Organization, Service},
    listings::{Item, Question, Shelf, Stock},
};
use axum::Json;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

/// What a list of them may be asked.
pub(super) static PARAMETERS: [&Parameter; 10] =
    [&SEARCH, &PAGE, &SIZE, &FORMAT, &TERM, &TAXONOMY, &ORGANIZATION, &MODIFIED, &MINIMAL, &FULL];

/// A service, as it was asked for.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Listed {
    /// With what it says.
    Service(Box<Service>),
    /// That it is there, and since when it is as it is.
    Minimal(Minimal),
}

/// That a service is there.
#[derive(Serialize, JsonSchema)]
pub(super) struct Minimal {
    id: Uuid,
    last_modified: DateTime<Utc>,
}

/// `GET /hsds/services`
pub(super) async fn list(asked: Asked, shelf: Shelf, city: TheCity) -> Answer<Json<Page<Listed>>> {
    let asked = asked.read(&PARAMETERS)?;
    let (stock, city) = (shelf.now(), city.now());
    let found = found(&stock, &city, &asked);
    Ok(Page::of(&found, &asked, |item| {
        if asked.is_set(&MINIMAL) {
            return Listed::Minimal(Minimal { id: item.listing.id, last_modified: item.changed_at() });
        }
        let service = whole(item, &city);
        Listed::Service(Box::new(if asked.is_set(&FULL) { service } else { service.brief() }))
    }))
}

/// `GET /hsds/services/{id}`
pub(super) async fn one(OneId(id): OneId, asked: Asked, shelf: Shelf, city: TheCity) -> Answer<Json<Service>> {
    asked.read(&[])?;
    let stock = shelf.now();
    stock.public(id).map(|item| Json(whole(item, &city.now()))).ok_or(Trouble::NotFound)
}

/// A listing with all there is, and since when.
pub(super) fn whole(item: &Item, city: &City) -> Service {
    Service { last_modified: Some(item.changed_at()), ..Service::of(&item.listing, city) }
}

/// What passes the filters that lists of services share, in the order of their ids.
pub(super) fn found<'s>(stock: &'s Stock, city: &City, asked: &Params) -> Vec<&'s Item> {
    let (after, of) = (asked.moment(&MODIFIED), asked.id(&ORGANIZATION));
    let (term, taxonomy) = (asked.id(&TERM), asked.id(&TAXONOMY));
    let all = stock.everybodys(&Question::new(asked.text(&SEARCH)));
    all.filter(|item| after.is_none_or(|after| item.changed_at() >= after))
        .filter(|item| of.is_none() || item.listing.organisation.as_deref().map(Organization::id_of) == of)
        .filter(|item| {
            if term.is_none() && taxonomy.is_none() {
                return true;
            }
            let service = Service::of(&item.listing, city);
            term.is_none_or(|id| service.has(|t| t.id == id))
                && taxonomy.is_none_or(|id| service.has(|t| t.taxonomy_id == id))
        })
        .collect()
}
