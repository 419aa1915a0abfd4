//! What a listing's row says beside the listing itself: which version it is, and whether its host answers.

mod store;

pub use store::{set_slow_to_answer, versions_of};
