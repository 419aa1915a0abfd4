//! A new listing in fourteen fields, both languages: what makes it found by those it fits. The rest has its place on
//! the edit page.

use super::{
    reading::{LINE, TEXT, address, address_is_known, line},
    schedule_form::ScheduleForm,
};
use crate::{
    kit::{
        language_tag::LanguageTag,
        level::Level,
        text::{Slip, slug},
        typed,
        vocabulary::vocabulary,
        words::{Audience, Kind, Status},
    },
    listings::Listing,
    named,
    web::Slips,
};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeSet;
use uuid::Uuid;

named! {
    /// How people talk there: the languages, how much Dutch one needs, and whether English is enough.
    Speech {
        /// English is spoken.
        English = "english",
        /// Dutch and English; either is enough.
        Both = "both",
        /// Dutch; a few words are enough.
        DutchA1 = "dutch-a1",
        /// Dutch; short chats.
        DutchA2 = "dutch-a2",
        /// Dutch; everyday conversation.
        DutchB1 = "dutch-b1",
        /// Dutch; nearly everything.
        DutchB2 = "dutch-b2",
    }
}

named! {
    /// The two buttons.
    Then {
        /// Nobody but the desk sees it yet.
        Draft = "draft",
        /// Everybody sees it.
        Publish = "publish",
    }
}

/// The form: fourteen fields to fill in, the name of this new listing (so that sending twice makes one), the button.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the fields of the form, as they are called on the page
pub struct NewForm {
    pub entry: Uuid,
    pub then: Then,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub title_en: String,
    #[serde(default)]
    pub title_nl: String,
    #[serde(default)]
    pub summary_en: String,
    #[serde(default)]
    pub summary_nl: String,
    #[serde(default)]
    pub organisation: String,
    /// An interest; its domain comes with it.
    #[serde(default)]
    pub interest: String,
    #[serde(default)]
    pub speech: String,
    #[serde(default)]
    pub repeat: String,
    #[serde(default)]
    pub first_date: String,
    /// "19:30-21:30"
    #[serde(default)]
    pub times: String,
    #[serde(default)]
    pub postcode: String,
    #[serde(default)]
    pub venue: String,
    #[serde(default)]
    pub contact_email: String,
    /// Ticked: it is another one than those that look like it.
    #[serde(default)]
    pub another: String,
}

impl NewForm {
    /// An empty form.
    pub fn empty() -> Self {
        let nothing = String::new;
        Self {
            entry: Uuid::new_v4(),
            then: Then::Draft,
            kind: Kind::Activity.to_string(),
            title_en: nothing(),
            title_nl: nothing(),
            summary_en: nothing(),
            summary_nl: nothing(),
            organisation: nothing(),
            interest: nothing(),
            speech: nothing(),
            repeat: "weekly".to_owned(),
            first_date: nothing(),
            times: nothing(),
            postcode: nothing(),
            venue: nothing(),
            contact_email: nothing(),
            another: nothing(),
        }
    }

    /// The listing as typed, over a blank one or over what was made of this form before.
    pub fn read(&self, base: &Listing, today: NaiveDate, slips: &mut Slips) -> Option<Listing> {
        let not_listed = Slip::NotThis("slip-choice");
        let mut it = base.clone();
        let kind = slips.take("kind", self.kind.parse().map_err(|_| not_listed));
        it.title_en = line(slips, "title_en", &self.title_en, LINE);
        it.title_nl = line(slips, "title_nl", &self.title_nl, LINE);
        if slips.is_empty() && it.title_en.is_none() && it.title_nl.is_none() {
            slips.add("title_en", Slip::NotThis("slip-one-title"));
        }
        it.summary_en = line(slips, "summary_en", &self.summary_en, TEXT);
        it.summary_nl = line(slips, "summary_nl", &self.summary_nl, TEXT);
        it.organisation = line(slips, "organisation", &self.organisation, LINE);
        let words = vocabulary();
        match words.interest(&self.interest) {
            _ if self.interest.is_empty() => {
                it.interests = BTreeSet::new();
                it.domains = BTreeSet::new();
            }
            Some(place) => {
                it.interests = [self.interest.clone()].into();
                it.domains = [words.interests[place].domain].into();
            }
            None => slips.add("interest", not_listed),
        }
        match self.speech.parse::<Speech>() {
            _ if self.speech.is_empty() => (it.languages, it.dutch_needed, it.english_ok) = Default::default(),
            Ok(speech) => (it.languages, it.dutch_needed, it.english_ok) = spoken(speech),
            Err(_) => slips.add("speech", not_listed),
        }
        if let Some(schedule) = self.schedule(slips) {
            it.schedule = schedule;
        }
        it.postcode = slips.take("postcode", typed::postcode(&self.postcode)).flatten();
        it.venue = line(slips, "venue", &self.venue, LINE);
        it.contact_email = address(slips, "contact_email", &self.contact_email);
        address_is_known(&mut it, base, today);
        it.kind = kind?;
        slips.is_empty().then_some(it)
    }

