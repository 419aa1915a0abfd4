//! The round: the best pairs for everybody at once, with proof.
//!
//! `pool` is who takes part; `plain` is what `buurten round` prints, as many as possible and then the largest total.
//!
//! Underneath, `net` is the problem as the solver sees it, `cover` finds what is short, `auction` is a fast start,
//! `paths` and `seats` are the exact part. `certificate` checks an answer without any of them.

mod auction;
pub mod certificate;
pub mod cover;
mod market;
mod net;
mod paths;
pub mod plain;
pub mod pool;
mod seats;
