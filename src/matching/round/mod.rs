//! The round: the best pairs for everybody at once, with proof.
//!
//! `pool` is who takes part; `plain` is the mode that `buurten round` prints. `cover` finds what is short, `auction` is
//! a fast start, `paths` and `seats` are the exact part on `net`, and `certificate` checks the answer without them.

mod auction;
pub mod certificate;
mod cover;
mod net;
mod paths;
pub mod plain;
pub mod pool;
mod seats;
