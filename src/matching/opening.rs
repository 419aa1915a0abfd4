//! What was left out, gate by gate with counts, and what one small change of hers would open.
//!
//! A change moves one gate alone; so it opens exactly the listings that fail that gate and no other (`Ranking::near`),
//! and pass it with the change. That is asked of each, never estimated: `tests/heart/opening.rs` ranks anew with every
//! change and counts. It looks at those few alone, and at one of each class of them.

use super::{
    catalogue::{Catalogue, Entry, blocks::Entries},
    change::{Change, MINUTES},
    gates::{self, Gate},
    leaning::Taught,
    person::Person,
    rank::{Near, Ranking},
    score::Parts,
    seeker::Seeker,
};
use crate::kit::{
    language_tag::LanguageTag,
    level::Level,
    money::Euros,
    month::Month,
    vocabulary::vocabulary,
    week::{Daypart, FreeWeek},
    words::Travel,
};

/// What a gate left out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The gate.
    pub why: Gate,
    /// So many listings fail it first.
    pub count: usize,
    /// So many of them fail nothing else; none where the gate is not hers to open.
    pub alone: usize,
    /// Of those that only the time keeps out: so many begin in the morning only, the afternoon only, the evening only.
    pub only_in: [usize; 3],
    /// The changes of hers that would open some. Choices of one size: most first; steps of one answer: smallest first.
    pub openings: Vec<Opening>,
}

/// A change, and how many more listings would fit with it: exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The change.
    pub change: Change,
    /// More than none.
    pub opens: usize,
}

impl LeftOut {
    /// The smallest change that opens at least half of what the largest would.
    pub fn best(&self) -> Option<&Opening> {
        let most = self.openings.iter().map(|o| o.opens).max()?;
        self.openings.iter().find(|o| 2 * o.opens >= most)
    }
}

/// So many minutes more.
const FURTHER: [u16; 3] = [5, 10, 15];
/// So many cents a session.
const PRICES: [u32; 8] = [250, 500, 750, 1000, 1500, 2000, 2500, 5000];
/// So many months longer.
const LONGER: [i32; 3] = [3, 6, 12];

impl Catalogue {
    /// What was left out of a ranking of this person, in the order of the gates; those that left out none are not there.
    /// The counts add up to all that does not fit.
    pub fn left_out(&self, person: &Person, ranking: &Ranking) -> Vec<LeftOut> {
        let her = Seeker::new(person, self);
        // What a gate asks is the same for all of a class: one of them stands for all, and is looked at once.
        let alike = |near: &Near| Alike { it: &self.entries[near.place], place: near.place, many: near.many };
        let of = |why: Gate| -> Vec<Alike> { ranking.near.iter().filter(|n| n.why == why).map(alike).collect() };
        let left = |(why, count): (Gate, usize)| {
            let alike = of(why);
            let openings = if alike.is_empty() { Vec::new() } else { self.openings(why, &her, &alike) };
            LeftOut { why, count, alone: all(&alike), only_in: only_in(why, &alike), openings }
        };
        ranking.counts().into_iter().map(left).collect()
    }

