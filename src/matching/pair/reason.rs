//! Why this pair: what each component moves ln J against the median over the asker's feasible people.

use super::score::{Parts, nice};
use crate::matching::{
    signal::Signal,
    unknown::median,
    weights::{FLOOR, NICE_SHARE},
};

/// At most so many positive reasons are shown.
const MOST_REASONS: usize = 3;
/// A doubt is shown below this.
const DOUBT: f64 = -0.05;
/// What rounding leaves is no reason.
const NOTHING: f64 = 1e-9;
/// How many components there are: U's seven essentials, life phase, V's five wishes.
pub(super) const COMPONENTS: usize = 13;
/// The place of life phase among them.
pub(super) const LIFE: usize = 7;
/// The place of the first of their wishes.
pub(super) const THEIRS: usize = 8;

/// The medians over the feasible pairs, where a component is there; what a neutral pair has elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Medians([f64; COMPONENTS]);

/// A component's value; none where it is not asked.
pub(super) fn value(parts: &Parts, k: usize) -> Option<f64> {
    match k {
        0..LIFE => Some(parts.hers[k].value.max(FLOOR)),
        LIFE => Some(parts.life.value),
        _ => parts.theirs[k - THEIRS].map(|v| v.value.max(FLOOR)),
    }
}

/// Whether a component is known, and so can be said.
pub(super) fn is_known(parts: &Parts, k: usize) -> bool {
    match k {
        0..LIFE => parts.hers[k].known,
        LIFE => parts.life.known,
        _ => parts.theirs[k - THEIRS].is_some_and(|v| v.known),
    }
}

/// What a component weighs in ln J: half of U's weights, half of V's.
pub(super) fn weight(parts: &Parts, k: usize) -> f64 {
    0.5 * match k {
        0..LIFE => parts.weights[k],
        LIFE => NICE_SHARE,
        _ => 1.0 / parts.wishes(),
    }
}

/// Which component it is, for the reader.
pub(super) fn signal(k: usize) -> Signal {
    match k {
        0..LIFE => Signal::ESSENTIALS[k],
        LIFE => Signal::Child,
        _ => Signal::Reciprocity,
    }
}

impl Medians {
    pub fn over<'a>(feasible: impl Iterator<Item = &'a Parts> + Clone) -> Self {
        Self(std::array::from_fn(|k| {
            let mut values: Vec<f64> = feasible.clone().filter_map(|parts| value(parts, k)).collect();
            median(&mut values).unwrap_or(1.0)
        }))
    }

    /// What ln J would lose with this component at its median, the others fixed.
    pub fn contribution(&self, parts: &Parts, k: usize) -> f64 {
        let Some(value) = value(parts, k) else { return 0.0 };
        match k {
            LIFE => 0.5 * (nice(value) - nice(self.0[k])),
            _ => weight(parts, k) * (libm::log(value) - libm::log(self.0[k])),
        }
    }
}

/// What is shown of some components, largest first: those that speak for the pair (at least one where anything is
/// known), and the one that speaks most against it, where it matters.
pub(super) fn chosen(
    parts: &Parts,
    medians: &Medians,
    among: std::ops::Range<usize>,
    can_be_said: impl Fn(usize, bool) -> bool,
) -> (Vec<usize>, Option<usize>) {
    let by = |k: &usize| medians.contribution(parts, *k);
    let mut order: Vec<usize> = among.filter(|k| is_known(parts, *k)).collect();
    order.sort_by(|a, b| by(b).total_cmp(&by(a)).then(a.cmp(b)));
    let speaks_for = |k: &&usize| by(k) > NOTHING && can_be_said(**k, true);
    let mut shown: Vec<usize> = order.iter().filter(speaks_for).copied().take(MOST_REASONS).collect();
    if shown.is_empty() {
        // Nothing stands out among these people: what is best for itself.
        let alone = |k: &usize| weight(parts, *k) * libm::log(value(parts, *k).unwrap_or(FLOOR).max(FLOOR));
        let mut best: Vec<usize> = order.iter().copied().filter(|k| value(parts, *k) > Some(FLOOR)).collect();
        best.sort_by(|a, b| alone(b).total_cmp(&alone(a)).then(a.cmp(b)));
        shown.extend(best.into_iter().find(|k| can_be_said(*k, true)));
    }
    let against = |k: &&usize| by(k) < DOUBT && !shown.contains(k) && can_be_said(**k, false);
    let doubt = order.iter().rev().find(against).copied();
    (shown, doubt)
}

/// The two lowest of U's essentials, for "why not higher?".
pub(super) fn weakest(parts: &Parts) -> Vec<usize> {
    let mut order: Vec<usize> = (0..LIFE).filter(|k| is_known(parts, *k)).collect();
    order.sort_by(|a, b| parts.hers[*a].value.total_cmp(&parts.hers[*b].value).then(a.cmp(b)));
    order
}
