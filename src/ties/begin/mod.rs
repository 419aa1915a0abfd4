//! How a tie begins: both said yes, or they went somewhere together; and what will be asked after it.

mod store;

pub(super) use store::goes_on;
pub use store::{begin, plan, went_together};
