//! What orders lists beside the listings themselves: the weights that count, and what is scarce.

use super::{
    scarcity::{self, Known},
    shelf::Item,
    weights,
};
use crate::{
    matching::{catalogue::Catalogue, weights::Weights},
    platform::db::Db,
};
use std::sync::Arc;

/// As the database has it at this moment.
pub(super) struct Order {
    weights: Arc<Weights>,
    scarce: Known,
}

impl Order {
    /// Reads it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn now(db: &Db) -> Result<Self, sqlx::Error> {
        Ok(Self { weights: weights::weights_now(db).await?, scarce: scarcity::known(db).await? })
    }

    /// A catalogue with it; `items` stand in the catalogue's order.
    pub fn put_into(&self, catalogue: Catalogue, items: &[Item]) -> Catalogue {
        catalogue.with_weights(self.weights.clone()).with_scarcity(scarcity::by_place(&self.scarce, items))
    }
}
