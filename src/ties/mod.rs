//! What grows out of an introduction: introduced, met, again, regular, or ended; asked after for a year. The tables and
//! their promises are here; the pages come next.

mod store;

pub use store::forget_old;
