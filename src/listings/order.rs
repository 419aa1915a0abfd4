//! What orders lists beside the listings themselves: the weights that count, and what is scarce.

use super::{
    scarcity::{self, Known},
    shelf::Items,
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

/// Before anybody changed anything.
impl Default for Order {
    fn default() -> Self {
        Self { weights: Arc::new(Weights::start()), scarce: Known::default() }
    }
}

impl Order {
    /// Reads it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn now(db: &Db) -> Result<Self, sqlx::Error> {
        Ok(Self { weights: weights::weights_now(db).await?, scarce: scarcity::known(db).await? })
    }

    /// A catalogue with it; `items` are those of the catalogue.
    pub fn put_into(&self, catalogue: &Catalogue, items: &Items) -> Catalogue {
        let catalogue = catalogue.clone();
        catalogue.with_weights(self.weights.clone()).with_scarcity(&scarcity::by_place(&self.scarce, items))
    }
}
