//! What grows out of an introduction: introduced, met, again, regular, or ended; asked after for a year. The tables and
//! their promises are here; the pages come next.

mod blocked;
mod store;

pub use blocked::end_between;
pub use store::{begin, forget_old};
