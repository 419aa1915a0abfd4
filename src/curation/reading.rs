//! Reading the edit form: strings → a listing, slips named field by field.

use super::form::ListingForm;
use crate::{
    kit::{
        email_address::EmailAddress,
        level::Level,
        money::Euros,
        text::{Slip, optional_line},
        typed,
        vocabulary::vocabulary,
        words::{Audience, Belonging},
    },
    listings::Listing,
    web::Slips,
};
use chrono::NaiveDate;
use std::{collections::BTreeSet, str::FromStr};

/// The longest title and names.
pub(super) const LINE: usize = 200;
/// The longest summary.
pub(super) const TEXT: usize = 2000;

const NOT_LISTED: Slip = Slip::NotThis("slip-choice");

/// One line of text, where there is one.
pub(super) fn line(slips: &mut Slips, field: &'static str, typed: &str, most: usize) -> Option<String> {
    slips.take(field, optional_line(&typed::on_one_line(typed), most)).flatten()
}

/// One of a list, or nothing.
pub(super) fn one<T: FromStr>(slips: &mut Slips, field: &'static str, typed: &str) -> Option<T> {
    match typed {
        "" => None,
        name => slips.take(field, name.parse().map_err(|_| NOT_LISTED)),
    }
}

/// Some of a list.
fn some<T: FromStr + Ord>(slips: &mut Slips, field: &'static str, typed: &[String]) -> BTreeSet<T> {
    let read: Result<BTreeSet<T>, Slip> = typed.iter().map(|name| name.parse().map_err(|_| NOT_LISTED)).collect();
    slips.take(field, read).unwrap_or_default()
}

fn ids(slips: &mut Slips, field: &'static str, typed: &[String], known: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let read = if typed.iter().all(|id| known(id)) { Ok(typed.iter().cloned().collect()) } else { Err(NOT_LISTED) };
    slips.take(field, read).unwrap_or_default()
}

fn yes(slips: &mut Slips, field: &'static str, typed: &str) -> Option<bool> {
    match typed {
        "" => None,
        "yes" => Some(true),
        "no" => Some(false),
        _ => slips.take(field, Err(NOT_LISTED)),
    }
}

fn number(slips: &mut Slips, field: &'static str, typed: &str, most: u32) -> Option<u32> {
    slips.take(field, typed::number(typed, most)).flatten()
}

/// The host's address, where there is one.
pub(super) fn address(slips: &mut Slips, field: &'static str, typed: &str) -> Option<String> {
    let text = slips.take(field, optional_line(typed, EmailAddress::MAX)).flatten()?;
    slips.take(field, EmailAddress::parse(&text)).map(|a| a.as_str().to_owned())
}

fn page(slips: &mut Slips, field: &'static str, typed: &str) -> Option<String> {
    let text = slips.take(field, optional_line(typed, TEXT)).flatten()?;
    let is_page = url::Url::parse(&text).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
    slips.take(field, if is_page { Ok(text) } else { Err(Slip::NotThis("slip-web-address")) })
}

fn past(slips: &mut Slips, field: &'static str, typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let date = slips.take(field, typed::date(typed)).flatten()?;
    slips.take(field, if date <= today { Ok(date) } else { Err(Slip::NotThis("slip-date-future")) })
}

impl ListingForm {
    /// The listing as typed, over what the form was made from; `None` where there are slips.
    pub fn read(&self, base: &Listing, today: NaiveDate, slips: &mut Slips) -> Option<Listing> {
        let words = vocabulary();
        let mut it = base.clone();
        let kind = slips.take("kind", self.kind.parse().map_err(|_| NOT_LISTED));
        it.title_en = line(slips, "title_en", &self.title_en, LINE.max(length(&base.title_en)));
        it.title_nl = line(slips, "title_nl", &self.title_nl, LINE.max(length(&base.title_nl)));
        if slips.is_empty() && it.title_en.is_none() && it.title_nl.is_none() {
            slips.add("title_en", Slip::NotThis("slip-one-title"));
        }
        it.summary_en = line(slips, "summary_en", &self.summary_en, TEXT);
        it.summary_nl = line(slips, "summary_nl", &self.summary_nl, TEXT);
        it.organisation = line(slips, "organisation", &self.organisation, LINE.max(length(&base.organisation)));
        it.domains = some(slips, "domains", &self.domains);
        it.interests = ids(slips, "interests", &self.interests, |id| words.interest(id).is_some());
        it.skills_wanted = ids(slips, "skills_wanted", &self.skills_wanted, |id| words.skill(id).is_some());
        if let Some(schedule) = self.schedule().read(slips) {
            it.schedule = schedule;
        }
        it.postcode = slips.take("postcode", typed::postcode(&self.postcode)).flatten();
        it.venue = line(slips, "venue", &self.venue, LINE.max(length(&base.venue)));
        it.languages = some(slips, "languages", &self.languages);
        it.dutch_needed = one::<Level>(slips, "dutch_needed", &self.dutch_needed);
        it.english_ok = yes(slips, "english_ok", &self.english_ok);
        it.audience = Audience(some::<Belonging>(slips, "audience", &self.audience));
        it.cost = match optional_line(&self.cost_eur, 20) {
            Ok(None) => None,
            Ok(Some(text)) => slips.take("cost_eur", text.parse::<Euros>().map_err(|_| Slip::NotThis("slip-euros"))),
            Err(slip) => slips.take("cost_eur", Err(slip)),
        };
        it.cost_per = one(slips, "cost_per", &self.cost_per);
        it.children = yes(slips, "children", &self.children);
        it.trial = yes(slips, "trial", &self.trial);
        it.capacity = number(slips, "capacity", &self.capacity, 1_000_000);
        it.newcomer_places = number(slips, "newcomer_places", &self.newcomer_places, 1_000_000);
        it.take_along = yes(slips, "take_along", &self.take_along);
        it.local_share = number(slips, "local_share", &self.local_share, 100).and_then(|n| u8::try_from(n).ok());
        it.rung = one(slips, "rung", &self.rung);
        it.min_months = number(slips, "min_months", &self.min_months, 1200);
        it.contact_name = line(slips, "contact_name", &self.contact_name, LINE.max(length(&base.contact_name)));
        it.contact_email = address(slips, "contact_email", &self.contact_email);
        it.contact_confirmed_on = past(slips, "contact_confirmed_on", &self.contact_confirmed_on, today);
        it.url = page(slips, "url", &self.url);
        it.confirmed_on = past(slips, "confirmed_on", &self.confirmed_on, today);
        it.kind = kind?;
        address_is_known(&mut it, base, today);
        slips.is_empty().then_some(it)
    }
}

/// An address that somebody of the desk just typed is one they know to be right; without one there is nothing to confirm.
pub(super) fn address_is_known(it: &mut Listing, base: &Listing, today: NaiveDate) {
    if it.contact_email.is_none() {
        it.contact_confirmed_on = None;
    } else if it.contact_email != base.contact_email && it.contact_confirmed_on == base.contact_confirmed_on {
        it.contact_confirmed_on = Some(today);
    }
}

/// What a sheet brought in may be longer than what is typed here.
fn length(text: &Option<String>) -> usize {
    text.as_ref().map_or(0, |t| t.chars().count())
}
