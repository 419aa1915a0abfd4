//! Component 10, scarcity: what a place costs the others.

/// What a listing's places cost, as of a night.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scarcity {
    /// The dual price of a place, 0 to 1.
    pub price: f64,
    /// In how many lists' first ten it stands.
    pub shown: f64,
    /// Its even share of them; 0 where nobody worked it out.
    pub target: f64,
}
