//! A listing with what the heart works out of it once: what the plain definition reads.

use super::plans::Plans;
use crate::{
    kit::{place::gazetteer, vocabulary::vocabulary, words::Kind, words::Rung},
    matching::{
        bridging,
        following::{DUTCH, ENGLISH},
        gates::{self, Gate},
        nice,
        opportunity::Opportunity,
        plan::Plan,
        rung,
    },
};
use chrono::NaiveDate;
use std::{collections::BTreeMap, sync::Arc};

/// A listing with what the heart works out of it once.
#[derive(Clone, Debug)]
pub(in crate::matching) struct Entry {
    /// As it was given.
    pub it: Opportunity,
    /// The status gate that fails today: closed or unconfirmed.
    pub closed: Option<Gate>,
    /// Confirmed eight weeks ago or more, or never.
    pub check_first: bool,
    /// Places in the vocabulary.
    pub interests: Vec<u16>,
    /// Places in the vocabulary.
    pub skills: Vec<u16>,
    /// One bit for each domain.
    pub domains: u8,
    /// Spoken there, as the catalogue's numbers; Dutch first where it is spoken.
    pub languages: Vec<u16>,
    /// `dutch_needed` as a number.
    pub dutch: Option<u8>,
    /// As given.
    pub english_ok: Option<bool>,
    /// The level at which another language is needed, as a number.
    pub own_need: u8,
    /// Place in the gazetteer's order; none = unknown distance.
    pub place: Option<u16>,
    /// When; none = by appointment. Those of one rule and time share it.
    pub plan: Option<Arc<Plan>>,
    /// What a session costs in euros; none = unknown.
    pub cost: Option<f64>,
    /// Freshness 0 to 1; none = never confirmed.
    pub freshness: Option<f64>,
    /// The ages of children it is for, first and last; none = no such thing.
    pub ages: Option<(i32, i32)>,
    /// L, R by months of horizon, T.
    pub ties: bridging::Ties,
    /// Its rung, said or derived.
    pub rung: Rung,
}

impl Entry {
    /// Whether this language is spoken there.
    pub fn speaks(&self, language: u16) -> bool {
        self.languages.contains(&language)
    }

    /// A listing of which nothing is known.
    pub fn blank(today: NaiveDate) -> Self {
        let mut plans = Plans::default();
        Maker { tongues: &mut Arc::default(), plans: &mut plans, today }.make(Opportunity::new("", Kind::Club))
    }
}

/// Languages by their primary tag: regions understand each other, `pt-br` counts as `pt`.
pub(super) type Tongues = BTreeMap<String, u16>;

/// The two that every catalogue numbers the same.
pub(super) fn first_tongues() -> Arc<Tongues> {
    Arc::new(BTreeMap::from([("nl".to_owned(), DUTCH), ("en".to_owned(), ENGLISH)]))
}

/// The number of a language; none where no listing speaks it.
pub(super) fn tongue(tongues: &Tongues, tag: &str) -> Option<u16> {
    tongues.get(tag.split('-').next().unwrap_or(tag)).copied()
}

fn number_of(tongues: &mut Arc<Tongues>, tag: &str) -> u16 {
    tongue(tongues, tag).unwrap_or_else(|| {
        let next = tongues.len() as u16;
        let primary = tag.split('-').next().unwrap_or(tag).to_owned();
        Arc::make_mut(tongues).insert(primary, next);
        next
    })
}

/// What makes entries of listings, as of a day.
pub(super) struct Maker<'a> {
    pub tongues: &'a mut Arc<Tongues>,
    pub plans: &'a mut Plans,
    pub today: NaiveDate,
}

impl Maker<'_> {
    /// The entry of a listing.
    pub fn make(&mut self, it: Opportunity) -> Entry {
        let mut languages: Vec<u16> = it.languages.iter().map(|tag| number_of(self.tongues, tag.as_str())).collect();
        languages.sort_unstable();
        languages.dedup();
        let words = vocabulary();
        let plan = it.schedule.as_ref().map(|s| self.plans.of(s, self.today));
        Entry {
            closed: gates::status(&it, self.today),
            check_first: gates::check_first(&it, self.today),
            interests: it.interests.iter().filter_map(|id| words.interest(id)).map(|n| n as u16).collect(),
            skills: it.skills_wanted.iter().filter_map(|id| words.skill(id)).map(|n| n as u16).collect(),
            domains: it.domains.iter().fold(0, |bits, d| bits | 1 << *d as u8),
            languages,
            dutch: it.dutch_needed.map(|l| l.number()),
            english_ok: it.english_ok,
            own_need: it.own_need(),
            place: it.postcode.and_then(|p| gazetteer().postcodes().position(|q| q == p)).map(|n| n as u16),
            cost: nice::session_cost(&it, plan.as_deref()),
            freshness: nice::freshness(&it, self.today),
            ages: nice::ages(&it),
            ties: bridging::Ties::of(&it, plan.as_deref(), self.today),
            rung: rung::of(&it),
            plan,
            it,
        }
    }
}
