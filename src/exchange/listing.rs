//! A row of the sheet as a listing of the city.

use super::listing_sheet::ListingRow;
use crate::listings::Listing;
use chrono::NaiveDate;
use uuid::Uuid;

impl ListingRow {
    /// The listing of this row. A host's address counts as confirmed when the listing was.
    pub fn listing(self, id: Uuid) -> Listing {
        let contact_confirmed_on: Option<NaiveDate> = self.contact_email.as_ref().and(self.confirmed_on);
        Listing {
            id,
            key: self.id,
            kind: self.kind,
            title_en: self.title_en,
            title_nl: self.title_nl,
            summary_en: self.summary_en,
            summary_nl: self.summary_nl,
            organisation: self.organisation,
            domains: self.domains,
            interests: self.interests,
            skills_wanted: self.skills_wanted,
            languages: self.languages,
            dutch_needed: self.dutch_needed,
            english_ok: self.english_ok,
            audience: self.audience,
            cost: self.cost,
            cost_per: self.cost_per,
            schedule: self.schedule,
            postcode: self.postcode,
            venue: self.venue,
            children: self.children,
            trial: self.trial,
            capacity: self.capacity,
            newcomer_places: self.newcomer_places,
            take_along: self.take_along,
            local_share: self.local_share,
            rung: self.rung,
            status: self.status,
            closed_on: self.closed_on,
            successor: self.successor_id,
            confirmed_on: self.confirmed_on,
            min_months: self.min_months,
            contact_name: self.contact_name,
            contact_email: self.contact_email,
            contact_confirmed_on,
            url: self.url,
        }
    }
}
