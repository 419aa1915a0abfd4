//! `/new.rss`: what is new, filtered as the list of listings is, for whoever tells others about it.

use super::{
    answer::Answer,
    calendar::{Anybody, wrong},
    parameters::Asked,
};
use crate::{
    auth::Visit,
    listings::{Item, Shelf, newest_of_filters},
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use rss::{Category, Channel, Guid, Item as Told};

/// So many of the newest.
const MOST: usize = 50;

/// `GET /new.rss`
pub(super) async fn file(Anybody(v): Anybody, asked: Asked, shelf: Shelf) -> Answer<Response> {
    asked.lang()?;
    let stock = shelf.now();
    let newest = newest_of_filters(&stock, asked.query(), MOST).ok_or_else(wrong)?;
    let channel = Channel {
        title: v.t1("open-data-feed-title", "city", &v.city.name),
        link: v.address.link(&v.to("/listings")),
        description: v.t1("open-data-feed-description", "city", &v.city.name),
        language: Some(v.lang.to_string()),
        pub_date: newest.first().and_then(|item| published(item)),
        items: newest.iter().map(|item| told(&v, item)).collect(),
        ..Channel::default()
    };
    let kind = [(header::CONTENT_TYPE, "application/rss+xml; charset=utf-8")];
    Ok((kind, channel.to_string()).into_response())
}

/// When everybody could see it for the first time: a draft of last month is new today.
fn published(item: &Item) -> Option<String> {
    item.published_at().map(|at| at.to_rfc2822())
}

fn told(v: &Visit, item: &Item) -> Told {
    let listing = &item.listing;
    let category = |domain| Category { name: v.t(format!("domain-{domain}")), domain: None };
    Told {
        title: Some(listing.title(v.lang).text.to_owned()),
        link: Some(v.address.link(&v.to(&format!("/listings/{}", listing.id)))),
        description: listing.summary(v.lang).map(|s| s.text.to_owned()),
        categories: listing.domains.iter().map(category).collect(),
        guid: Some(Guid { value: format!("urn:uuid:{}", listing.id), permalink: false }),
        pub_date: published(item),
        ..Told::default()
    }
}
