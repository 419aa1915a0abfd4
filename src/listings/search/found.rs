//! What was found: a score for each listing, all of them in one table.

use super::way::{ABOUT, NEAR};

/// How well a listing meets a question. A higher score is better; zero meets nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// How many of the words are met.
    met: u8,
    /// The points of the word that is met worst; 255 before the first.
    worst: u8,
    /// The points of all.
    total: u16,
}

/// What counts first: how many words are met, and whether that took forgiving a typing error. Lists show one tier
/// alone, the best there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tier {
    met: u8,
    right: bool,
}

/// A tier, and whether the listing is about all of the words or only mentions one. Within a class her own order decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class {
    tier: Tier,
    about: bool,
}

impl Score {
    /// Its tier; none where no word is met.
    pub fn tier(self) -> Option<Tier> {
        (self.met > 0).then_some(Tier { met: self.met, right: self.worst > NEAR })
    }

    /// Its class; none where no word is met.
    pub fn class(self) -> Option<Class> {
        self.tier().map(|tier| Class { tier, about: self.worst >= ABOUT })
    }

    /// For an order by relevance: the class, then the points.
    pub fn rank(self) -> (Option<Class>, u16) {
        (self.class(), self.total)
    }
}

/// What an index found: a score for each place.
#[derive(Clone, Debug)]
pub struct Found {
    scores: Vec<Score>,
    required: u8,
}

impl Found {
    pub(super) fn new(places: usize, required: u8) -> Self {
        Self { scores: vec![Score { met: 0, worst: u8::MAX, total: 0 }; places], required }
    }

    /// Adds the points of one word or phrase by place.
    pub(super) fn add(&mut self, points: &[u8], light: bool) {
        for (score, points) in self.scores.iter_mut().zip(points) {
            score.total += u16::from(*points);
            if !light && *points > 0 {
                score.met += 1;
                score.worst = score.worst.min(*points);
            }
        }
    }

    /// The score of the listing at a place.
    pub fn score(&self, place: usize) -> Score {
        self.scores.get(place).copied().unwrap_or_default()
    }

    /// The places where any word is met, in ascending order, with their scores.
    pub fn hits(&self) -> impl Iterator<Item = (usize, Score)> {
        self.scores.iter().copied().enumerate().filter(|(_, score)| score.met > 0)
    }

    /// The best tier among those that pass.
    pub fn best(&self, mut pass: impl FnMut(usize) -> bool) -> Option<Tier> {
        let mut best = None;
        for (place, score) in self.hits() {
            let tier = score.tier();
            if tier > best && pass(place) {
                best = tier;
            }
        }
        best
    }

    /// Whether a tier meets all words.
    pub fn is_whole(&self, tier: Tier) -> bool {
        tier.met == self.required
    }
}

impl Tier {
    /// Whether no typing error had to be forgiven.
    pub fn is_right(self) -> bool {
        self.right
    }
}
