//! What a blank is worth: the lower quartile of each component over the sample city, as a stated table.
//!
//! The quartile is taken over all (newcomer, listing) pairs of the sample city that pass every gate and where the
//! component is known on both sides. Where that is nought (shared interests, wanted skills: more than a quarter of
//! the pairs have none), it would read an unknown as a no; then it is half the lower quartile of the pairs that have
//! some. `Catalogue::lower_quartiles` recomputes the table, and a test compares. Where only a factor of a component is
//! blank (whether she wants to practise, how long she stays, how large the group is), that factor alone takes its
//! own lower quartile, so that what is known of the rest still counts.

/// The stated table. Each value in 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unknown {
    /// In the order of `Signal::ESSENTIALS`.
    pub essentials: [f64; 7],
    /// In the order of `Signal::NICE`. Child fit is set by the formula itself (.3).
    pub nice: [f64; 3],
    /// Comfort f(m) in the best common language.
    pub comfort: f64,
    /// Practice p of a language she wants to learn.
    pub practice: f64,
    /// R: hours together, by her horizon.
    pub hours: f64,
    /// T: the size of the group.
    pub group: f64,
}

/// Lower quartiles of the sample city (Eindhoven, 2026-11-23).
pub const UNKNOWN: Unknown = Unknown {
    essentials: [0.10, 0.68, 0.50, 1.0, 0.54, 1.0, 0.47],
    nice: [0.3, 1.0, 0.87],
    comfort: 0.89,
    practice: 0.88,
    hours: 0.38,
    group: 0.70,
};

/// The lower quartile: the value a quarter of the way up, linear between neighbours. Nothing for no values.
pub fn lower_quartile(values: &mut [f64]) -> Option<f64> {
    quantile(values, 0.25)
}

/// The median: the middle value, or the mean of the middle two. Nothing for no values.
pub fn median(values: &mut [f64]) -> Option<f64> {
    quantile(values, 0.5)
}

fn quantile(values: &mut [f64], q: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let at = q * last as f64;
    let below = at as usize;
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    Some(low + (at - below as f64) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_and_medians() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(lower_quartile(&mut [5.0, 1.0, 2.0, 3.0, 4.0]), Some(2.0));
        assert_eq!(median(&mut []), None);
    }
}