    /// What fails this gate first, in the order in which it would suit her: what fails nothing else stands first, by U
    /// as if that gate were open; then the others. Ties by id. Places of the catalogue.
    pub fn behind_gate(&self, person: &Person, ranking: &Ranking, why: Gate) -> Vec<usize> {
        let her = Seeker::new(person, self);
        let taught = Taught::default();
        let (near, mut others): (Vec<usize>, Vec<usize>) = ranking
            .excluded
            .iter()
            .filter(|e| e.why == why)
            .map(|e| e.place)
            .partition(|place| why.is_hers() && gates::alone(why, &her, &self.entries[*place]));
        let id = |place: usize| (&self.entries[place].it.id, place);
        let score = |place: usize| Parts::of(&her, &self.entries[place], &taught).score();
        let mut first: Vec<(f64, usize)> = near.iter().map(|place| (score(*place), *place)).collect();
        first.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| id(a.1).cmp(&id(b.1))));
        others.sort_unstable_by(|a, b| id(*a).cmp(&id(*b)));
        first.into_iter().map(|(_, place)| place).chain(others).collect()
    }

    fn openings(&self, why: Gate, her: &Seeker, alone: &[Alike]) -> Vec<Opening> {
        let person = her.person;
        // Where the change is a number, the gate is a comparison; elsewhere the changed person is asked.
        let asked = |changes: Vec<Change>| {
            let opens = |change: Change| {
                let changed = change.apply(person);
                let her = Seeker::new(&changed, self);
                Opening { opens: count(alone, |it| !gates::fails(why, &her, it)), change }
            };
            changes.into_iter().map(opens).collect::<Vec<_>>()
        };
        match why {
            Gate::Time => most_first(free(person.free.unwrap_or_default(), alone)),
            Gate::Unrelated => most_first(groups(&self.entries, alone)),
            Gate::Language => most_first(asked(one_level_more(person))),
            Gate::Child => steps(asked(vec![Change::Child(false)])),
            Gate::Distance => {
                let mut found = steps(further(her, alone));
                found.extend(steps(asked(faster(person))));
                found
            }
            Gate::Cost => steps(dearer(person, alone)),
            Gate::Stay => steps(longer(her, Month::of(self.today), alone)),
            Gate::Closed | Gate::Unconfirmed | Gate::Blocked | Gate::Audience | Gate::Full => Vec::new(),
        }
    }
}

/// Listings that are one to a gate: one of them, and how many there are.
struct Alike<'a> {
    it: &'a Entry,
    place: usize,
    many: usize,
}

fn all(alone: &[Alike]) -> usize {
    alone.iter().map(|alike| alike.many).sum()
}

fn count(alone: &[Alike], opens: impl Fn(&Entry) -> bool) -> usize {
    alone.iter().filter(|alike| opens(alike.it)).map(|alike| alike.many).sum()
}

/// Choices of one size: those that open most first; equals keep their order.
fn most_first(mut found: Vec<Opening>) -> Vec<Opening> {
    found.retain(|o| o.opens > 0);
    found.sort_by_key(|o| std::cmp::Reverse(o.opens));
    found
}

/// Steps of one answer, smallest first: those that open more than the one before.
fn steps(found: Vec<Opening>) -> Vec<Opening> {
    let mut kept: Vec<Opening> = Vec::new();
    for opening in found {
        if opening.opens > kept.last().map_or(0, |before| before.opens) {
            kept.push(opening);
        }
    }
    kept
}

fn only_in(why: Gate, alone: &[Alike]) -> [usize; 3] {
    let mut counts = [0; 3];
    if why == Gate::Time {
        let parts = alone.iter().filter_map(|a| Some((only_part(a.it.plan.as_ref()?.dayparts())?, a.many)));
        parts.for_each(|(part, many)| counts[part] += many);
    }
    counts
}

/// The part of the day in which all sessions begin: 0 morning, 1 afternoon, 2 evening.
fn only_part(dayparts: u32) -> Option<usize> {
    const MORNINGS: u32 = 0b001_001_001_001_001_001_001;
    (0..3).find(|part| dayparts != 0 && dayparts & !(MORNINGS << part) == 0)
}

/// The dayparts of which this one more would do.
pub(super) fn dayparts_that_open(free: FreeWeek, it: &Entry) -> impl Iterator<Item = Daypart> {
    let touched = it.plan.as_ref().map_or(0, |plan| plan.all_touched()) & !free.bits();
    let opens = move |d: &Daypart| it.plan.as_ref().is_some_and(|plan| plan.weekdays_for(free.with(*d)) != 0);
    Daypart::all().filter(move |d| touched & (1 << d.number()) != 0).filter(opens)
}

fn free(free: FreeWeek, alone: &[Alike]) -> Vec<Opening> {
    let mut counts = [0; 21];
    for Alike { it, many, .. } in alone {
        dayparts_that_open(free, it).for_each(|daypart| counts[usize::from(daypart.number())] += many);
    }
    Daypart::all().zip(counts).map(|(d, opens)| Opening { change: Change::Free(d, true), opens }).collect()
}

