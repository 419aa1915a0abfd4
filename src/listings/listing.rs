//! A listing: what a newcomer can go to or do.

use crate::kit::{
    lang::Lang,
    language_tag::LanguageTag,
    level::Level,
    money::Euros,
    place::{PartOfTown, Postcode, gazetteer},
    schedule::Schedule,
    words::{Audience, CostPer, Domain, Kind, Rung, Status},
};
use crate::matching::{
    gates::{CHECK_FIRST_WEEKS, CONFIRMED_WEEKS},
    opportunity::Opportunity,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A listing as the published sheet has it, and its id. `None` = unknown.
#[derive(Clone, PartialEq)]
#[allow(missing_docs)] // the columns of the published sheet, in its order
pub struct Listing {
    /// In addresses and open data.
    pub id: Uuid,
    /// The sheet's `id`: unique and permanent; imports match by it.
    pub key: String,
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
    /// `None`: by appointment, any time.
    pub schedule: Option<Schedule>,
    pub postcode: Option<Postcode>,
    pub venue: Option<String>,
    pub children: Option<bool>,
    pub trial: Option<bool>,
    /// The size of the group.
    pub capacity: Option<u32>,
    /// The places left for newcomers.
    pub newcomer_places: Option<u32>,
    pub take_along: Option<bool>,
    /// 0 to 100, measured.
    pub local_share: Option<u8>,
    pub rung: Option<Rung>,
    pub status: Status,
    pub closed_on: Option<NaiveDate>,
    /// The key of what took its place.
    pub successor: Option<String>,
    /// When somebody last said it is true.
    pub confirmed_on: Option<NaiveDate>,
    pub min_months: Option<u32>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    /// When the host's address was last known to be right.
    pub contact_confirmed_on: Option<NaiveDate>,
    pub url: Option<String>,
}

/// Its key alone: a listing knows its host's name and address.
impl std::fmt::Debug for Listing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Listing({})", self.key)
    }
}

/// A text in the reader's language, or in the other where there is no translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The text.
    pub text: &'a str,
    /// The language it is in, where that is not the reader's.
    pub in_other: Option<Lang>,
}

fn shown<'a>(lang: Lang, en: Option<&'a str>, nl: Option<&'a str>) -> Option<Shown<'a>> {
    let (own, other) = match lang {
        Lang::En => (en, nl),
        Lang::Nl => (nl, en),
    };
    own.map(|text| Shown { text, in_other: None }).or(other.map(|text| Shown { text, in_other: Some(lang.other()) }))
}

/// A listing that nobody confirmed for longer is no longer proposed, and its host gets no letters.
pub(super) const UNCONFIRMED_AFTER_DAYS: i64 = 7 * CONFIRMED_WEEKS;

impl Listing {
    /// Its title for this reader.
    pub fn title(&self, lang: Lang) -> Shown<'_> {
        shown(lang, self.title_en.as_deref(), self.title_nl.as_deref())
            .unwrap_or(Shown { text: &self.key, in_other: None })
    }

    /// Its summary for this reader.
    pub fn summary(&self, lang: Lang) -> Option<Shown<'_>> {
        shown(lang, self.summary_en.as_deref(), self.summary_nl.as_deref())
    }

    /// Whether something of it is shown in the other language.
    pub fn is_untranslated(&self, lang: Lang) -> bool {
        self.title(lang).in_other.is_some() || self.summary(lang).is_some_and(|s| s.in_other.is_some())
    }

    /// The language in which a title or a summary is missing that the other has.
    pub fn missing(&self) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| self.is_untranslated(*lang))
    }

    /// The domain whose colours it wears: the first it has.
    pub fn domain(&self) -> Domain {
        self.domains.iter().copied().min_by_key(|d| *d as u8).unwrap_or(Domain::Social)
    }

    /// The part of town it is in.
    pub fn part_of_town(&self) -> Option<&'static PartOfTown> {
        self.postcode.and_then(|p| gazetteer().part(p))
    }

    /// Whether everybody may see it: open, paused or closed, but not a draft.
    pub fn is_public(&self) -> bool {
        self.status != Status::Draft
    }

    /// Whether somebody may ask to come.
    pub fn is_open(&self) -> bool {
        self.status == Status::Active
    }

    /// Whether so few places are left for newcomers that it should be said: one or two.
    pub fn has_few_places(&self) -> bool {
        self.is_open() && matches!(self.newcomer_places, Some(1 | 2))
    }

    /// Whether it is over for good.
    pub fn is_closed(&self) -> bool {
        self.status == Status::Closed
    }

    /// Whether it rests for now.
    pub fn is_paused(&self) -> bool {
        self.status == Status::Paused
    }

    /// Whether nobody confirmed it lately: she should check first.
    pub fn is_check_first(&self, today: NaiveDate) -> bool {
        self.confirmed_on.is_none_or(|c| (today - c).num_days() >= 7 * CHECK_FIRST_WEEKS)
    }

    /// Whether there is a time and a place where she can just come: a venue or a page of its own that says it.
    pub fn is_walk_in(&self) -> bool {
        self.schedule.is_some() && (self.venue.is_some() || self.url.is_some())
    }

    /// Where a letter about it goes: only to an address that was confirmed lately.
    pub fn host_address(&self, today: NaiveDate) -> Option<&str> {
        let lately = self.contact_confirmed_on.is_some_and(|c| (today - c).num_days() <= UNCONFIRMED_AFTER_DAYS);
        self.contact_email.as_deref().filter(|_| lately && self.is_open())
    }

    /// What the heart needs of it, as the published sheet has it: how its host answers is known to the shelf alone.
    pub fn opportunity(&self) -> Opportunity {
        Opportunity {
            id: self.key.clone(),
            kind: self.kind,
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
            counted: None,
            rung: self.rung,
            status: self.status,
            closed_on: self.closed_on,
            confirmed_on: self.confirmed_on,
            min_months: self.min_months,
            slow_to_answer: false,
        }
    }

    /// Whether Dutch is spoken there.
    pub fn speaks_dutch(&self) -> bool {
        self.languages.iter().any(LanguageTag::is_dutch)
    }

    /// Whether English is spoken there, or will do.
    pub fn speaks_english(&self) -> bool {
        self.english_ok == Some(true) || self.languages.iter().any(LanguageTag::is_english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_is_shown_in_the_other_language() {
        assert_eq!(shown(Lang::En, None, Some("Koor")), Some(Shown { text: "Koor", in_other: Some(Lang::Nl) }));
        assert_eq!(shown(Lang::Nl, Some("Choir"), Some("Koor")), Some(Shown { text: "Koor", in_other: None }));
        assert_eq!(shown(Lang::Nl, None, None), None);
    }
}
