//! How a tie begins: both said yes to an introduction or to something they begin, or they went somewhere together; and what will be asked after it.

mod store;

pub(super) use store::goes_on;
pub use store::{Origin, begin, plan, went_together};
