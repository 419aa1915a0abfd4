//! A round as it is kept: whom it is about, and what was said of it, step by step.

use crate::{
    auth::{Scope, SignedIn},
    introductions::Refused,
    kit::words::Offer,
    matching::round::{pool::Pool, solved::Fair, steer::Steer, what_if::Change},
    named,
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many days of waiting somebody can ask for.
pub const WAITS: [u16; 4] = [0, 14, 28, 56];

/// Whom a round is about. The default is everybody who waits, and every local with a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Where they live.
    pub scope: Scope,
    /// Only who has waited so many days: one of [`WAITS`].
    pub waiting_days: u16,
    /// Only who asked to meet somebody.
    pub asked_only: bool,
    /// Only locals who offer this.
    pub offer: Option<Offer>,
    /// What is fair where not everybody can have the best.
    pub fair: Fair,
}

named! {
    /// What was said or done in a round.
    Act {
        /// These two together, whatever it costs the others.
        Pin = "pin",
        /// Not these two.
        Ban = "ban",
        /// The pin or the ban of these two is taken back.
        Release = "release",
        /// They are introduced to each other.
        Introduced = "introduced",
        /// They could not be introduced.
        Refused = "refused",
        /// The introduction was taken back before anybody heard of it.
        TakenBack = "taken-back",
    }
}

impl Act {
    /// Whether it says whom the round may choose.
    pub fn steers(self) -> bool {
        matches!(self, Act::Pin | Act::Ban | Act::Release)
    }
}

/// A step of a round.
#[derive(Clone, Debug)]
pub struct Step {
    /// Counts from 1.
    pub number: i32,
    /// What.
    pub act: Act,
    /// She, by her row.
    pub newcomer: Uuid,
    /// The local, by theirs.
    pub local: Uuid,
    /// Their accounts.
    pub accounts: (Option<Uuid>, Option<Uuid>),
    /// What came of it, where they were introduced.
    pub introduction: Option<Uuid>,
    /// Why they could not be.
    pub refused: Option<Refused>,
    /// The first name of who did it; `None` where they left or gave none.
    pub by: Option<String>,
    /// When; what was done at once has one moment.
    pub at: DateTime<Utc>,
}

impl Step {
    /// The same for the solver; nothing where it does not steer.
    pub fn change(&self) -> Option<Change> {
        let (newcomer, local) = (self.newcomer.to_string(), self.local.to_string());
        match self.act {
            Act::Pin => Some(Change::Pin { newcomer, local }),
            Act::Ban => Some(Change::Ban { newcomer, local }),
            Act::Release => Some(Change::Release { newcomer, local }),
            Act::Introduced | Act::Refused | Act::TakenBack => None,
        }
    }
}

/// A round.
#[derive(Clone, Debug)]
pub struct Round {
    /// The row.
    pub id: Uuid,
    /// Whom it is about.
    pub choice: Choice,
    /// How many steps there were; a form says which it was made from.
    pub version: i32,
    /// How long somebody was at it, in seconds; longer pauses count as a quarter of an hour.
    pub worked_seconds: i32,
    /// Who made it.
    pub by: Option<Uuid>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Since when it is put away.
    pub put_away_at: Option<DateTime<Utc>>,
}

impl Round {
    /// Whether this social worker may open it: they see everybody it is about.
    pub fn is_for(&self, who: &SignedIn) -> bool {
        who.scope.covers(&self.choice.scope)
    }
}

/// What is pinned and kept out after these steps. What is no longer possible, since somebody left, is busy or is kept
/// apart from the other, drops out; so does a pin where no place is left or the two are kept out. A round is never stuck.
pub fn steered<'a>(pool: &Pool, steps: impl Iterator<Item = &'a Step>) -> Steer {
    let mut steer = Steer::default();
    for step in steps {
        let (newcomer, local) = (step.newcomer.to_string(), step.local.to_string());
        let places = pool.newcomer(&newcomer).zip(pool.local(&local));
        let Some((_, there)) = places.filter(|(n, l)| pool.value_of(*n, *l).is_some()) else { continue };
        let pinned = steer.pins.get(&newcomer) == Some(&local);
        let taken = steer.pins.iter().filter(|(her, pin)| **pin == local && **her != newcomer).count();
        let (full, pair) = (taken >= pool.locals()[there as usize].capacity as usize, (newcomer, local));
        match step.act {
            Act::Pin if full || steer.bans.contains(&pair) => {}
            Act::Pin => {
                steer.pins.insert(pair.0, pair.1);
            }
            Act::Ban | Act::Release => {
                if pinned {
                    steer.pins.remove(&pair.0);
                }
                if step.act == Act::Ban {
                    steer.bans.insert(pair);
                } else {
                    steer.bans.remove(&pair);
                }
            }
            Act::Introduced | Act::Refused | Act::TakenBack => {}
        }
    }
    steer
}

