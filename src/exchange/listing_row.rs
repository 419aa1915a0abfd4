//! A listing as the published sheet has it.

use crate::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        money::Euros,
        place::Postcode,
        schedule::Schedule,
        words::{Audience, CostPer, Domain, Kind, Rung, Status},
    },
    matching::opportunity::Opportunity,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A row, read. The fields are the columns; empty is `None` (unknown).
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the columns of the published sheet, in its order
pub struct ListingRow {
    /// The line it begins on, from 1.
    pub line: u64,
    pub id: String,
    pub kind: Kind,
    pub title_en: Option<String>,
    pub title_nl: Option<String>,
    pub summary_en: Option<String>,
    pub summary_nl: Option<String>,
    pub organisation: Option<String>,
    pub domains: BTreeSet<Domain>,
    pub interests: BTreeSet<String>,
    pub skills_wanted: BTreeSet<String>,
    pub languages: BTreeSet<LanguageTag>,
    /// A0 where the sheet says `none`.
    pub dutch_needed: Option<Level>,
    pub english_ok: Option<bool>,
    pub audience: Audience,
    pub cost: Option<Euros>,
    pub cost_per: Option<CostPer>,
    /// `rrule`, `first_date`, `skip_dates`, `starts` and `ends` together.
    pub schedule: Option<Schedule>,
    pub postcode: Option<Postcode>,
    pub venue: Option<String>,
    pub children: Option<bool>,
    pub trial: Option<bool>,
    pub capacity: Option<u32>,
    pub newcomer_places: Option<u32>,
    pub take_along: Option<bool>,
    pub local_share: Option<u8>,
    pub rung: Option<Rung>,
    pub status: Status,
    pub closed_on: Option<NaiveDate>,
    pub successor_id: Option<String>,
    pub confirmed_on: Option<NaiveDate>,
    pub min_months: Option<u32>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub url: Option<String>,
}

impl ListingRow {
    /// What the heart reads of it.
    pub fn opportunity(&self) -> Opportunity {
        Opportunity {
            organisation: self.organisation.clone(),
            domains: self.domains.clone(),
            interests: self.interests.clone(),
            skills_wanted: self.skills_wanted.clone(),
            languages: self.languages.clone(),
            dutch_needed: self.dutch_needed,
            english_ok: self.english_ok,
            audience: self.audience.clone(),
            cost: self.cost,
            cost_per: self.cost_per,
            schedule: self.schedule.clone(),
            postcode: self.postcode,
            children: self.children,
            trial: self.trial,
            capacity: self.capacity,
            newcomer_places: self.newcomer_places,
            take_along: self.take_along,
            local_share: self.local_share,
            rung: self.rung,
            status: self.status,
            closed_on: self.closed_on,
            confirmed_on: self.confirmed_on,
            min_months: self.min_months,
            ..Opportunity::new(self.id.clone(), self.kind)
        }
    }
}
