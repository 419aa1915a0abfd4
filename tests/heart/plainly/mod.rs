//! U and the gates a second time, as MATCHING.md says them: straight loops over the fields of a person and a listing,
//! with nothing worked out beforehand but the dates of each schedule. Slow and plain on purpose: it is what the heart
//! is held against. Where MATCHING.md is silent, the doc comments of the heart say what was chosen.

pub mod gates;
pub mod own;
pub mod parts;
pub mod talk;

use buurten::{
    kit::{language_tag::LanguageTag, month::Month, vocabulary::vocabulary, words::Status},
    matching::{
        gates::Gate,
        go::Go,
        leaning::{Leaning, Reason},
        opportunity::Opportunity,
        person::Person,
    },
};
use chrono::{Datelike, Days, NaiveDate, Timelike};
use std::collections::{BTreeMap, BTreeSet};

/// The listings of a day.
pub struct Town<'a> {
    pub today: NaiveDate,
    pub listings: &'a [Opportunity],
    /// The dates of each listing in the 52 weeks from today on; none by appointment.
    pub dates: Vec<Option<Vec<NaiveDate>>>,
    /// How rare each interest is.
    pub idf: BTreeMap<String, f64>,
}

/// What the heart must say of a pair.
#[derive(Debug)]
pub enum Verdict {
    Not(Gate),
    Fits(Box<Fit>),
}

/// All that U is made of.
#[derive(Debug)]
pub struct Fit {
    pub score: f64,
    pub go: Go,
    /// Name of the signal → value and weight: essentials that the listing has, and the nice-to-haves.
    pub parts: BTreeMap<&'static str, (f64, f64)>,
}

impl<'a> Town<'a> {
    pub fn new(listings: &'a [Opportunity], today: NaiveDate) -> Self {
        let year = |l: &Opportunity| l.schedule.as_ref().map(|s| s.dates_between(today, today + Days::new(52 * 7 - 1)));
        let dates = listings.iter().map(year).collect();
        let open: Vec<_> = listings.iter().filter(|l| gates::status(l, today).is_none()).collect();
        let mut idf = BTreeMap::new();
        for interest in &vocabulary().interests {
            let id = &interest.named.id;
            let n = open.iter().filter(|l| l.interests.contains(id)).count() as f64;
            let all = open.len() as f64;
            let rare = if open.is_empty() { 0.0 } else { ((all + 1.0) / (n + 1.0)).ln() / (all + 1.0).ln() };
            idf.insert(id.clone(), rare);
        }
        Self { today, listings, dates, idf }
    }

    /// The first gate that fails, or U.
    pub fn read(&self, her: &Person, place: usize, passed_over: &[Leaning]) -> Verdict {
        if let Some(gate) = gates::first(self, her, place) {
            return Verdict::Not(gate);
        }
        let it = &self.listings[place];
        let all = parts::essentials(self, her, place);
        // What a listing does not ask or have gives its weight to the others.
        let kept: f64 = all.iter().map(|(_, weight, _)| weight).sum();
        let mut e = 1.0;
        let mut parts = BTreeMap::new();
        for (name, weight, value) in all {
            e *= value.max(0.05).powf(weight / kept);
            parts.insert(name, (value, weight / kept));
        }
        let mut n = 0.0;
        for (name, weight, value) in parts::nice(self, her, place) {
            n += weight * value;
            parts.insert(name, (value, 0.15 * weight));
        }
        let factors =
            own::company(her, it) * own::rung(her, it) * own::check_first(it, self.today) * own::slow_to_answer(it);
        let leans = 0.85_f64.powi(self.alike(her, place, passed_over) as i32);
        let u = e * (0.85 + 0.15 * n) * factors * leans;
        let score = (u.clamp(0.05, 1.0) * 1e6).round() / 1e6;
        Verdict::Fits(Box::new(Fit { score, go: go(her, it), parts }))
    }