    /// The schedule's own fields; one field holds both times here.
    fn schedule(&self, slips: &mut Slips) -> Option<Option<crate::kit::schedule::Schedule>> {
        let untouched = self.first_date.trim().is_empty() && self.times.trim().is_empty();
        if untouched && self.then == Then::Draft && self.repeat == "weekly" {
            return Some(None); // not known yet
        }
        let both = match (slips.take("times", typed::times(&self.times))?, self.repeat.as_str()) {
            (None, "appointment") => None,
            (None, _) => {
                // Both are said at once.
                slips.take("first_date", typed::date(&self.first_date).and_then(|d| d.ok_or(Slip::Empty)));
                slips.add("times", Slip::Empty);
                return None;
            }
            (both, _) => both,
        };
        let clock = |time: Option<chrono::NaiveTime>| time.map(super::schedule_form::clock).unwrap_or_default();
        let form = ScheduleForm {
            repeat: self.repeat.clone(),
            first_date: self.first_date.clone(),
            starts: clock(both.map(|b| b.0)),
            ends: clock(both.map(|b| b.1)),
            ..ScheduleForm::default()
        };
        form.read(slips)
    }

    /// What its key is made from.
    pub fn slug(&self) -> String {
        let title = if self.title_en.trim().is_empty() { &self.title_nl } else { &self.title_en };
        slug(title)
    }
}

/// The languages, the Dutch one needs, and whether English is enough.
fn spoken(speech: Speech) -> (BTreeSet<LanguageTag>, Option<Level>, Option<bool>) {
    let (en, nl) = (LanguageTag::english(), LanguageTag::dutch());
    let dutch = |level| ([LanguageTag::dutch()].into(), Some(level), Some(false));
    match speech {
        Speech::English => ([en].into(), Some(Level::A0), Some(true)),
        Speech::Both => ([en, nl].into(), Some(Level::A0), Some(true)),
        Speech::DutchA1 => dutch(Level::A1),
        Speech::DutchA2 => dutch(Level::A2),
        Speech::DutchB1 => dutch(Level::B1),
        Speech::DutchB2 => dutch(Level::B2),
    }
}

/// A listing of which nothing is known yet.
pub fn blank(id: Uuid) -> Listing {
    Listing {
        id,
        key: String::new(),
        kind: Kind::Activity,
        title_en: None,
        title_nl: None,
        summary_en: None,
        summary_nl: None,
        organisation: None,
        domains: BTreeSet::new(),
        interests: BTreeSet::new(),
        skills_wanted: BTreeSet::new(),
        languages: BTreeSet::new(),
        dutch_needed: None,
        english_ok: None,
        audience: Audience::default(),
        cost: None,
        cost_per: None,
        schedule: None,
        postcode: None,
        venue: None,
        children: None,
        trial: None,
        capacity: None,
        newcomer_places: None,
        take_along: None,
        local_share: None,
        rung: None,
        status: Status::Draft,
        closed_on: None,
        successor: None,
        confirmed_on: None,
        min_months: None,
        contact_name: None,
        contact_email: None,
        contact_confirmed_on: None,
        url: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_from_the_title() {
        for (title, key) in [
            ("Taalcafé op dinsdag!", "taalcafe-op-dinsdag"),
            ("  Coffee & cake ", "coffee-cake"),
            ("读书会", "listing"),
        ] {
            assert_eq!(slug(title), key);
        }
        assert!(slug(&"long ".repeat(40)).len() <= 60);
    }
}