/// A whole group more: it is near to every listing that names it, or one of its leaves.
fn groups(entries: &Entries, alone: &[Alike]) -> Vec<Opening> {
    let words = &vocabulary().interests;
    let mut counts = vec![0; words.len()];
    for Alike { it, place, many } in alone {
        let few = entries.few_interests(*place).map(|few| few.map(u16::from));
        let interests = few.as_ref().map_or(&it.interests[..], |few| few);
        // The places behind its last interest hold none.
        let group = |n: &u16| words.get(usize::from(*n)).map(|word| word.group.unwrap_or(usize::from(*n)));
        for (n, interest) in interests.iter().enumerate() {
            let group_of = group(interest);
            // Each of its groups once.
            if let Some(this) = group_of.filter(|_| !interests[..n].iter().any(|before| group(before) == group_of)) {
                counts[this] += many;
            }
        }
    }
    let group =
        |(n, opens): (usize, usize)| Opening { change: Change::Interest(words[n].named.id.clone(), true), opens };
    counts.into_iter().enumerate().map(group).collect()
}

/// The level after this one.
pub(super) fn next_level(level: Level) -> Option<Level> {
    Level::ALL.get(usize::from(level.number()) + 1).copied()
}

/// One level more of Dutch, or of another language that she speaks.
pub(super) fn one_level_more(person: &Person) -> Vec<Change> {
    let spoken = person.languages.iter().filter(|(tag, level)| **level > Level::A0 && !tag.is_dutch());
    // Dutch may be named with its region; the better one is the one that counts.
    let dutch = person.languages.iter().filter(|(tag, _)| tag.is_dutch()).max_by_key(|(_, level)| **level);
    let dutch = dutch.map_or((LanguageTag::dutch(), Level::A0), |(tag, level)| (tag.clone(), *level));
    let all = std::iter::once(dutch).chain(spoken.map(|(tag, level)| (tag.clone(), *level)));
    all.filter_map(|(tag, level)| Some(Change::Language(tag, next_level(level)?))).collect()
}

/// Faster ways to get around, the nearest first.
pub(super) fn faster(person: &Person) -> Vec<Change> {
    let now = person.travel.map_or(f64::INFINITY, Travel::speed);
    Travel::ALL.iter().filter(|t| t.speed() > now).map(|t| Change::Travel(*t)).collect()
}

fn further(her: &Seeker, alone: &[Alike]) -> Vec<Opening> {
    let most = her.person.travel_minutes.unwrap_or(*MINUTES.end());
    let within = FURTHER.iter().map(|more| most.saturating_add(*more)).filter(|m| MINUTES.contains(m));
    let opens = |m: u16| count(alone, |it| her.ways.minutes(it).is_some_and(|minutes| minutes <= f64::from(m)));
    within.map(|m| Opening { change: Change::Minutes(m), opens: opens(m) }).collect()
}

fn dearer(person: &Person, alone: &[Alike]) -> Vec<Opening> {
    let most = person.cost_max_eur.flatten().unwrap_or(f64::INFINITY);
    let prices = PRICES.map(Euros::of_cents).into_iter().filter(|p| p.euros() > most);
    let opens = |most: f64| count(alone, |it| it.cost.is_some_and(|cost| cost <= most));
    let any = Opening { change: Change::Cost(None), opens: all(alone) };
    prices.map(|p| Opening { change: Change::Cost(Some(p)), opens: opens(p.euros()) }).chain([any]).collect()
}

fn longer(her: &Seeker, this_month: Month, alone: &[Alike]) -> Vec<Opening> {
    let ahead = her.months.unwrap_or(0).max(0);
    let opens = |months: i32| count(alone, |it| i64::from(it.it.min_months.unwrap_or(0)) <= i64::from(months));
    let step = |more: &i32| {
        let months = ahead + more;
        Opening { change: Change::Until(this_month.plus(months)), opens: opens(months) }
    };
    LONGER.iter().map(step).collect()
}
