//! The weights, named and versioned: every stored score keeps the version it was made with.

use std::sync::Arc;

/// A version of the weights. A catalogue carries one; an administrator may write the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Stored beside every score.
    pub version: Arc<str>,
    /// Of the essentials in the order of `Signal::ESSENTIALS`; sum 1.
    pub essentials: [f64; 7],
    /// The same for a volunteer role that asks skills; sum 1.
    pub role_with_skills: [f64; 7],
    /// Of the nice-to-haves in the order of `Signal::NICE`; sum 1.
    pub nice: [f64; 3],
}

/// The share of U that the nice-to-haves move: U = E · (1 − this + this · N).
pub const NICE_SHARE: f64 = 0.15;
/// No component counts below this: one bad essential cannot be bought off, nor can it make a pair impossible.
pub const FLOOR: f64 = 0.05;

impl Weights {
    /// The starting weights.
    pub fn start() -> Self {
        Self {
            version: "start-1".into(),
            //           interest language skill availability travel goals bridging
            essentials: [0.26, 0.13, 0.06, 0.13, 0.10, 0.12, 0.20],
            role_with_skills: [0.16, 0.13, 0.16, 0.13, 0.10, 0.12, 0.20],
            nice: [0.45, 0.35, 0.20],
        }
    }

    /// The weights of a listing: what it does not ask or have gives its weight to the others, in proportion. Sum 1.
    pub fn of(&self, role: bool, asked: [bool; 7]) -> [f64; 7] {
        // Skill stands third.
        let base = if role && asked[2] { self.role_with_skills } else { self.essentials };
        let kept: f64 = (0..7).filter(|k| asked[*k]).map(|k| base[k]).sum();
        std::array::from_fn(|k| if asked[k] && kept > 0.0 { base[k] / kept } else { 0.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_sums_to_one() {
        let start = Weights::start();
        let sums = [start.essentials.iter().sum::<f64>(), start.role_with_skills.iter().sum(), start.nice.iter().sum()];
        assert!(sums.iter().all(|s| (s - 1.0).abs() < 1e-12), "{sums:?}");
        let no_skill_no_choice = start.of(false, [true, true, false, false, true, true, true]);
        assert!((no_skill_no_choice.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((no_skill_no_choice[0] - 0.26 / 0.81).abs() < 1e-12);
    }
}
