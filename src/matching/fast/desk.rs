//! What one look at a block works with; it stays in the first cache.

use super::arithmetic::{exp, ln, millionths};
use crate::matching::{catalogue::blocks::BLOCK, go::Go, weights::FLOOR};

/// The rows after `open` are by the order in it: those who passed, put together.
pub(super) struct Desk {
    /// The gates that each listing fails.
    pub masks: [u16; BLOCK],
    /// Those who passed, as places in the block.
    pub open: [u16; BLOCK + 32],
    /// Σ w·ln c of all but interest and bridging; after [`Desk::multiply`] U, not rounded.
    pub sum: [f64; BLOCK],
    pub interest: [f64; BLOCK],
    pub interest_weight: [f64; BLOCK],
    pub bridging: [f64; BLOCK],
    pub bridging_weight: [f64; BLOCK],
    /// (.85 + .15·N) and the own factors.
    pub times: [f64; BLOCK],
    pub go: [Go; BLOCK],
    /// Where its id stands among the ids, and what scarcity takes.
    pub standing: [u32; BLOCK],
    pub handicap: [u32; BLOCK],
    /// U in millionths, after [`Desk::multiply`].
    pub millionths: [u32; BLOCK],
}

impl Desk {
    #[inline(always)]
    pub fn empty() -> Self {
        let nought = [0.0; BLOCK];
        Self {
            masks: [0; BLOCK],
            open: [0; BLOCK + 32],
            sum: nought,
            interest: nought,
            interest_weight: nought,
            bridging: nought,
            bridging_weight: nought,
            times: nought,
            go: [Go::Now; BLOCK],
            standing: [0; BLOCK],
            handicap: [0; BLOCK],
            millionths: [0; BLOCK],
        }
    }

    /// Counts the first gate of each, and puts those who failed none together.
    #[inline(always)]
    pub fn sift(&mut self, counts: &mut [[u32; 32]; 4]) -> usize {
        let mut open = 0;
        for n in 0..BLOCK {
            let mask = self.masks[n];
            // Four counters in turn: the same gate often follows itself.
            counts[n % 4][mask.trailing_zeros() as usize & 31] += 1;
            self.open[open & (BLOCK - 1)] = n as u16;
            open += usize::from(mask == 0);
        }
        open
    }

    /// U of the first so many, as many at a time as there are lanes, and rounded; whether any could be rounded otherwise.
    #[inline(always)]
    pub fn multiply(&mut self, open: usize) -> bool {
        // Whole lanes: what stands behind the last is computed and not looked at.
        let many = open.next_multiple_of(8).min(BLOCK);
        let floored = |c: f64| if c > FLOOR { c } else { FLOOR };
        let mut any_doubt = 0;
        for k in 0..many {
            let sum = self.sum[k]
                + self.interest_weight[k] * ln(floored(self.interest[k]))
                + self.bridging_weight[k] * self.bridging[k];
            let u = floored(exp(sum) * self.times[k]);
            self.sum[k] = if u < 1.0 { u } else { 1.0 };
            let (rounded, doubt) = millionths(self.sum[k]);
            self.millionths[k] = rounded;
            any_doubt |= u64::from(doubt);
        }
        any_doubt != 0
    }
}
