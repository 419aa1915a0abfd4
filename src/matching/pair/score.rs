//! U, V and J of a pair.
//!
//! U = E · (.85 + .15·life), E = Π max(c_k, .05)^(w_k); V = (Π max(v_i, .05))^(1/n) over the n wishes they have; each kept
//! within [.05, 1]. J = √(U·V). All three are rounded to 1e-6. `libm` and a fixed order of operations make the bits the
//! same on every machine.

use super::{between::Between, hers, hers::Value, pool::Rarity, side::Side, theirs, unknown::UNKNOWN};
use crate::matching::weights::{FLOOR, NICE_SHARE, Weights};
use chrono::NaiveDate;

/// All that J is made of.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// U's essentials, in the order of `Signal::ESSENTIALS`; not floored.
    pub hers: [Value; 7],
    /// Their weights; sum 1.
    pub weights: [f64; 7],
    /// Life phase: N.
    pub life: Value,
    /// The local's wishes; none where they have no such wish.
    pub theirs: [Option<Value>; 5],
}

fn ln(value: f64) -> f64 {
    libm::log(value.max(FLOOR))
}

impl Parts {
    pub fn of(
        her: &Side,
        them: &Side,
        between: &Between,
        wished: Option<usize>,
        rarity: &Rarity,
        weights: &Weights,
        today: NaiveDate,
    ) -> Self {
        let interest = hers::shared_interests(her, them, rarity, UNKNOWN.hers[0]);
        let goals = hers::goals(her, them, between);
        let only_practice = hers::only_practice(her, between, interest, goals, wished);
        Self {
            hers: [
                interest,
                hers::language(her, them, between, only_practice),
                hers::skill(her, them, between),
                hers::availability(her, them, between, UNKNOWN.hers[3]),
                hers::way(her, them, between),
                goals,
                hers::bridging(her, them, today),
            ],
            weights: weights.of(false, [true; 7]),
            life: hers::life(her, them),
            theirs: theirs::read(her, them, between, wished, rarity),
        }
    }

    /// How many wishes they have; at least one, for time is always one.
    pub fn wishes(&self) -> f64 {
        self.theirs.iter().flatten().count() as f64
    }

    /// ln U before it is kept within [.05, 1].
    pub fn ln_u(&self) -> f64 {
        let e: f64 = (0..7).map(|k| self.weights[k] * ln(self.hers[k].value)).sum();
        e + nice(self.life.value)
    }

    /// ln V before it is kept within [.05, 1].
    pub fn ln_v(&self) -> f64 {
        self.theirs.iter().flatten().map(|v| ln(v.value)).sum::<f64>() / self.wishes()
    }

    /// U, V and J.
    pub fn scores(&self) -> (f64, f64, f64) {
        let within = |ln: f64| libm::exp(ln).clamp(FLOOR, 1.0);
        let (u, v) = (within(self.ln_u()), within(self.ln_v()));
        (rounded(u), rounded(v), rounded(libm::sqrt(u * v)))
    }
}

/// What N adds to ln U.
pub(super) fn nice(life: f64) -> f64 {
    libm::log(1.0 - NICE_SHARE + NICE_SHARE * life)
}

fn rounded(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}
