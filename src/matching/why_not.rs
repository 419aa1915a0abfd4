//! "Why not X?": every gate that fails, and the smallest set of changes of hers that would admit it.
//!
//! No two gates read the same answer, so the smallest set is the smallest for each gate that fails, put together. It is
//! applied to her and the gates are asked again: what is not admitted then is never said to be.

use super::{
    catalogue::{Catalogue, Entry},
    change::{Change, MINUTES},
    gates::{self, Gate},
    opening::{faster, one_level_more},
    person::Person,
    plan::Plan,
    seeker::Seeker,
};
use crate::kit::{
    language_tag::LanguageTag,
    level::Level,
    money::Euros,
    month::Month,
    sentence::Sentence,
    vocabulary::vocabulary,
    week::{Daypart, FreeWeek},
};

/// Why a listing does not fit her, and what would make it fit.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyNot {
    /// Every gate that fails, in their order, each in a sentence; at least one.
    pub failing: Vec<(Gate, Sentence)>,
    /// The smallest set of changes that admits it; empty where no answer of hers would.
    pub changes: Vec<Change>,
    /// The gates that no answer of hers opens: it is the listing's (closed, full), or for another age.
    pub theirs: Vec<Gate>,
}

/// A change of minutes is rounded up to what people say.
const MINUTES_STEP: f64 = 5.0;
/// So much further is a small step; beyond, a faster way to get around comes first.
const A_BIT_FURTHER: f64 = 15.0;
/// A change of price is rounded up to this part of a euro.
const PRICE_STEPS: f64 = 2.0;
/// Sets of so many dayparts are all tried; no rule of the sample or synthetic city touches more at once.
const TRIED: u32 = 16;

impl Catalogue {
    /// Why a listing does not fit; none where it does, or where there is no such place.
    pub fn why_not(&self, person: &Person, place: usize) -> Option<WhyNot> {
        let it = self.entries.get(place)?;
        let her = Seeker::new(person, self);
        let failing = gates::failing(&her, it);
        if failing.is_empty() {
            return None;
        }
        let found: Vec<(Gate, Option<Vec<Change>>)> =
            failing.iter().map(|gate| (*gate, self.smallest(*gate, &her, it))).collect();
        let theirs: Vec<Gate> = found.iter().filter(|(_, c)| c.is_none()).map(|(gate, _)| *gate).collect();
        let all: Vec<Change> = found.into_iter().filter_map(|(_, changes)| changes).flatten().collect();
        let admits = theirs.is_empty() && self.admits(person, &all, it);
        Some(WhyNot {
            failing: failing.into_iter().map(|gate| (gate, gates::said(gate, &her, it))).collect(),
            changes: if admits { all } else { Vec::new() },
            theirs,
        })
    }

    /// Whether she could go with these changes: the gates themselves are asked.
    fn admits(&self, person: &Person, changes: &[Change], it: &Entry) -> bool {
        let changed = changes.iter().fold(person.clone(), |her, change| change.apply(&her));
        gates::pass(&Seeker::new(&changed, self), it).is_ok()
    }

    /// The fewest changes that open this gate; none where she cannot.
    fn smallest(&self, gate: Gate, her: &Seeker, it: &Entry) -> Option<Vec<Change>> {
        let person = her.person;
        let opens = |change: &Change| {
            let changed = change.apply(person);
            !gates::fails(gate, &Seeker::new(&changed, self), it)
        };
        let one = match gate {
            Gate::Closed | Gate::Unconfirmed | Gate::Blocked | Gate::Full => return None,
            Gate::Time => {
                let free = person.free.unwrap_or_default();
                let dayparts = fewest_dayparts(free, it.plan.as_ref()?)?;
                return Some(dayparts.into_iter().map(|d| Change::Free(d, true)).collect());
            }
            Gate::Distance => return nearer(self, her, it),
            Gate::Audience => Change::Belongs(it.it.audience.0.clone()),
            Gate::Child if gates::of_another_age(her, it) => return None,
            Gate::Child => Change::Child(false),
            Gate::Language => levels_up(person, it).into_iter().find(opens)?,
            Gate::Stay => {
                let months = i32::try_from(it.it.min_months.unwrap_or(0)).ok()?;
                Change::Until(Month::of(self.today).plus(months))
            }
            Gate::Cost => {
                let halves = libm::ceil(it.cost? * PRICE_STEPS);
                Change::Cost(Some(Euros::of_cents((halves * 100.0 / PRICE_STEPS) as u32)))
            }
            Gate::Unrelated => Change::Interest(a_leaf(it)?, true),
        };
        Some(vec![one])
    }
}

