//! The catalogue: a snapshot of all listings as of a day, with everything worked out that does not depend on a person.

use super::{
    bridging,
    following::{DUTCH, ENGLISH},
    gates::{self, Gate},
    nice,
    opportunity::Opportunity,
    plan::Plan,
    rung,
    scarcity::Scarcity,
    weights::Weights,
};
use crate::kit::{place::gazetteer, vocabulary::vocabulary, words::Rung};
use chrono::NaiveDate;
use std::{collections::BTreeMap, sync::Arc};

/// How rare each interest is among the listings that pass the status gate; by place in the vocabulary, 0 to 1.
/// idf_t = ln((N+1)/(n_t+1)) / ln(N+1).
#[derive(Clone, Debug, PartialEq)]
pub struct Rarity(Vec<f64>);

impl Rarity {
    fn of(entries: &[Entry]) -> Self {
        let mut with = vec![0_u32; vocabulary().interests.len()];
        let open = entries.iter().filter(|e| e.closed.is_none());
        let mut all = 0_u32;
        for entry in open {
            all += 1;
            for interest in &entry.interests {
                with[usize::from(*interest)] += 1;
            }
        }
        // With no open listing there is nothing to be rare among.
        let most = libm::log(f64::from(all) + 1.0);
        let idf = |n: u32| {
            if all == 0 { 0.0 } else { libm::log((f64::from(all) + 1.0) / (f64::from(n) + 1.0)) / most }
        };
        Self(with.into_iter().map(idf).collect())
    }

    /// The rarity of an interest by its place in the vocabulary.
    pub fn idf(&self, interest: usize) -> f64 {
        self.0.get(interest).copied().unwrap_or_default()
    }
}

/// A listing with what the heart works out of it once.
#[derive(Clone, Debug)]
pub(super) struct Entry {
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
    /// When; none = by appointment.
    pub plan: Option<Plan>,
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
    /// Organisations as numbers; none = nobody else's.
    pub organisation: Option<u32>,
}

impl Entry {
    /// Whether this language is spoken there.
    pub fn speaks(&self, language: u16) -> bool {
        self.languages.contains(&language)
    }
}

/// All listings as of a day, in the order in which they were given.
#[derive(Clone, Debug)]
pub struct Catalogue {
    pub(super) entries: Vec<Entry>,
    pub(super) rarity: Rarity,
    pub(super) weights: Arc<Weights>,
    /// By place; none where nothing is scarce (the command line).
    pub(super) scarcity: Option<Arc<Vec<Scarcity>>>,
    pub(super) today: NaiveDate,
    /// Primary language tag → number.
    pub(super) tongues: BTreeMap<String, u16>,
}

impl Catalogue {
    /// A snapshot for a day (in Amsterdam).
    pub fn new(opportunities: Vec<Opportunity>, today: NaiveDate) -> Self {
        let mut tongues = BTreeMap::from([("nl".to_owned(), DUTCH), ("en".to_owned(), ENGLISH)]);
        let mut organisations = BTreeMap::new();
        let places: BTreeMap<_, u16> = gazetteer().postcodes().enumerate().map(|(n, p)| (p, n as u16)).collect();
        let mut entries = Vec::with_capacity(opportunities.len());
        for it in opportunities {
            let next = organisations.len() as u32;
            let organisation = it.organisation.as_ref().map(|o| *organisations.entry(o.clone()).or_insert(next));
            let mut languages: Vec<u16> =
                it.languages.iter().map(|tag| number_of(&mut tongues, tag.as_str())).collect();
            languages.sort_unstable();
            languages.dedup();
            let words = vocabulary();
            let interests: Vec<u16> =
                it.interests.iter().filter_map(|id| words.interest(id)).map(|n| n as u16).collect();
            let plan = it.schedule.as_ref().map(|s| Plan::of(s, today));
            entries.push(Entry {
                closed: gates::status(&it, today),
                check_first: gates::check_first(&it, today),
                interests,
                skills: it.skills_wanted.iter().filter_map(|id| words.skill(id)).map(|n| n as u16).collect(),
                domains: it.domains.iter().fold(0, |bits, d| bits | 1 << *d as u8),
                languages,
                dutch: it.dutch_needed.map(|l| l.number()),
                english_ok: it.english_ok,
                own_need: it.own_need(),
                place: it.postcode.and_then(|p| places.get(&p).copied()),
                cost: nice::session_cost(&it, plan.as_ref()),
                freshness: nice::freshness(&it, today),
                ages: nice::ages(&it),
                ties: bridging::Ties::of(&it, plan.as_ref(), today),
                rung: rung::of(&it),
                organisation,
                plan,
                it,
            });
        }
        let rarity = Rarity::of(&entries);
        Self { entries, rarity, weights: Arc::new(Weights::start()), scarcity: None, today, tongues }
    }

    /// The same with other weights than the starting ones.
    pub fn with_weights(self, weights: Arc<Weights>) -> Self {
        Self { weights, ..self }
    }

    /// The same where some are scarce, by place; a place behind the last is not. Moves the order, and never U.
    pub fn with_scarcity(self, scarcity: Arc<Vec<Scarcity>>) -> Self {
        Self { scarcity: Some(scarcity), ..self }
    }

    /// What scarcity takes from the order of U at a place, in millionths.
    pub(super) fn handicap(&self, place: usize) -> u32 {
        self.scarcity.as_ref().and_then(|all| all.get(place)).map_or(0, Scarcity::handicap)
    }

    /// The weights it scores with.
    pub fn weights(&self) -> &Arc<Weights> {
        &self.weights
    }

    /// The same after a change: at each of these places stands this instead; the place behind the last one adds. What
    /// is gone leaves a listing that is closed, so that places stay.
    pub fn changed(&self, changes: Vec<(usize, Opportunity)>) -> Self {
        let mut all: Vec<Opportunity> = self.opportunities().cloned().collect();
        for (place, it) in changes {
            if place < all.len() { all[place] = it } else { all.push(it) }
        }
        let scarcity = self.scarcity.clone();
        Self { scarcity, ..Self::new(all, self.today).with_weights(self.weights.clone()) }
    }

    /// The same with the rarity of another catalogue: what a pair's score is when only other listings change.
    pub fn with_rarity(self, rarity: Rarity) -> Self {
        Self { rarity, ..self }
    }

    /// How rare each interest is here.
    pub fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    /// The listings, in the order in which they were given.
    pub fn opportunities(&self) -> impl ExactSizeIterator<Item = &Opportunity> {
        self.entries.iter().map(|e| &e.it)
    }

    /// The day of the snapshot.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// How many listings there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The number of a language here; none where no listing speaks it.
    pub(super) fn tongue(&self, tag: &str) -> Option<u16> {
        self.tongues.get(primary(tag)).copied()
    }
}

/// Regions understand each other: `pt-br` counts as `pt`.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn number_of(tongues: &mut BTreeMap<String, u16>, tag: &str) -> u16 {
    let next = tongues.len() as u16;
    *tongues.entry(primary(tag).to_owned()).or_insert(next)
}
