//! A listing as she would see it, of whatever status, stored or only typed: for those who may change it.

use super::{
    card::{Card, domain_icon, when},
    facts::{Facts, dates},
    listing::Listing,
    rhythm::rhythm,
    shelf::Item,
};
use crate::{
    auth::Visit,
    kit::{lang::Lang, schedule::Session},
    web::{tile::tile, words::Words},
};
use std::sync::Arc;

/// Her card and her page.
pub struct Preview {
    /// The visit in her language.
    pub v: Visit,
    /// The short form.
    pub card: Card,
    /// The listing.
    pub listing: Arc<Listing>,
    /// The band above it.
    pub tile: String,
    /// The icon of its domain.
    pub icon: &'static str,
    /// When it is next.
    pub when: String,
    /// How often it is.
    pub rhythm: Option<String>,
    /// The dates after the next.
    pub dates: Vec<String>,
    /// Good to know.
    pub facts: Facts,
}

/// A listing as somebody who reads this language would see it.
pub fn preview(v: &Visit, listing: &Listing, lang: Lang) -> Preview {
    let v = Visit { lang, w: Words::of(lang), ..v.clone() };
    let item = Item::of(listing.clone(), v.now);
    let listing = item.listing.clone();
    Preview {
        card: Card::plain(&v, &item),
        tile: tile(&listing.key, listing.domain().as_str()),
        icon: domain_icon(listing.domain()),
        when: when(&v, &item),
        rhythm: listing.schedule.as_ref().and_then(|s| rhythm(&v, s)),
        dates: dates(&v, &item),
        facts: Facts::of(&v, &listing),
        listing,
        v,
    }
}

/// The next sessions of a listing that may not be on the shelf.
pub fn next_sessions(v: &Visit, listing: &Listing, most: usize) -> Vec<Session> {
    listing.schedule.as_ref().map(|s| s.next_sessions(v.now, most)).unwrap_or_default()
}
