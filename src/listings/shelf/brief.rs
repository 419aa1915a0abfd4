//! What a list asks of every listing, sixteen bytes each, side by side: a page over 100,000 listings reads 1.6 MB in a
//! row instead of 100,000 listings spread over the memory.

use super::item::Item;
use crate::{
    kit::{
        place::gazetteer,
        words::{Domain, Kind, Status},
    },
    listings::looks::Looks,
};
use chrono::{DateTime, Utc, Weekday};
use chrono_tz::Europe::Amsterdam;

/// The time of what has no next session: by appointment, or none planned.
pub(super) const NEVER: u32 = u32::MAX;
/// In no part of town.
const NOWHERE: u8 = u8::MAX;

/// One thing that can be said of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(in crate::listings) enum Is {
    /// Somebody may ask to come.
    Open = 1,
    /// Everybody may see it.
    Public = 2,
    /// Dutch is spoken there.
    Dutch = 4,
    /// English is spoken there, or will do.
    English = 8,
    /// For everyone.
    ForEveryone = 16,
    /// No places left.
    Full = 32,
    /// A volunteer role.
    Role = 64,
    /// It was taken away; its place stays.
    Gone = 128,
    /// Nobody confirmed it lately, as of the day of the filling: it is asked about first.
    CheckFirst = 256,
}

/// A listing in sixteen bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::listings) struct Brief {
    /// When its next session begins, in seconds since 1970.
    pub starts: u32,
    /// When that session ends; from then on the next is another one.
    pub ends: u32,
    is: u16,
    domains: u8,
    days: u8,
    part: u8,
    /// The domain whose colours it wears.
    domain: u8,
    /// Whether it is open, resting, over or a draft.
    pub status: Status,
    /// What needs a human, as of the day of the filling.
    pub looks: Looks,
}

impl Brief {
    /// A listing in brief, its next session as of a moment.
    pub fn of(item: &Item, now: DateTime<Utc>) -> Self {
        let listing = &item.listing;
        let next = item.next_span(now);
        let today = now.with_timezone(&Amsterdam).date_naive();
        let is = [
            (Is::Open, listing.is_open()),
            (Is::Public, listing.is_public()),
            (Is::Dutch, listing.speaks_dutch()),
            (Is::English, listing.speaks_english()),
            (Is::ForEveryone, listing.audience.is_everyone()),
            (Is::Full, listing.newcomer_places == Some(0)),
            (Is::Role, listing.kind == Kind::VolunteerRole),
            (Is::CheckFirst, listing.is_check_first(today)),
        ];
        let part = listing.part_of_town().and_then(|p| gazetteer().parts.iter().position(|q| q.slug == p.slug));
        Self {
            starts: next.map_or(NEVER, |s| s.starts),
            ends: next.map_or(NEVER, |s| s.ends),
            is: is.into_iter().filter(|(_, so)| *so).fold(0, |bits, (is, _)| bits | is as u16),
            domains: listing.domains.iter().fold(0, |bits, d| bits | 1 << *d as u8),
            days: item.weekdays(),
            part: part.and_then(|p| u8::try_from(p).ok()).unwrap_or(NOWHERE),
            domain: listing.domain() as u8,
            status: listing.status,
            looks: Looks::of(item, today),
        }
    }

    /// The same after it was taken away: it is nothing else any more.
    pub fn gone(self) -> Self {
        Self { is: Is::Gone as u16, ..self }
    }

    /// Whether it is so.
    pub fn is(&self, what: Is) -> bool {
        self.is & what as u16 != 0
    }

    /// The part of town it is in, by its place in the gazetteer.
    pub fn part(&self) -> Option<usize> {
        (self.part != NOWHERE).then_some(usize::from(self.part))
    }

    /// One bit: the domain whose colours it wears.
    pub fn domain(&self) -> u8 {
        1 << self.domain
    }
}

/// Filters, ready to be asked of every listing. What is not filtered lets everything pass.
#[derive(Clone, Copy, Debug)]
pub struct Sieve {
    domains: u8,
    days: u8,
    is: u16,
    part: Option<u8>,
}

impl Default for Sieve {
    fn default() -> Self {
        Self { domains: u8::MAX, days: u8::MAX, is: 0, part: None }
    }
}

impl Sieve {
    /// One of these domains; any where there is none.
    pub fn domains(self, domains: &[Domain]) -> Self {
        let bits = domains.iter().fold(0, |bits, d| bits | 1 << *d as u8);
        Self { domains: if bits == 0 { u8::MAX } else { bits }, ..self }
    }

    /// On one of these weekdays; any where there is none.
    pub fn days(self, days: &[Weekday]) -> Self {
        let bits = days.iter().fold(0, |bits, d| bits | 1 << d.num_days_from_monday());
        Self { days: if bits == 0 { u8::MAX } else { bits }, ..self }
    }

    /// This must be so.
    pub(in crate::listings) fn must(self, is: Is) -> Self {
        Self { is: self.is | is as u16, ..self }
    }

    /// In the part of town with this name in addresses.
    pub fn part(self, slug: &str) -> Self {
        let part = gazetteer().parts.iter().position(|p| p.slug == slug);
        Self { part: Some(part.and_then(|p| u8::try_from(p).ok()).unwrap_or(NOWHERE - 1)), ..self }
    }

    /// Whether a listing passes.
    pub(in crate::listings) fn passes(&self, brief: &Brief) -> bool {
        // What has no domain at all passes where none is asked.
        let domains = self.domains == u8::MAX || self.domains & brief.domains != 0;
        let days = self.days == u8::MAX || self.days & brief.days != 0;
        domains && days && brief.is & self.is == self.is && self.part.is_none_or(|p| p == brief.part)
    }
}
