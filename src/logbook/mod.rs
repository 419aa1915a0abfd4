//! The logbook: every look of the desk at a person, and every step it takes with them. Append-only, opaque ids
//! alone; each person reads the lines about them.

mod line;
mod store;

pub use line::{Act, Line, Looked, Opened, Opening};
pub use store::{about, forget_old, look, looked_lately, looked_lately_at, open, opened_lately, openings, write};
