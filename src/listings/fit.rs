//! How well a listing fits somebody as of now, to be stored beside what she asks: for measuring, on no page.

use super::shelf::Stock;
use crate::{matching::rank::One, newcomers::Newcomer};
use std::sync::Arc;
use uuid::Uuid;

/// U, and the weights that made it. An old score keeps its version.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// U, 0 to 1, to six decimals.
    pub score: f64,
    /// The version of the weights.
    pub weights: Arc<str>,
}

impl Fit {
    /// Of a listing for her; none where we know too little of her, or a gate is closed.
    pub fn of(stock: &Stock, her: &Newcomer, listing: Uuid) -> Option<Self> {
        let place = stock.place(listing).filter(|_| her.can_be_matched())?;
        match stock.catalogue.explain_one(&her.person, place, &[])? {
            One::Matched { found, .. } => Some(Self { score: found.score, weights: found.weights.clone() }),
            One::Excluded { .. } => None,
        }
    }
}
