//! What search engines read of a listing: schema.org as JSON-LD. Never a person.

use super::shelf::Item;
use crate::auth::Visit;
use serde_json::{Value, json};

/// The listing as an event (with a next session) or an organisation's offer, safe inside a `script` element.
pub fn json_ld(v: &Visit, item: &Item) -> String {
    let listing = &item.listing;
    let place = json!({
        "@type": "Place",
        "name": listing.venue,
        "address": {
            "@type": "PostalAddress",
            "postalCode": listing.postcode.map(|p| p.to_string()),
            "addressLocality": v.city.name,
            "addressCountry": v.city.country,
        },
    });
    let mut about = json!({
        "@context": "https://schema.org",
        "@type": "Service",
        "name": listing.title(v.lang).text,
        "description": listing.summary(v.lang).map(|s| s.text),
        "url": v.address.link(&v.to(&format!("/listings/{}", listing.id))),
        "inLanguage": v.lang.as_str(),
        "provider": listing.organisation.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
        "areaServed": v.city.name,
    });
    if let Some(session) = item.next(v.now).next().filter(|_| listing.is_open()) {
        about["@type"] = json!("Event");
        about["startDate"] = json!(session.starts.to_rfc3339());
        about["endDate"] = json!(session.ends.to_rfc3339());
        about["location"] = place;
        about["eventAttendanceMode"] = json!("https://schema.org/OfflineEventAttendanceMode");
        about["eventStatus"] = json!("https://schema.org/EventScheduled");
        about["organizer"] = about["provider"].take();
        if let Some(cost) = listing.cost {
            about["isAccessibleForFree"] = json!(cost.cents == 0);
        }
    }
    drop_nulls(&mut about);
    // `<` would let a text end the script element.
    about.to_string().replace('<', "\\u003c")
}

fn drop_nulls(value: &mut Value) {
    if let Value::Object(map) = value {
        map.retain(|_, v| !v.is_null());
        map.values_mut().for_each(drop_nulls);
    }
}
