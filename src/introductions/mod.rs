//! Two people proposed to each other. The table and its promises are here; the pages come with a later issue.

mod store;

use uuid::Uuid;

pub use store::{forget_old, of_newcomer, open_of};

/// What became of a newcomer and a local who were proposed to each other, as long as it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// The local.
    pub local: Uuid,
    /// It lapsed within 180 days, and was never a yes of both. `false`: they know each other, or are asked now.
    pub lapsed: bool,
}
