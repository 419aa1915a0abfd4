//! What a policy is: it sees a round, and says who is introduced to whom. It knows nothing of what would become of them.

use super::{chance::Chance, fate::Fit};

/// A newcomer who looks on the day of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Her number in the town.
    pub number: u32,
    /// Her id.
    pub id: String,
    /// How long she has looked since she was last with somebody, in days.
    pub days: u32,
}

/// A local with a free place on the day of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    /// Their number in the town.
    pub number: u32,
    /// Their id.
    pub id: String,
    /// How many places are free, one or more.
    pub seats: u32,
}

/// Two who fit and were never introduced, by their places in the round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Her place among the waiting.
    pub newcomer: usize,
    /// Their place among the free.
    pub local: usize,
    /// How well they fit.
    pub fit: Fit,
}

/// What is known on the day of a round.
#[derive(Clone, Debug)]
pub struct Round {
    /// For what a policy itself leaves to chance.
    pub chance: Chance,
    /// The day, 0 the first of the year.
    pub day: u32,
    /// Who looks, the one who came first in front.
    pub waiting: Vec<Waiting>,
    /// Who has a place, in the order of their numbers.
    pub free: Vec<Free>,
    /// Who fits whom, by newcomer, then by local.
    pub pairs: Vec<Pair>,
}

impl Round {
    /// The pairs of one newcomer.
    pub fn of(&self, newcomer: usize) -> &[Pair] {
        let from = self.pairs.partition_point(|p| p.newcomer < newcomer);
        let to = self.pairs.partition_point(|p| p.newcomer <= newcomer);
        &self.pairs[from..to]
    }
}

/// A way of matching.
pub trait Policy {
    /// Its name, in lower case and without spaces.
    fn name(&self) -> &'static str;

    /// Who is introduced to whom: pairs of the round, each newcomer at most once, each local within their free places.
    fn choose(&self, round: &Round) -> Vec<Pair>;
}
