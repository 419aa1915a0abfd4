//! `/hsds/service_at_locations`: listings at their places.

use super::{
    answer::{Answer, OneId, Page, Trouble},
    parameters::{
        Asked, FORMAT, FULL, MODIFIED, ORGANIZATION, PAGE, POSTCODE, PROXIMITY, Parameter, Params, SEARCH, SIZE,
        TAXONOMY, TERM,
    },
    services::{found, whole},
};
use crate::{
    city::{City, TheCity},
    hsds::ServiceAtLocation,
    kit::place::gazetteer,
    listings::{Item, Listing, Shelf},
};
use axum::Json;

/// What a list of them may be asked.
pub(super) static PARAMETERS: [&Parameter; 11] =
    [&SEARCH, &PAGE, &SIZE, &FORMAT, &TERM, &TAXONOMY, &ORGANIZATION, &MODIFIED, &FULL, &POSTCODE, &PROXIMITY];

/// `GET /hsds/service_at_locations`
pub(super) async fn list(asked: Asked, shelf: Shelf, city: TheCity) -> Answer<Json<Page<ServiceAtLocation>>> {
    let asked = asked.read(&PARAMETERS)?;
    if asked.number(&PROXIMITY).is_some() && asked.postcode().is_none() {
        return Err(Trouble::Wrong("proximity: expected a postcode beside it".to_owned()));
    }
    let (stock, city) = (shelf.now(), city.now());
    let near = found(&stock, &city, &asked).into_iter().filter(|item| is_near(&item.listing, &asked));
    let all: Vec<_> = near.filter_map(|item| Some((item, ServiceAtLocation::of(&item.listing, &city)?))).collect();
    Ok(Page::of(&all, &asked, |(item, at)| told(item, at.clone(), &city, asked.is_set(&FULL))))
}

/// `GET /hsds/service_at_locations/{id}`
pub(super) async fn one(
    OneId(id): OneId,
    asked: Asked,
    shelf: Shelf,
    city: TheCity,
) -> Answer<Json<ServiceAtLocation>> {
    asked.read(&[])?;
    let (stock, city) = (shelf.now(), city.now());
    let all = found(&stock, &city, &Params::default());
    let item = all.into_iter().find(|item| ServiceAtLocation::id_of(item.listing.id) == id);
    let (item, at) =
        item.and_then(|i| Some((i, ServiceAtLocation::of(&i.listing, &city)?))).ok_or(Trouble::NotFound)?;
    Ok(Json(told(item, at, &city, true)))
}

/// Whether it is in the postcode that was asked for, or within so many metres of its middle.
fn is_near(listing: &Listing, asked: &Params) -> bool {
    let Some(wanted) = asked.postcode() else { return true };
    let Some(here) = listing.postcode else { return false };
    match asked.number(&PROXIMITY) {
        None => here == wanted,
        Some(metres) => {
            let (from, to) = (gazetteer().middle(wanted), gazetteer().middle(here));
            from.zip(to).is_some_and(|(from, to)| from.km_to(to) * 1000.0 <= metres as f64)
        }
    }
}

fn told(item: &Item, mut at: ServiceAtLocation, city: &City, whole_service: bool) -> ServiceAtLocation {
    let mut service = whole(item, city);
    service.service_at_locations.clear();
    if !whole_service {
        at.location.addresses.clear();
        service = service.brief();
    }
    at.service = Some(Box::new(service));
    at
}
