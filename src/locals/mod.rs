//! People from here who take somebody along. Their pages come with the next issue; their answers have their place.

mod store;

pub use store::{insert, insert_many};
