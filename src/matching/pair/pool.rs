//! Who stands in a pool, and what becomes of each before one person.

use super::{meeting::Offered, opening::Opening, side::Side};
use crate::{
    kit::{sentence::Sentence, vocabulary::vocabulary, week::FreeWeek, words::Rung},
    matching::{bridges::Bridges, gates::Gate, go::Go, interest, person::Person, reason::Reason},
    named,
};
use std::{collections::BTreeSet, sync::Arc};

named! {
    /// Why two people are not proposed to each other although they might fit. For staff alone.
    Held {
        /// One of them blocked the other.
        Blocked = "blocked",
        /// They were introduced to each other before.
        Introduced = "introduced",
        /// An introduction of these two lapsed within 180 days.
        Declined = "declined",
        /// A certificate of conduct is needed, and there is none that is valid.
        Certificate = "certificate",
    }
}

/// How a local stands: what is known of them beside their answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// They take a break.
    pub away: bool,
    /// How many more people they can meet now; none = what they said they can.
    pub places_left: Option<u32>,
    /// What they would like help with: an id of the vocabulary of skills.
    pub wished_skill: Option<String>,
}

impl Standing {
    pub(super) fn wished_place(&self) -> Option<usize> {
        vocabulary().skill(self.wished_skill.as_deref()?)
    }
}

/// Somebody in the pool.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Their answers.
    pub person: Person,
    /// How they stand, where they are a local.
    pub standing: Standing,
    /// What stands between them and whoever asks.
    pub held: Option<Held>,
}

impl Candidate {
    /// Somebody of whom nothing is known beside their answers.
    pub fn new(person: Person) -> Self {
        Self { person, standing: Standing::default(), held: None }
    }
}

/// How rare each interest is in a pool; by place in the vocabulary, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Rarity(Vec<f64>);

impl Rarity {
    pub(super) fn of<'a>(people: impl Iterator<Item = &'a Side>) -> Self {
        let (mut with, mut all) = (vec![0_u32; vocabulary().interests.len()], 0_u32);
        for side in people {
            all += 1;
            let named: BTreeSet<usize> = side.interests.iter().flatten().copied().collect();
            named.into_iter().for_each(|n| with[n] += 1);
        }
        Self(with.into_iter().map(|n| interest::idf(n, all)).collect())
    }

    pub(super) fn idf(&self, interest: usize) -> f64 {
        self.0[interest]
    }
}

/// A pair that fits, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The other's place in the pool.
    pub place: usize,
    /// The other's id.
    pub id: String,
    /// What it is worth to the newcomer, .05 to 1.
    pub u: f64,
    /// What it is worth to the local, .05 to 1.
    pub v: f64,
    /// J = √(U·V), .05 to 1.
    pub score: f64,
    /// The version of the weights that made it.
    pub weights: Arc<str>,
    /// Where on the ladder it stands, by whether the local is rooted here.
    pub rung: Rung,
    /// Whether they could meet now.
    pub go: Go,
    /// What is missing before they can talk; none where nothing is.
    pub missing: Option<Sentence>,
    /// What speaks for the pair, said to whoever asks; largest first, at most three.
    pub reasons: Vec<Reason>,
    /// What speaks for it for the newcomer, said to her.
    pub hers: Vec<Reason>,
    /// What speaks for it for the local, said to them.
    pub theirs: Vec<Reason>,
    /// What speaks most against it, where it matters.
    pub doubt: Option<Reason>,
    /// What they could do: the offers that fit, the best first.
    pub offers: Vec<Offered>,
    /// What it bridges.
    pub bridges: Bridges,
    /// Minutes between the two homes by her means.
    pub travel_minutes: Option<u32>,
    /// Dayparts in which both are free; none where one did not say.
    pub common: Option<FreeWeek>,
}

/// Somebody who does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Their place in the pool.
    pub place: usize,
    /// The first gate that fails.
    pub why: Gate,
    /// What stands between the two, for staff.
    pub held: Option<Held>,
    /// Why, said to whoever asks.
    pub sentence: Sentence,
}

/// Everybody of the pool, ranked or left out.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// Who fits, the best first; `later` after all others.
    pub fits: Vec<Fit>,
    /// Who does not, in the order of the pool.
    pub excluded: Vec<Excluded>,
    /// How many fit, before the limit.
    pub feasible: usize,
}

impl Ranking {
    /// How many each gate left out, in the order of the gates.
    pub fn counts(&self) -> Vec<(Gate, usize)> {
        let count = |gate: &Gate| self.excluded.iter().filter(|e| e.why == *gate).count();
        Gate::ALL.iter().map(|g| (*g, count(g))).filter(|(_, n)| *n > 0).collect()
    }
}

/// One person of the pool, for "why not?".
#[derive(Clone, Debug, PartialEq)]
pub enum One {
    /// They fit.
    Fits {
        /// As in the list.
        fit: Box<Fit>,
        /// The two lowest components: why they do not stand higher.
        weakest: Vec<Reason>,
    },
    /// They do not.
    Excluded {
        /// The gate, and why.
        excluded: Excluded,
        /// The smallest change of the asker's answers that would admit them, where one alone does.
        opening: Option<Box<Opening>>,
    },
}
