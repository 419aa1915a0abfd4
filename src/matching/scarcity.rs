//! Component 10, scarcity (browsing only): where many want what few can have, an option that is nearly as good for her
//! may stand before it. The order follows U − λ·price − μ·max(0, shown/target − 1), λ = .10, μ = .05.
//!
//! The whole handicap is capped at [`REGRET`]: whatever stands before an option is at most so much worse for her. For if
//! Y stands before X, then U(Y) ≥ U(Y) − handicap(Y) ≥ U(X) − handicap(X) ≥ U(X) − .10. U itself never changes.

/// What one unit of price takes from the order.
pub const PRICE: f64 = 0.10;
/// What being shown once more than meant, as a part of what was meant, takes from the order.
pub const SHOWN: f64 = 0.05;
/// Nobody's option sinks below one that is worse for her by more than this.
pub const REGRET: f64 = 0.10;

/// How scarce a listing is: the outcome of the nightly assignment of newcomers to places.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scarcity {
    /// The dual price of a place there, 0 (nobody has to miss it) to 1.
    pub price: f64,
    /// How often it was shown.
    pub shown: f64,
    /// How often it should be shown; 0 = no aim.
    pub target: f64,
}

impl Scarcity {
    /// What it takes from the order of U, in millionths: 0 to [`REGRET`]. Whole numbers, so that the cap holds exactly.
    pub fn handicap(&self) -> u32 {
        let too_often = if self.target > 0.0 { (self.shown / self.target - 1.0).max(0.0) } else { 0.0 };
        let handicap = PRICE * self.price.clamp(0.0, 1.0) + SHOWN * too_often;
        // What is no number takes nothing.
        libm::round(handicap.clamp(0.0, REGRET) * 1e6) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handicap_is_between_nought_and_the_cap_whatever_is_written() {
        let of = |price, shown, target| Scarcity { price, shown, target }.handicap();
        assert_eq!(of(0.0, 0.0, 0.0), 0);
        assert_eq!(of(0.5, 10.0, 20.0), 50_000);
        assert_eq!(of(0.2, 30.0, 20.0), 45_000);
        assert_eq!(of(1.0, 900.0, 1.0), 100_000);
        assert_eq!(of(f64::NAN, f64::NAN, f64::NAN), 0);
        assert_eq!(of(-3.0, f64::INFINITY, 1.0), 100_000);
    }
}
