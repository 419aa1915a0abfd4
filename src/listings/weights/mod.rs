//! How we choose: the versions of the weights. The newest counts, on every instance as soon as it hears of it.

mod store;
mod trial;

use crate::{kit::sentence::Sentence, matching::weights::Weights};
use chrono::{DateTime, Utc};
use std::sync::Arc;

pub(super) use store::weights_now;
pub use store::{change, versions};
pub use trial::{LEAST, Trial, try_out};

/// A version of the weights, and how it came to be.
#[derive(Clone, Debug)]
pub struct Version {
    /// 1, 2, 3…; 0 is what the code began with.
    pub number: i32,
    /// The weights; their `version` is its name.
    pub weights: Arc<Weights>,
    /// Why, for everybody to read.
    pub note: Sentence,
    /// The first name of who made it, for the desk; none for the first, and where they have left.
    pub by: Option<String>,
    /// When; none for the first.
    pub at: Option<DateTime<Utc>>,
}

impl Version {
    /// What counts before anybody changed anything.
    fn start() -> Self {
        let note = Sentence::new("The numbers we began with.", "De getallen waarmee we begonnen.");
        Self { number: 0, weights: Arc::new(Weights::start()), note, by: None, at: None }
    }

    /// Whether both weigh the same, whatever they are called.
    pub fn weighs_like(&self, other: &Weights) -> bool {
        *self.weights == Weights { version: self.weights.version.clone(), ..other.clone() }
    }
}

/// What became of a new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It counts now.
    Done,
    /// Somebody else made a version in the meantime.
    Meanwhile,
    /// There is a version of this name.
    NameTaken,
}
