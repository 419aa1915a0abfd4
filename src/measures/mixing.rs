//! Who has ties with whom: bridging beside bonding, and how mixed a group is.

/// E–I index (Krackhardt and Stern 1988): (E − I)/(E + I), E ties with people rooted here, I all others; −1 to 1. None
/// without ties.
pub fn ei_index(rooted: u64, others: u64) -> Option<f64> {
    let all = rooted + others;
    (all > 0).then(|| (rooted as f64 - others as f64) / all as f64)
}

/// The E–I index that random mixing would give where this share of the city, 0 to 1, is not rooted here.
pub fn ei_at_random(others: f64) -> f64 {
    1.0 - 2.0 * others
}

/// Blau's index 1 − Σp² over the groups' sizes: the chance that two drawn with replacement differ. None for nobody.
pub fn blau(sizes: &[u64]) -> Option<f64> {
    let all: u64 = sizes.iter().sum();
    (all > 0).then(|| 1.0 - sizes.iter().map(|&n| (n as f64 / all as f64) * (n as f64 / all as f64)).sum::<f64>())
}

/// Its unbiased form for small numbers, 1 − Σn(n−1)/N(N−1): without replacement. None for fewer than two.
pub fn blau_unbiased(sizes: &[u64]) -> Option<f64> {
    let all: u64 = sizes.iter().sum();
    let same: u64 = sizes.iter().map(|&n| n * n.saturating_sub(1)).sum();
    (all > 1).then(|| 1.0 - same as f64 / (all * (all - 1)) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_ties_one_of_them_rooted_here() {
        assert!((ei_index(1, 4).expect("ties") + 0.6).abs() < 1e-12);
        assert_eq!(ei_index(0, 0), None);
        assert!((ei_at_random(0.1) - 0.8).abs() < 1e-12);
    }

    #[test]
    fn five_ties_in_groups_of_two_and_three_alone() {
        assert!((blau(&[2, 1, 1, 1]).expect("ties") - 0.72).abs() < 1e-12);
        assert!((blau_unbiased(&[2, 1, 1, 1]).expect("ties") - 0.90).abs() < 1e-12);
        assert_eq!((blau(&[]), blau_unbiased(&[1])), (None, None));
    }
}
