//! `/hsds/organizations`: who does what everybody may see.

use super::{
    answer::{Answer, OneId, Page, Trouble},
    parameters::{Asked, FORMAT, FULL, FULL_SERVICE, PAGE, Parameter, Params, SEARCH, SIZE, TAXONOMY, TERM},
    services::{found, whole},
};
use crate::{
    city::{City, TheCity},
    hsds::Organization,
    listings::{Item, Shelf},
};
use axum::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a list of them may be asked.
pub(super) static PARAMETERS: [&Parameter; 8] =
    [&SEARCH, &PAGE, &SIZE, &FORMAT, &TERM, &TAXONOMY, &FULL, &FULL_SERVICE];
/// What one may be asked.
pub(super) static OF_ONE: [&Parameter; 1] = [&FULL_SERVICE];

/// `GET /hsds/organizations`
pub(super) async fn list(asked: Asked, shelf: Shelf, city: TheCity) -> Answer<Json<Page<Organization>>> {
    let asked = asked.read(&PARAMETERS)?;
    let (stock, city) = (shelf.now(), city.now());
    let all: Vec<_> = by_id(found(&stock, &city, &asked)).into_values().collect();
    let with_services = asked.is_set(&FULL) || asked.is_set(&FULL_SERVICE);
    Ok(Page::of(&all, &asked, |items| told(items, &city, with_services, &asked)))
}

/// `GET /hsds/organizations/{id}`
pub(super) async fn one(OneId(id): OneId, asked: Asked, shelf: Shelf, city: TheCity) -> Answer<Json<Organization>> {
    let asked = asked.read(&OF_ONE)?;
    let (stock, city) = (shelf.now(), city.now());
    let mut all = by_id(found(&stock, &city, &Params::default()));
    let items = all.remove(&id).ok_or(Trouble::NotFound)?;
    Ok(Json(told(&items, &city, true, &asked)))
}

/// What each does, by its id.
fn by_id(items: Vec<&Item>) -> BTreeMap<Uuid, Vec<&Item>> {
    let mut by_name: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in items {
        if let Some(name) = item.listing.organisation.as_deref() {
            by_name.entry(name).or_default().push(item);
        }
    }
    by_name.into_iter().map(|(name, items)| (Organization::id_of(name), items)).collect()
}

/// An organisation with its services: in brief, or whole.
fn told(items: &[&Item], city: &City, with_services: bool, asked: &Params) -> Organization {
    let name = items.first().and_then(|item| item.listing.organisation.as_deref()).unwrap_or_default();
    let service = |item: &&Item| {
        let mut service = whole(item, city);
        service.organization = None;
        if asked.is_set(&FULL_SERVICE) { service } else { service.brief() }
    };
    let services = if with_services { items.iter().map(service).collect() } else { Vec::new() };
    Organization { services, ..Organization::named(name, city) }
}
