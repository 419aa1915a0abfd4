//! "Why so low?": for a listing that fits and stands beyond the first ten, its two lowest components, the smallest
//! change to each, and where it would stand with it. Each place is that of a ranking made anew.

use super::{
    catalogue::{Catalogue, Entry},
    change::Change,
    leaning::Taught,
    opening::{faster, one_level_more},
    person::Person,
    rank::{Asked, Listed},
    reason::Reason,
    score::Parts,
    seeker::{NO_END, Seeker},
    signal::Signal,
};
use crate::kit::{
    month::Month,
    vocabulary::vocabulary,
    week::{Daypart, FreeWeek},
};

/// Where a listing stands, and what keeps it there.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyLow {
    /// Its place in her list, from 1.
    pub stands: usize,
    /// The lowest components, lowest first.
    pub weak: Vec<Weak>,
}

/// A component that is low.
#[derive(Clone, Debug, PartialEq)]
pub struct Weak {
    /// The component, said.
    pub reason: Reason,
    /// The smallest change of hers that moves the listing up; none where none does.
    pub lift: Option<Lift>,
}

/// A change, and what it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Lift {
    /// The change.
    pub change: Change,
    /// The place it would have in her list, from 1.
    pub stands: usize,
}

/// A listing among the first so many does not stand low.
pub const LOW: usize = 10;
/// A horizon moves a component as long as it ends within so many months.
const YEAR: i32 = 12;
/// Staying longer, in steps of so many months.
const LONGER: i32 = 3;

impl Catalogue {
    /// What keeps a listing low, given its lowest components (`explain_one` finds them). None where it does not fit,
    /// where she passed it over, or where it stands among the first [`LOW`].
    pub fn why_low(&self, person: &Person, place: usize, asked: &Asked, weakest: &[Reason]) -> Option<WhyLow> {
        let stands = self.stands(person, place, asked).filter(|n| *n > LOW)?;
        let weak =
            |reason: &Reason| Weak { lift: self.lift(person, place, asked, stands, reason), reason: reason.clone() };
        Some(WhyLow { stands, weak: weakest.iter().map(weak).collect() })
    }

    /// Its place in her list, from 1.
    fn stands(&self, person: &Person, place: usize, asked: &Asked) -> Option<usize> {
        let look = self.look(person, &asked.leanings, Listed::Counted);
        look.in_order().position(|(other, _)| other == place).map(|n| n + 1)
    }

    fn lift(&self, person: &Person, place: usize, asked: &Asked, now: usize, reason: &Reason) -> Option<Lift> {
        let it = &self.entries[place];
        let k = Signal::ESSENTIALS.iter().position(|s| *s == reason.signal)?;
        let value = |change: &Change| {
            let changed = change.apply(person);
            Parts::of(&Seeker::new(&changed, self), it, &Taught::default()).essentials[k]
        };
        let her = Seeker::new(person, self);
        // The one that lifts the component most; the first of equals, for the nearest stands first.
        let mut best: Option<(Change, f64)> = None;
        for change in self.changes_of(reason.signal, &her, it) {
            let value = value(&change);
            if value > best.as_ref().map_or(reason.score, |(_, most)| *most) {
                best = Some((change, value));
            }
        }
        let (change, _) = best?;
        let stands = self.stands(&change.apply(person), place, asked).filter(|then| *then < now)?;
        Some(Lift { change, stands })
    }

    /// The smallest steps of hers that a component reads.
    fn changes_of(&self, signal: Signal, her: &Seeker, it: &Entry) -> Vec<Change> {
        let person = her.person;
        match signal {
            Signal::Interest => {
                let hers = person.interests.as_ref();
                let new = it.it.interests.iter().filter(|id| vocabulary().interest(id).is_some());
                let new = new.filter(|id| hers.is_none_or(|all| !all.contains(*id)));
                new.map(|id| Change::Interest(id.clone(), true)).collect()
            }
            Signal::Language => one_level_more(person),
            Signal::Skill => {
                let hers = person.skills.as_ref();
                let new = it.it.skills_wanted.iter().filter(|id| vocabulary().skill(id).is_some());
                let new = new.filter(|id| hers.is_none_or(|all| !all.contains(*id)));
                new.map(|id| Change::Skill(id.clone())).collect()
            }
            Signal::Availability => one_more_daypart(person.free.unwrap_or_default()).into_iter().collect(),
            // The next faster way alone is the smallest step.
            Signal::Travel => faster(person).into_iter().take(1).collect(),
            Signal::Goals => it.it.domains.iter().map(|d| Change::Wish(*d)).collect(),
            Signal::Bridging => {
                let ahead = her.months.filter(|m| *m != NO_END && *m < YEAR);
                ahead.map(|m| Change::Until(Month::of(self.today).plus(m + LONGER))).into_iter().collect()
            }
            Signal::Reciprocity | Signal::Child | Signal::Cost | Signal::Freshness => Vec::new(),
        }
    }
}

/// By appointment any moment will do: an evening first, for most people have those.
fn one_more_daypart(free: FreeWeek) -> Option<Change> {
    let mut dayparts: Vec<Daypart> = Daypart::all().filter(|d| !free.has(*d)).collect();
    dayparts.sort_by_key(|d| d.part() != 2);
    dayparts.first().map(|d| Change::Free(*d, true))
}
