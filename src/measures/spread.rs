//! How unevenly something is spread.

/// Gini coefficient Σ|x_i − x_j| / (2n²·mean): 0 everybody the same, towards 1 one has all. Values of nought or more;
/// none where there is nothing to spread.
pub fn gini(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let whole: f64 = sorted.iter().sum();
    // Sorted, each pair's difference is counted once: the n-th value is added n times and taken away the other times.
    let n = sorted.len() as f64;
    let ranked: f64 = (1..).zip(&sorted).map(|(rank, x)| (2.0 * f64::from(rank) - n - 1.0) * x).sum();
    (whole > 0.0).then(|| ranked / (n * whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_half_the_mean_difference_over_the_mean() {
        let values = [3.0, 0.0, 1.0, 1.0, 7.5];
        let differences: f64 = values.iter().flat_map(|a| values.iter().map(move |b| f64::abs(a - b))).sum();
        let slow = differences / (2.0 * 25.0 * (values.iter().sum::<f64>() / 5.0));
        assert!((gini(&values).expect("a value") - slow).abs() < 1e-12);
        assert!((gini(&[0.0, 0.0, 0.0, 8.0]).expect("a value") - 0.75).abs() < 1e-12);
        assert_eq!((gini(&[2.0, 2.0]), gini(&[0.0]), gini(&[])), (Some(0.0), None, None));
    }
}
