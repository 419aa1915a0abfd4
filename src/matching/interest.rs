//! Component 1, interest: 1 − Π(1 − .9·a_t·(.6 + .4·idf_t)) over the listing's interests.
//!
//! a_t = 1 her own choice, .5 where she chose its whole group (or the listing names a group of which she chose a leaf),
//! .25 where she chose a sibling, that is another leaf of the same group. The product runs over the listing's
//! interests only, so liking many things is never punished.

use super::{
    catalogue::{Entry, Rarity},
    person::Person,
    signal::Reading,
};
use crate::kit::vocabulary::vocabulary;

/// How much one shared interest says at most.
const ONE: f64 = 0.9;
/// The part of it that does not depend on rarity.
const COMMON: f64 = 0.6;

/// What she likes, by place in the vocabulary.
pub(super) struct Likes {
    /// a_t.
    pub nearness: Vec<f64>,
    /// 1 − .9·a_t·(.6 + .4·idf_t).
    pub factors: Vec<f64>,
}

/// a_t of somebody's choices, by place in the vocabulary; none where they named nothing.
pub(super) fn nearness(person: &Person) -> Option<Vec<f64>> {
    let words = vocabulary();
    let chosen = person.interests.as_ref().filter(|i| !i.is_empty())?;
    let mut nearness = vec![0.0_f64; words.interests.len()];
    let mut near = |n: usize, a: f64| nearness[n] = nearness[n].max(a);
    for own in chosen.iter().filter_map(|id| words.interest(id)) {
        near(own, 1.0);
        let group = words.interests[own].group;
        if let Some(group) = group {
            near(group, 0.5);
        }
        for (n, other) in words.interests.iter().enumerate() {
            if other.group == Some(own) {
                near(n, 0.5);
            } else if group.is_some() && other.group == group {
                near(n, 0.25);
            }
        }
    }
    Some(nearness)
}

/// What one interest leaves of the doubt: 1 − .9·a·(.6 + .4·idf).
pub(super) fn factor(nearness: f64, idf: f64) -> f64 {
    1.0 - ONE * nearness * (COMMON + (1.0 - COMMON) * idf)
}

/// idf = ln((N+1)/(n+1)) / ln(N+1), 0 to 1; 0 where there is nothing to be rare among.
pub(super) fn idf(with: u32, all: u32) -> f64 {
    let of = |n: u32| libm::log(f64::from(n) + 1.0);
    if all == 0 { 0.0 } else { libm::log((f64::from(all) + 1.0) / (f64::from(with) + 1.0)) / of(all) }
}

/// The least that one shared interest says: it is in everybody's list.
pub(super) const LEAST: f64 = ONE * COMMON;

impl Likes {
    /// None where she named nothing.
    pub fn of(person: &Person, rarity: &Rarity) -> Option<Self> {
        let nearness = nearness(person)?;
        let factors = nearness.iter().enumerate().map(|(n, a)| factor(*a, rarity.idf(n)));
        Some(Self { factors: factors.collect(), nearness })
    }

    /// The interest of the listing that says most: nearest first, then rarest.
    pub fn nearest(&self, it: &Entry) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for n in it.interests.iter().map(|n| usize::from(*n)).filter(|n| self.nearness[*n] > 0.0) {
            let better =
                best.is_none_or(|(b, _)| (self.nearness[n], -self.factors[n]) > (self.nearness[b], -self.factors[b]));
            if better {
                best = Some((n, self.nearness[n]));
            }
        }
        best
    }
}

pub(super) fn read(likes: Option<&Likes>, it: &Entry) -> Reading {
    match likes {
        // The best answers: a choice of hers there, one of its interests here; neither is rarer than known.
        None => Reading::unknown(ONE * COMMON, [true, it.interests.is_empty()]),
        Some(_) if it.interests.is_empty() => Reading::unknown(ONE * COMMON, [true]),
        Some(likes) => {
            Reading::Known(1.0 - it.interests.iter().map(|n| likes.factors[usize::from(*n)]).product::<f64>())
        }
    }
}
