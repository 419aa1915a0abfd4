//! A listing as HSDS has it.

use super::{
    attributes::Attributes,
    shapes,
    shapes::{
        Address, CostOption, Language, Location, LocationType, Organization, Schedule, Service, ServiceAtLocation,
    },
    terms::id_of,
};
use crate::{
    city::City,
    kit::{lang::Lang, vocabulary::vocabulary, words::Status},
    listings::Listing,
};
use uuid::Uuid;

impl Service {
    /// A listing, whole. No person: not the host's name, nor their address.
    pub fn of(it: &Listing, city: &City) -> Self {
        let mut attributes = Attributes::of(it);
        let schedule = it.schedule.as_ref().map(|s| (Schedule::of(s, own_id(it, "schedule"), &city.timezone), s));
        if let Some((written, schedule)) = &schedule {
            attributes.fact("rrule", Some(&schedule.rrule).filter(|rule| !written.holds(rule)));
        }
        let url = it.url.as_deref().map(plain);
        attributes.fact("url", it.url.as_ref().filter(|typed| url.as_ref() != Some(*typed)));
        let other = it.title_nl.clone().filter(|_| it.title_en.is_some());
        Self {
            id: it.id,
            name: it.title(Lang::En).text.to_owned(),
            alternate_name: other,
            description: it.summary(Lang::En).map(|s| s.text.to_owned()),
            url,
            status: status(it.status),
            eligibility_description: (!it.audience.is_everyone())
                .then(|| format!("Only for {}.", it.audience.said().en)),
            assured_date: it.confirmed_on,
            assurer_email: city.desk_email.clone(),
            last_modified: None,
            schedules: schedule.map(|(written, _)| written).into_iter().collect(),
            service_at_locations: ServiceAtLocation::of(it, city).into_iter().collect(),
            languages: it
                .languages
                .iter()
                .map(|tag| Language {
                    id: own_id(it, &format!("language {tag}")),
                    name: vocabulary().language_name(tag, Lang::En).to_owned(),
                    code: tag.to_string(),
                })
                .collect(),
            organization: it.organisation.as_deref().map(|name| Organization::named(name, city)),
            cost_options: it
                .cost
                .map(|cost| CostOption {
                    id: own_id(it, "cost"),
                    currency: "EUR",
                    amount: Some(cost.euros()),
                    amount_description: it.cost_per.map(|per| per.to_string()),
                })
                .into_iter()
                .collect(),
            attributes: attributes.done(),
        }
    }
}

impl Organization {
    /// An organisation is its name: the same name, the same id.
    pub fn named(name: &str, city: &City) -> Self {
        let description = format!("{name}, {}", city.name);
        Self { id: Self::id_of(name), name: name.to_owned(), description, services: Vec::new() }
    }

    /// The id of the organisation with this name.
    pub fn id_of(name: &str) -> Uuid {
        id_of("organization", name)
    }
}

impl ServiceAtLocation {
    /// Where a listing is, as far as that is known: a venue, four digits of a postcode, or both.
    pub fn of(it: &Listing, city: &City) -> Option<Self> {
        if it.venue.is_none() && it.postcode.is_none() {
            return None;
        }
        let digits = it.postcode.map(|p| p.to_string()).unwrap_or_default();
        let place = format!("{digits} {}", it.venue.as_deref().unwrap_or_default());
        let known = it.venue.as_deref().or(it.part_of_town().map(|p| p.name.as_str())).unwrap_or(&city.name);
        let address = it.postcode.map(|postcode| Address {
            id: id_of("address", &place),
            address_1: known.to_owned(),
            city: city.name.clone(),
            state_province: city.province.clone(),
            postal_code: postcode.to_string(),
            country: city.country.clone(),
            address_type: LocationType::Physical,
        });
        let location = Location {
            id: id_of("location", &place),
            location_type: LocationType::Physical,
            name: it.venue.clone(),
            addresses: address.into_iter().collect(),
        };
        Some(Self { id: Self::id_of(it.id), location, service: None })
    }

    /// The id of a listing at its place: it has one.
    pub fn id_of(listing: Uuid) -> Uuid {
        id_of("place", &listing.to_string())
    }
}

fn own_id(it: &Listing, what: &str) -> Uuid {
    id_of("of", &format!("{} {what}", it.id))
}

fn status(status: Status) -> shapes::Status {
    match status {
        Status::Active => shapes::Status::Active,
        Status::Paused => shapes::Status::TemporarilyClosed,
        Status::Closed => shapes::Status::Defunct,
        Status::Draft => shapes::Status::Inactive,
    }
}

/// An address as RFC 3986 has it: what people type may hold letters that it does not know.
fn plain(typed: &str) -> String {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&b);
    if typed.bytes().all(is_plain) {
        return typed.to_owned();
    }
    let parsed = url::Url::parse(typed).map_or_else(|_| typed.to_owned(), String::from);
    let letter = |b: u8| if is_plain(b) || b == b'%' { char::from(b).to_string() } else { format!("%{b:02X}") };
    parsed.bytes().map(letter).collect()
}
