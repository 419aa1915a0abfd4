//! Changing a listing: the only way. A change names the version it was made from, so that two people never overwrite
//! each other, and every field of it is written down with who made it and as what.

mod change;
mod fields;
mod forget;
mod store;

pub use change::{By, Change, Changed, Field, Role};
pub(super) use fields::differences;
pub use fields::{Fields, before, columns_of, fields_of, same, unit_of, with_fields};
pub use forget::forget_contact;
pub(super) use store::Versioned;
pub use store::{change, create, forget_old, of_listing, since, with_version, with_version_locked};
