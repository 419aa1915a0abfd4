//! Two people proposed to each other. The table and its promises are here; the pages come with a later issue.

mod store;

pub use store::forget_old;
