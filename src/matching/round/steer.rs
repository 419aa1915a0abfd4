//! What the social worker says before the round is solved: who must, and who must not.

use super::pool::Pool;
use std::collections::{BTreeMap, BTreeSet};

/// Pins and bans, by ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steer {
    /// Each newcomer of a pin goes to this local, whatever it costs the others.
    pub pins: BTreeMap<String, String>,
    /// These pairs (newcomer, local) do not happen.
    pub bans: BTreeSet<(String, String)>,
}

/// Why a round cannot be solved as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A pin, ban or change is about a pair that is not possible.
    #[error("{0} and {1} are no possible pair")]
    NoPair(String, String),
    /// The same pair is pinned and banned.
    #[error("{0} and {1} are both pinned and banned")]
    PinnedAndBanned(String, String),
    /// More newcomers are pinned to a local than they take.
    #[error("more are pinned to {0} than they take")]
    Full(String),
    /// There is neither a pin nor a ban to take back.
    #[error("{0} and {1} are neither pinned nor banned")]
    NotSteered(String, String),
    /// Somebody new is wrong.
    #[error(transparent)]
    Slip(#[from] super::pool::Slip),
    /// The answer does not stand its check: a fault of ours, and never shown.
    #[error(transparent)]
    Unproven(#[from] super::certificate::Flaw),
    /// The levels of so many people do not fit into one number.
    #[error("the round is too large for the desk")]
    TooLarge,
}

/// Pins and bans by places, checked.
#[derive(Clone, Debug)]
pub(super) struct Steered {
    /// The local that a newcomer is pinned to.
    pub pinned: Vec<Option<u32>>,
    /// What is left of each local's capacity beside the pins.
    pub seats: Vec<u32>,
    bans: BTreeSet<(u32, u32)>,
}

impl Steered {
    pub fn new(pool: &Pool, steer: &Steer) -> Result<Self, Refused> {
        let mut found = Self {
            pinned: vec![None; pool.newcomers().len()],
            seats: pool.locals().iter().map(|l| l.capacity).collect(),
            bans: BTreeSet::new(),
        };
        for (newcomer, local) in &steer.bans {
            found.bans.insert(pair(pool, newcomer, local)?);
        }
        for (newcomer, local) in &steer.pins {
            let (n, l) = pair(pool, newcomer, local)?;
            if found.bans.contains(&(n, l)) {
                return Err(Refused::PinnedAndBanned(newcomer.clone(), local.clone()));
            }
            let left = &mut found.seats[l as usize];
            *left = left.checked_sub(1).ok_or_else(|| Refused::Full(local.clone()))?;
            found.pinned[n as usize] = Some(l);
        }
        Ok(found)
    }

    /// Whether the round may choose this pair: its newcomer is not pinned, and it is not banned.
    pub fn is_open(&self, newcomer: u32, local: u32) -> bool {
        self.pinned[newcomer as usize].is_none() && !self.is_banned(newcomer, local)
    }

    /// Whether this pair must not happen.
    pub fn is_banned(&self, newcomer: u32, local: u32) -> bool {
        self.bans.contains(&(newcomer, local))
    }
}

/// The places of a possible pair.
pub(super) fn pair(pool: &Pool, newcomer: &str, local: &str) -> Result<(u32, u32), Refused> {
    let found = pool.newcomer(newcomer).zip(pool.local(local)).filter(|&(n, l)| pool.value_of(n, l).is_some());
    found.ok_or_else(|| Refused::NoPair(newcomer.to_owned(), local.to_owned()))
}