/// One level more of Dutch, of a language she speaks or of one that is spoken there, then two, and so on; Dutch first
/// among equals, what she does not speak yet last.
fn levels_up(person: &Person, it: &Entry) -> Vec<Change> {
    let mut once = one_level_more(person);
    let english = LanguageTag::english();
    let there = it.it.languages.iter().chain((it.english_ok != Some(false)).then_some(&english));
    for new in there.filter(|tag| !tag.is_dutch()) {
        if person.languages.get(new).is_some_and(|level| *level > Level::A0) {
            continue;
        }
        let begun = Change::Language(new.clone(), Level::A1);
        if !once.contains(&begun) {
            once.push(begun);
        }
    }
    let raised = |change: &Change, by: usize| match change {
        Change::Language(tag, level) => {
            let level = Level::ALL.get(usize::from(level.number()) + by)?;
            Some(Change::Language(tag.clone(), *level))
        }
        _ => None,
    };
    (0..Level::ALL.len()).flat_map(|by| once.iter().filter_map(move |change| raised(change, by))).collect()
}

/// The first interest of a listing that is no whole group.
pub(super) fn a_leaf(it: &Entry) -> Option<String> {
    let all = &vocabulary().interests;
    let named = || it.interests.iter().map(|n| &all[usize::from(*n)]);
    let found = named().find(|interest| interest.group.is_some()).or_else(|| named().next())?;
    Some(found.named.id.clone())
}

/// A bit more time; else a faster way; else as much time as it takes; else both.
fn nearer(catalogue: &Catalogue, her: &Seeker, it: &Entry) -> Option<Vec<Change>> {
    let most = f64::from(her.person.travel_minutes?);
    let rounded = |minutes: f64| libm::ceil(minutes / MINUTES_STEP) * MINUTES_STEP;
    let needed = rounded(her.ways.minutes(it)?);
    let allowed = |minutes: f64| minutes <= f64::from(*MINUTES.end());
    let takes = |minutes: f64| Change::Minutes(minutes as u16);
    if needed <= most + A_BIT_FURTHER && allowed(needed) {
        return Some(vec![takes(needed)]);
    }
    let by = |change: &Change| {
        let changed = change.apply(her.person);
        Seeker::new(&changed, catalogue).ways.minutes(it)
    };
    let faster: Vec<(Change, f64)> =
        faster(her.person).into_iter().filter_map(|c| Some((by(&c)?, c))).map(|(m, c)| (c, m)).collect();
    if let Some((change, _)) = faster.iter().find(|(_, minutes)| *minutes <= most) {
        return Some(vec![change.clone()]);
    }
    if allowed(needed) {
        return Some(vec![takes(needed)]);
    }
    let both = faster.into_iter().find(|(_, minutes)| allowed(rounded(*minutes)));
    both.map(|(change, minutes)| vec![change, takes(rounded(minutes))])
}

/// The fewest dayparts that have to be free besides; among equals the earliest in the week. None where it never
/// takes place, or only at night.
fn fewest_dayparts(free: FreeWeek, plan: &Plan) -> Option<Vec<Daypart>> {
    let with = |bits: u32| Daypart::all().filter(|d| bits & (1 << d.number()) != 0).fold(free, FreeWeek::with);
    let opens = |bits: u32| plan.weekdays_for(with(bits)) != 0;
    // On a rule by weekday one weekday is enough; on one by day of the month several may be needed.
    let days = (0..7).filter(|d| plan.counts[*d] > 0).map(|d| plan.touches(d));
    let pools: Vec<u32> = if plan.by_weekday { days.collect() } else { vec![plan.all_touched()] };
    let least = |pool: u32| {
        let pool = pool & !free.bits();
        if !opens(pool) {
            return None;
        }
        Some(if pool.count_ones() <= TRIED { all_tried(pool, opens) } else { one_by_one(pool, opens) })
    };
    let best = pools.into_iter().filter_map(least).min_by_key(|bits| (bits.count_ones(), *bits))?;
    Some(Daypart::all().filter(|d| best & (1 << d.number()) != 0).collect())
}

/// The smallest part of a set that opens; all of it does.
fn all_tried(pool: u32, opens: impl Fn(u32) -> bool) -> u32 {
    let (mut best, mut part) = (pool, pool);
    while part != 0 {
        part = (part - 1) & pool;
        let smaller = (part.count_ones(), part) < (best.count_ones(), best);
        if smaller && opens(part) {
            best = part;
        }
    }
    best
}

/// The set less each that it can do without, latest first.
fn one_by_one(pool: u32, opens: impl Fn(u32) -> bool) -> u32 {
    (0..21).rev().map(|d| 1 << d).fold(pool, |all, one| if opens(all & !one) { all & !one } else { all })
}
