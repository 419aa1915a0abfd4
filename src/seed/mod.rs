//! The sample city, and a synthetic city of any size: both product code, both in an empty database alone.

mod dates;
mod sample;
mod store;

pub use sample::{Role, sample};
pub use store::{account_of_role, is_empty};
