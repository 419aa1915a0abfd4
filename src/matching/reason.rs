//! Explanation is arithmetic: what each component contributed, against the median over her feasible options.
//!
//! contribution_k = w_k·(ln c_k − ln median_k) for an essential. For a nice-to-have, its share of ln(.85 + .15·N):
//! what ln U would lose if it alone stood at its median. So for every component: recompute with it at its median, the
//! others and the own factors fixed, and ln U falls by exactly the contribution. Blanks are never given as a reason.

use super::{
    catalogue::Catalogue,
    sayings,
    score::{Parts, Scored},
    seeker::Seeker,
    signal::Signal,
    unknown::{UNKNOWN, median},
    weights::{FLOOR, NICE_SHARE},
};
use crate::kit::sentence::Sentence;

/// At most so many positive reasons are shown.
const MOST_REASONS: usize = 3;
/// A doubt is shown below this.
const DOUBT: f64 = -0.05;
/// What rounding leaves is no reason.
const NOTHING: f64 = 1e-9;

/// One component, said.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Which component.
    pub signal: Signal,
    /// Its value, 0 to 1.
    pub score: f64,
    /// Its weight in this pair: of an essential in E, of a nice-to-have in the .15 of N.
    pub weight: f64,
    /// By how much it moves ln U against her median option.
    pub contribution: f64,
    /// In both languages.
    pub sentence: Sentence,
}

/// The medians over her feasible options.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Medians {
    pub essentials: [f64; 7],
    pub nice: [f64; 3],
}

impl Medians {
    /// Over the options that have the component; the neutral value where none has.
    pub fn over(options: &[Scored]) -> Self {
        let of = |value: &dyn Fn(&Parts) -> Option<f64>| {
            let mut values: Vec<f64> = options.iter().filter_map(|o| value(&o.parts)).collect();
            median(&mut values)
        };
        let essential = |k: usize| of(&|p| (p.weights[k] > 0.0).then(|| p.essentials[k].max(FLOOR)));
        Self {
            essentials: std::array::from_fn(|k| essential(k).unwrap_or(UNKNOWN.essentials[k])),
            nice: std::array::from_fn(|k| of(&|p| Some(p.nice[k])).unwrap_or(UNKNOWN.nice[k])),
        }
    }
}

/// A component's contribution: what ln U would lose with it at its median.
pub(super) fn contributions(parts: &Parts, medians: &Medians) -> [f64; 10] {
    let n = parts.n();
    let nice = |n: f64| libm::log(1.0 - NICE_SHARE + NICE_SHARE * n);
    std::array::from_fn(|k| match k.checked_sub(7) {
        None if parts.weights[k] > 0.0 => {
            parts.weights[k] * (libm::log(parts.essentials[k].max(FLOOR)) - libm::log(medians.essentials[k]))
        }
        None => 0.0,
        Some(k) => nice(n) - nice(n - parts.nice_weights[k] * (parts.nice[k] - medians.nice[k])),
    })
}

fn signal(k: usize) -> Signal {
    k.checked_sub(7).map_or_else(|| Signal::ESSENTIALS[k], |k| Signal::NICE[k])
}

/// The shown reasons, largest first, and the doubt.
pub(super) fn shown(
    her: &Seeker,
    found: &Scored,
    medians: &Medians,
    catalogue: &Catalogue,
) -> (Vec<Reason>, Option<Reason>) {
    let parts = &found.parts;
    let all = contributions(parts, medians);
    let known =
        |k: usize| k.checked_sub(7).map_or_else(|| parts.known[k] && parts.weights[k] > 0.0, |k| parts.nice_known[k]);
    let reason = |k: usize, good: bool| say(k, good, all[k], her, found, catalogue);
    let mut order: Vec<usize> = (0..10).filter(|k| known(*k)).collect();
    // Largest first; equals in the order of the table.
    order.sort_by(|a, b| all[*b].total_cmp(&all[*a]).then(a.cmp(b)));
    let positive = order.iter().filter(|k| all[**k] > NOTHING).filter_map(|k| reason(*k, true));
    let mut reasons: Vec<Reason> = positive.take(MOST_REASONS).collect();
    if reasons.is_empty() {
        // Nothing stands out among her options: what is best beside a neutral listing.
        let against = |k: usize| parts.weights[k] * libm::log(parts.essentials[k].max(FLOOR) / UNKNOWN.essentials[k]);
        let mut best: Vec<usize> = (0..7).filter(|k| known(*k)).collect();
        best.sort_by(|a, b| against(*b).total_cmp(&against(*a)).then(a.cmp(b)));
        let good = |k: usize| parts.essentials[k] > FLOOR;
        reasons.extend(best.into_iter().find_map(|k| reason(k, good(k))));
    }
    let doubt = order.iter().rev().filter(|k| all[**k] < DOUBT).find_map(|k| reason(*k, false));
    let doubt = doubt.filter(|d| reasons.iter().all(|r| r.signal != d.signal));
    (reasons, doubt)
}

/// The two lowest essentials, for "why not higher?".
pub(super) fn weakest(her: &Seeker, found: &Scored, medians: &Medians, catalogue: &Catalogue) -> Vec<Reason> {
    let parts = &found.parts;
    let all = contributions(parts, medians);
    let mut order: Vec<usize> = (0..7).filter(|k| parts.known[*k] && parts.weights[*k] > 0.0).collect();
    order.sort_by(|a, b| parts.essentials[*a].total_cmp(&parts.essentials[*b]).then(a.cmp(b)));
    order.into_iter().filter_map(|k| say(k, false, all[k], her, found, catalogue)).take(2).collect()
}

fn say(k: usize, good: bool, contribution: f64, her: &Seeker, found: &Scored, catalogue: &Catalogue) -> Option<Reason> {
    let parts = &found.parts;
    let it = &catalogue.entries[found.place];
    let signal = signal(k);
    let (score, weight) = match k.checked_sub(7) {
        None => (parts.essentials[k], parts.weights[k]),
        Some(k) => (parts.nice[k], NICE_SHARE * parts.nice_weights[k]),
    };
    let sentence = sayings::said(signal, good, her, it, parts, |n| catalogue.rarity.idf(n))?;
    Some(Reason { signal, score, weight, contribution, sentence })
}

#[cfg(test)]
#[path = "reason_tests.rs"]
mod tests;
