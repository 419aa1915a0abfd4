//! Text between two people who both said yes, relayed, never in a letter. The table and its promises are here; the
//! pages come next.

mod store;

pub use store::forget_old;
