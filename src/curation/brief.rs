//! A listing in short, and what about it needs a human.

use crate::{
    kit::lang::Lang,
    listings::{Listing, Looks, Stock},
};
use std::sync::Arc;

/// A listing as the desk's table has it.
pub struct Brief {
    /// The listing.
    pub listing: Arc<Listing>,
    /// The language whose texts are behind the other's.
    pub behind: Option<Lang>,
    /// What needs a human.
    pub looks: Looks,
}

impl Brief {
    /// The one at a place.
    pub fn at(stock: &Stock, place: usize) -> Self {
        let item = &stock.items[place];
        Self { listing: item.listing.clone(), behind: item.behind(), looks: stock.looks(place) }
    }
}