/// The last steps that were done at once: nothing where none was done.
pub fn last_done(steps: &[Step]) -> &[Step] {
    let Some(last) = steps.last() else { return &[] };
    let before = steps.iter().rposition(|step| step.at != last.at || step.act.steers() != last.act.steers());
    &steps[before.map_or(0, |n| n + 1)..]
}

/// Those who were introduced last, at once, and still are, whatever was said of others since.
pub fn last_introduced(steps: &[Step]) -> Vec<&Step> {
    let is_back = |step: &Step| {
        let same = |later: &Step| (later.newcomer, later.local) == (step.newcomer, step.local);
        steps.iter().any(|later| later.number > step.number && later.act == Act::TakenBack && same(later))
    };
    let still: Vec<&Step> = steps.iter().filter(|step| step.act == Act::Introduced && !is_back(step)).collect();
    let last = still.last().map(|step| step.at);
    still.into_iter().filter(|step| Some(step.at) == last).collect()
}

/// Who was introduced in the round and still is.
pub fn introduced(steps: &[Step]) -> usize {
    let mut all = BTreeMap::new();
    for step in steps.iter().filter(|step| matches!(step.act, Act::Introduced | Act::TakenBack)) {
        all.insert((step.newcomer, step.local), step.act);
    }
    all.values().filter(|act| **act == Act::Introduced).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::round::{
        live::Live,
        pool::{Local, Newcomer},
    };
    use chrono::TimeDelta;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn step(number: i32, act: Act, newcomer: u128, local: u128) -> Step {
        let at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(number.into());
        let refused = (act == Act::Refused).then_some(Refused::Full);
        let (newcomer, local) = (id(newcomer), id(local));
        Step { number, act, newcomer, local, accounts: (None, None), introduction: None, refused, by: None, at }
    }

    fn pool() -> Pool {
        let newcomers = [1, 2].map(|n| Newcomer { id: id(n).to_string(), waiting_days: 0 });
        let locals = [7, 8].map(|n| Local { id: id(n).to_string(), capacity: 1 });
        let ids = [(1, 7), (1, 8), (2, 7)].map(|(n, l)| (id(n).to_string(), id(l).to_string()));
        let pairs = ids.iter().map(|(n, l)| (n.as_str(), l.as_str(), 0.5));
        Pool::new(newcomers.to_vec(), locals.to_vec(), pairs).expect("a pool")
    }

    fn pins(steer: &Steer) -> Vec<(u128, u128)> {
        let number = |id: &String| id.parse::<Uuid>().expect("an id").as_u128();
        steer.pins.iter().map(|(n, l)| (number(n), number(l))).collect()
    }

    #[test]
    fn the_last_word_about_two_counts_and_what_became_impossible_drops_out() {
        let pool = pool();
        let after = |steps: &[Step]| steered(&pool, steps.iter());
        let all = [
            step(1, Act::Pin, 1, 7),
            step(2, Act::Pin, 1, 8), // another pin of hers gives way
            step(3, Act::Ban, 2, 8), // no possible pair
            step(4, Act::Pin, 2, 7),
            step(5, Act::Ban, 2, 7), // and so does this one
            step(6, Act::Refused, 1, 8),
        ];
        let steer = after(&all);
        assert_eq!((pins(&steer), steer.bans.len()), (vec![(1, 8)], 1));
        assert_eq!(pins(&after(&[step(1, Act::Pin, 1, 7), step(2, Act::Pin, 2, 7)])), [(1, 7)], "one place, one pin");
        let taken_back = [
            step(1, Act::Pin, 1, 7),
            step(2, Act::Release, 1, 7),
            step(3, Act::Ban, 1, 7),
            step(4, Act::Release, 1, 7),
        ];
        assert_eq!(after(&taken_back), Steer::default());
        assert!(Live::new(pool.clone(), steer, Fair::Nash).is_ok(), "the solver takes whatever is left");
    }

    #[test]
    fn what_was_done_at_once_is_the_last_and_who_was_taken_back_is_not_introduced() {
        let mut all = vec![step(1, Act::Pin, 1, 7), step(2, Act::Introduced, 1, 7), step(3, Act::Refused, 2, 7)];
        all[2].at = all[1].at;
        assert_eq!(last_done(&all).iter().map(|s| s.number).collect::<Vec<_>>(), [2, 3]);
        assert_eq!((introduced(&all), last_done(&[]).len()), (1, 0));
        all.push(step(4, Act::Ban, 2, 8));
        let last = |all: &[Step]| last_introduced(all).iter().map(|s| s.number).collect::<Vec<_>>();
        assert_eq!(last(&all), [2], "whatever was said since");
        all.push(step(5, Act::Introduced, 2, 8));
        assert_eq!(last(&all), [5]);
        all.push(step(6, Act::TakenBack, 2, 8));
        assert_eq!(last(&all), [2], "those before are the last again");
        all.push(step(7, Act::TakenBack, 1, 7));
        assert_eq!((introduced(&all), last_done(&all).len(), last(&all).len()), (0, 1, 0));
        all.push(step(8, Act::Introduced, 1, 7));
        assert_eq!(last(&all), [8], "once more");
    }
}
