//! The ways of matching that are compared.

mod deferred;
mod first_come;
mod greedy;
mod ours;
mod recall;

use super::policy::{Free, Pair, Policy, Round, Waiting};
use clap::ValueEnum;

/// A way of matching, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Named {
    /// Each newcomer in the order in which they came takes the free local who is best for her
    FirstCome,
    /// By hand: for each newcomer in that order eight free locals come to mind, and the best of them for both is taken
    #[value(name = "recall-8")]
    Recall,
    /// The best pair of all first, then the best of what is left
    Greedy,
    /// Newcomers propose, locals keep whom they like best: nobody has somebody who would rather have them, too
    Deferred,
    /// The round: as many as possible, who waits longest, nobody badly off, then the best for everybody together
    Ours,
}

impl Named {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 5] = [Self::FirstCome, Self::Recall, Self::Greedy, Self::Deferred, Self::Ours];

    /// The policy.
    pub fn policy(self) -> &'static dyn Policy {
        match self {
            Self::FirstCome => &first_come::FirstCome,
            Self::Recall => &recall::Recall,
            Self::Greedy => &greedy::Greedy,
            Self::Deferred => &deferred::Deferred,
            Self::Ours => &ours::Ours,
        }
    }
}

/// What is left of each free local's places.
fn seats(round: &Round) -> Vec<u32> {
    round.free.iter().map(|f| f.seats).collect()
}

/// The pair that is worth most, the first of equals.
fn best<'a>(pairs: impl Iterator<Item = &'a Pair>, worth: impl Fn(&Pair) -> f64) -> Option<Pair> {
    let mut best: Option<(f64, Pair)> = None;
    for pair in pairs {
        let worth = worth(pair);
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, *pair));
        }
    }
    best.map(|(_, pair)| pair)
}
