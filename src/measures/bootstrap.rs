//! Intervals by the bootstrap (Efron 1979): what was seen is drawn again with replacement, many times, and the middle
//! 95 % of what comes out is the interval. The draws are fixed: the same values give the same interval.

/// How often everything is drawn again.
pub const DRAWS: usize = 2_000;

/// From the 2.5th to the 97.5th percentile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// So many things, drawn again and again; one drawing serves every figure, so that figures stay paired.
#[derive(Clone, Debug)]
pub struct Resampled {
    /// The places of each draw.
    draws: Vec<Vec<usize>>,
}

impl Resampled {
    /// Draws `many` of `many`, [`DRAWS`] times.
    pub fn new(many: usize) -> Self {
        // SplitMix64 (Steele, Lea and Flood 2014), from a fixed beginning.
        let mut state: u64 = 0x6275_7572_7465_6e21;
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        // The high half of the product: as good as even for so few.
        let mut below = |n: usize| ((u128::from(next()) * n as u128) >> 64) as usize;
        let draws = (0..DRAWS).map(|_| (0..many).map(|_| below(many)).collect()).collect();
        Self { draws }
    }

    /// The interval of a figure, which is worked out from the places that were drawn. None for fewer than two things,
    /// and where a draw gives no figure.
    pub fn interval(&self, figure: impl Fn(&[usize]) -> Option<f64>) -> Option<Interval> {
        if self.draws.first().is_none_or(|draw| draw.len() < 2) {
            return None;
        }
        let mut found = self.draws.iter().map(|draw| figure(draw)).collect::<Option<Vec<f64>>>()?;
        found.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = share * (found.len() - 1) as f64;
            let below = place as usize;
            let above = (below + 1).min(found.len() - 1);
            found[below] + (place - below as f64) * (found[above] - found[below])
        };
        Some(Interval { low: at(0.025), high: at(0.975) })
    }

    /// The interval of a mean.
    pub fn of_mean(&self, values: &[f64]) -> Option<Interval> {
        self.interval(|draw| Some(draw.iter().map(|&n| values[n]).sum::<f64>() / draw.len() as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_nearly_the_interval_that_theory_gives() {
        // 400 values of deviation 1: the standard error is .05.
        let values: Vec<f64> = (0..400).map(|n| if n % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let found = Resampled::new(400).of_mean(&values).expect("an interval");
        assert!((found.low + 0.098).abs() < 0.01 && (found.high - 0.098).abs() < 0.01, "{found:?}");
        assert_eq!(Resampled::new(400).of_mean(&values), Some(found), "the same draws each time");
    }

    #[test]
    fn one_thing_has_no_interval() {
        assert_eq!(Resampled::new(1).of_mean(&[3.0]), None);
        assert_eq!(Resampled::new(0).of_mean(&[]), None);
        assert_eq!(Resampled::new(3).interval(|_| None), None);
    }
}
