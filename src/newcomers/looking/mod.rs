//! Those who look for something, for counts over all lists alone: no name, no account, and nobody of them leaves what
//! counts them.

mod store;

use crate::matching::person::Person;
use uuid::Uuid;

pub use store::{looking, looking_within, passed_over_by, these_within};

/// Somebody who looks. Her `Debug` shows nothing of her.
pub struct Looking {
    /// Her row; to go on behind it.
    pub id: Uuid,
    /// Her answers as the heart reads them.
    pub person: Person,
    /// What was not for her, and why.
    pub passed_over: Vec<(Uuid, String)>,
}

impl std::fmt::Debug for Looking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}
