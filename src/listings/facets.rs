//! What the filters and the order of a list ask of a listing, side by side: a list of 100,000 is filtered without looking
//! at each listing itself.

use super::listing::Listing;
use crate::kit::{
    language_tag::LanguageTag,
    place::{PartOfTown, gazetteer},
    schedule::Session,
    words::Domain,
};
use chrono::{DateTime, Utc, Weekday};

/// A set of facets as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(u32);

impl Bits {
    /// Everybody may see it.
    pub const PUBLIC: Self = Self(1 << 30);
    /// It is open.
    pub const OPEN: Self = Self(1 << 31);
    /// English is fine there.
    pub const ENGLISH: Self = Self(1 << 13);
    /// Dutch is spoken there.
    pub const DUTCH: Self = Self(1 << 14);

    /// Any of these domains.
    pub fn domains<'a>(domains: impl IntoIterator<Item = &'a Domain>) -> Self {
        Self(domains.into_iter().fold(0, |bits, d| bits | 1 << *d as u8))
    }

    /// Any of these days.
    pub fn days<'a>(days: impl IntoIterator<Item = &'a Weekday>) -> Self {
        Self::weekdays(days.into_iter().fold(0, |bits, d| bits | 1 << d.num_days_from_monday()))
    }

    fn weekdays(days: u8) -> Self {
        Self(u32::from(days) << 6)
    }

    /// This part of town.
    pub fn part(slug: &str) -> Self {
        let place = gazetteer().parts.iter().position(|p| p.slug == slug);
        Self(place.filter(|n| *n < 15).map_or(0, |n| 1 << (15 + n)))
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing is asked, or any of it is there.
    pub fn are_met_by(self, facets: Self) -> bool {
        self.0 == 0 || self.0 & facets.0 != 0
    }
}

/// The facets of a listing, and when it is next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facets {
    /// What it has.
    pub bits: Bits,
    /// Its next session as of the filling, from and to in seconds; none by appointment.
    next: Option<(i64, i64)>,
}

impl Facets {
    /// Of a listing, the weekdays it takes place on (Monday lowest) and its next session.
    pub fn of(listing: &Listing, weekdays: u8, next: Option<&Session>) -> Self {
        let english = listing.english_ok == Some(true) || listing.languages.iter().any(LanguageTag::is_english);
        let mut bits = Bits::domains(&listing.domains).and(Bits::weekdays(weekdays));
        for (has, bit) in [
            (english, Bits::ENGLISH),
            (listing.speaks_dutch(), Bits::DUTCH),
            (listing.is_public(), Bits::PUBLIC),
            (listing.is_open(), Bits::OPEN),
        ] {
            bits = if has { bits.and(bit) } else { bits };
        }
        let part = listing.part_of_town().map(|part: &PartOfTown| Bits::part(&part.slug));
        let next = next.map(|s| (s.starts.timestamp(), s.ends.timestamp()));
        Self { bits: bits.and(part.unwrap_or_default()), next }
    }

    /// When its next session begins, in seconds; `Err` where the one it knows is over.
    pub fn starts(self, now: DateTime<Utc>) -> Result<i64, ()> {
        match self.next {
            None => Ok(i64::MAX),
            Some((starts, ends)) if ends > now.timestamp() => Ok(starts),
            Some(_) => Err(()),
        }
    }
}