    /// For how many reasons it is like what she passed over.
    fn alike(&self, her: &Person, place: usize, passed_over: &[Leaning]) -> usize {
        let mut reasons = BTreeSet::new();
        for leaning in passed_over {
            let (other, it) = (&self.listings[leaning.place], &self.listings[place]);
            let alike = match leaning.reason {
                Reason::TooFar => match (parts::minutes(her, other), parts::minutes(her, it)) {
                    (Some(then), Some(now)) => now >= then,
                    _ => false,
                },
                Reason::WrongTime => !self.begins_in(leaning.place).is_disjoint(&self.begins_in(place)),
                Reason::NotMyThing => other.interests.intersection(&it.interests).any(|id| group_of(id).is_some()),
                Reason::TooMuchDutch => {
                    let needs = |l: &Opportunity| l.dutch_needed.map_or(0, |level| level.number());
                    needs(other) > 0 && needs(it) >= needs(other)
                }
            };
            if alike {
                reasons.insert(leaning.reason.as_str());
            }
        }
        reasons.len()
    }

    /// Weekday and part of the day in which sessions of the next 13 weeks begin; none at night.
    fn begins_in(&self, place: usize) -> BTreeSet<(u32, u32)> {
        let mut dayparts = BTreeSet::new();
        let Some(schedule) = &self.listings[place].schedule else { return dayparts };
        let hour = schedule.starts.hour();
        for date in self.ahead(place).iter().filter(|_| hour >= 6) {
            dayparts.insert((date.weekday().num_days_from_monday(), hour / 6));
        }
        dayparts
    }

    /// The dates of the next 13 weeks.
    pub fn ahead(&self, place: usize) -> Vec<NaiveDate> {
        let until = self.today + Days::new(13 * 7);
        self.dates[place].iter().flatten().copied().filter(|d| *d < until).collect()
    }

    /// Months ahead of her; none where that is unknown or without end.
    pub fn months_ahead(&self, her: &Person) -> Option<i32> {
        let until = her.stays_until.flatten()?;
        Some(until.months_after(Month::of(self.today)))
    }
}

/// With somebody when she is one step short or wants company, and somebody takes her along; else now when she can
/// follow it, else later.
fn go(her: &Person, it: &Opportunity) -> Go {
    let follows = gates::steps_short(her, it) == 0;
    let wants_company = her.comfort.is_some_and(|c| c.as_str() == "with-one");
    match (it.take_along == Some(true), follows) {
        (true, false) => Go::WithSomebody,
        (true, true) if wants_company => Go::WithSomebody,
        (_, true) => Go::Now,
        (false, false) => Go::Later,
    }
}

/// The group of a leaf of the vocabulary; none for a group, or for what is in no vocabulary.
pub fn group_of(id: &str) -> Option<&'static str> {
    let words = vocabulary();
    let interest = &words.interests[words.interest(id)?];
    interest.group.map(|g| words.interests[g].named.id.as_str())
}

/// The ids that the vocabulary has.
pub fn known_interests(it: &Opportunity) -> Vec<&str> {
    it.interests.iter().map(String::as_str).filter(|id| vocabulary().interest(id).is_some()).collect()
}

/// Regions understand each other: `pt-br` counts as `pt`.
pub fn same_language(a: &LanguageTag, b: &LanguageTag) -> bool {
    a.as_str().split('-').next() == b.as_str().split('-').next()
}

/// How well she speaks it, 0 (not at all) to 6.
pub fn level(her: &Person, tag: &LanguageTag) -> i32 {
    let mut best = 0;
    for (spoken, level) in &her.languages {
        if same_language(spoken, tag) {
            best = best.max(i32::from(level.number()));
        }
    }
    best
}

/// Whether a language is spoken at a listing.
pub fn is_spoken(it: &Opportunity, tag: &LanguageTag) -> bool {
    it.languages.iter().any(|l| same_language(l, tag))
}

/// Whether it is open to look at today.
pub fn is_active(it: &Opportunity) -> bool {
    it.status == Status::Active
}
